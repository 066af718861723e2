"""The map of the network: who works with whom, how much, and who is silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import sqrt

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from zveno.base.ui.numbers import number_writer, written_date
from zveno.base.ui.pictures import Network, Node, Tie
from zveno.network.interactions.models import FormGroup, Side, SideQuerySet
from zveno.network.interactions.queries.layout import Standing, places
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Family, Scope

FAMILIES = tuple(Family)
SMALLEST, LARGEST = 12, 34


@dataclass(frozen=True)
class Member:
    """An organisation as the map knows it."""

    pk: int
    name: str
    sort_key: str
    family: Family
    path: str
    is_visible: bool
    """May the reader open its page? One of another district he only sees at the end of a tie."""

    @property
    def url(self) -> str:
        return reverse("organisations:organisation_show", args=[self.pk]) if self.is_visible else ""


@dataclass(frozen=True)
class Edge:
    """Two organisations and what they did together; whoever is first in the alphabet stands first."""

    first: Member
    second: Member
    contractual: int
    organisational: int
    last: date
    is_open: bool
    """May the reader see the facts themselves?"""

    @property
    def facts(self) -> int:
        return self.contractual + self.organisational

    @property
    def first_key(self) -> str:
        return self.first.sort_key

    @property
    def second_key(self) -> str:
        return self.second.sort_key

    @property
    def nature(self) -> int:
        """Contractual, organisational or both: the number of the colour and of the dash."""
        if self.contractual and self.organisational:
            return 2
        return 0 if self.contractual else 1

    @property
    def url(self) -> str:
        if not self.is_open:
            return ""
        return reverse("interactions:pair_show", args=[self.first.pk, self.second.pk])


@dataclass(frozen=True)
class NetworkMap:
    """The same data as a picture and as a table."""

    members: Sequence[Member]
    edges: Sequence[Edge]

    @cached_property
    def weights(self) -> dict[int, int]:
        found = {member.pk: 0 for member in self.members}
        for edge in self.edges:
            found[edge.first.pk] += edge.facts
            found[edge.second.pk] += edge.facts
        return found

    @property
    def silent(self) -> int:
        return sum(1 for weight in self.weights.values() if not weight)

    @property
    def facts(self) -> int:
        return sum(edge.facts for edge in self.edges)

    @cached_property
    def picture(self) -> Network:
        weights = self.weights
        most = max(weights.values(), default=0) or 1
        standing = [
            Standing(member.pk, member.family, member.sort_key, weights[member.pk]) for member in self.members
        ]
        found = places(standing)
        present = [family for family in FAMILIES if any(member.family is family for member in self.members)]
        groups = {family: number for number, family in enumerate(present)}
        busy, quiet = _("%(name)s: фактов %(count)s"), _("%(name)s: за это время фактов нет")
        write = number_writer()
        nodes = []
        for member in self.members:
            x, y = found[member.pk]
            weight = weights[member.pk]
            nodes.append(
                Node(
                    id=str(member.pk),
                    name=member.name,
                    x=x,
                    y=y,
                    group=groups[member.family],
                    size=SMALLEST + round((LARGEST - SMALLEST) * sqrt(weight / most)),
                    silent=weight == 0,
                    url=member.url,
                    note=(busy if weight else quiet) % {"name": member.name, "count": write(weight)},
                )
            )
        return Network(
            key="network-map",
            title=_("Карта сети"),
            note=_("Толщина линии – сколько фактов; кружки с пунктиром молчат."),
            groups=[family.label for family in present],
            nodes=nodes,
            ties=list(_ties(self.edges)),
        )


def network_map(
    actor: Actor,
    sides: QuerySet[Side],
    *,
    on: date,
    territory: str = "",
    families: Sequence[Family] = (),
) -> NetworkMap:
    """The picture of the actor's district on a day; `sides` is already narrowed by period and form.

    Everybody who works in the district sees who works with whom and how often: it is what municipal reports
    publish. The facts themselves open for their sides and for authorities. One grouped query and one for
    names (and another one for partners from elsewhere, if there are any).
    """
    members = {member.pk: member for member in _members(Organisation.objects.visible_to(actor).active())}
    rows = list(grouped_ties(sides, on=on))
    unknown = {number for first, second, *_rest in rows for number in (first, second)} - members.keys()
    if unknown:
        others = Organisation.objects.filter(pk__in=unknown)
        members |= {member.pk: member for member in _members(others, is_visible=False)}
    edges = [
        edge
        for edge in _merged(rows, members, actor)
        if _is_asked(edge.first, edge.second, territory, families)
    ]
    met = {number for edge in edges for number in (edge.first.pk, edge.second.pk)}
    shown = [
        member
        for member in members.values()
        if member.pk in met or (member.is_visible and _is_asked(member, member, territory, families))
    ]
    return NetworkMap(shown, sorted(edges, key=lambda edge: (-edge.facts, edge.first_key, edge.second_key)))


Row = tuple[int, int, str, int, date]


def grouped_ties(sides: QuerySet[Side], *, on: date) -> QuerySet[Side, Row]:
    """Initiator, partner, group of forms, how many facts have begun, the last of them: one grouped query."""
    return (
        sides.filter(interaction__starts_on__lte=on, organisation__isnull=False)
        .order_by()
        .values_list("interaction__initiator", "organisation", "interaction__form__group")
        .annotate(facts=Count("pk"), last=Max("interaction__starts_on"))
    )


def sides_of_district(actor: Actor) -> SideQuerySet:
    """Ties with an end in the actor's district."""
    if actor.scope is Scope.SYSTEM:
        return Side.objects.ties()
    path = actor.territory_path
    return Side.objects.ties().filter(
        Q(organisation__territory__path__startswith=path)
        | Q(interaction__initiator__territory__path__startswith=path)
    )


def _members(organisations: QuerySet[Organisation], *, is_visible: bool = True) -> Iterable[Member]:
    rows = organisations.order_by("sort_key", "pk").values_list(
        "pk", "short_name", "sort_key", "kind__family", "territory__path"
    )
    for pk, name, sort_key, family, path in rows:
        yield Member(pk, name, sort_key, Family(family), path, is_visible)


def _merged(rows: Sequence[Row], members: dict[int, Member], actor: Actor) -> Iterable[Edge]:
    """Whoever began: two organisations are one pair."""
    counts: dict[tuple[int, int], dict[str, int]] = {}
    lasts: dict[tuple[int, int], date] = {}
    for first, second, group, facts, last in rows:
        pair = (first, second) if members[first].sort_key <= members[second].sort_key else (second, first)
        if pair not in counts and pair[::-1] in counts:
            pair = pair[::-1]
        groups = counts.setdefault(pair, {})
        groups[group] = groups.get(group, 0) + facts
        lasts[pair] = max(last, lasts.get(pair, last))
    sees_all = actor.scope in {Scope.SYSTEM, Scope.TERRITORY}
    own = actor.organisation.pk if actor.organisation else None
    for (first, second), groups in counts.items():
        yield Edge(
            first=members[first],
            second=members[second],
            contractual=groups.get(FormGroup.CONTRACTUAL, 0),
            organisational=groups.get(FormGroup.ORGANISATIONAL, 0),
            last=lasts[first, second],
            is_open=sees_all or own in {first, second},
        )


def _is_asked(first: Member, second: Member, territory: str, families: Sequence[Family]) -> bool:
    """One end in the territory, and one of the family (it may be the other one)."""
    ends = (first, second)
    return any(end.path.startswith(territory) for end in ends) and (
        not families or any(end.family in families for end in ends)
    )


def _ties(edges: Sequence[Edge]) -> Iterator[Tie]:
    """There are thousands: words, addresses and figures are prepared once."""
    words = _("%(first)s – %(second)s: фактов %(count)s, последний %(day)s")
    address = reverse("interactions:pair_show", args=[0, 0]).replace("/0/0/", "/{}/{}/")
    write = number_writer()
    for edge in edges:
        first, second = edge.first, edge.second
        yield Tie(
            source=str(first.pk),
            target=str(second.pk),
            weight=edge.facts,
            note=words
            % {
                "first": first.name,
                "second": second.name,
                "count": write(edge.facts),
                "day": written_date(edge.last),
            },
            url=address.format(first.pk, second.pk) if edge.is_open else "",
            group=edge.nature,
        )
