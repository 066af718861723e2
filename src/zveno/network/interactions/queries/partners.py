"""Partners of an organisation: who, in which forms, how often, since when they are silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, DateField, F, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from zveno.network.interactions.models import Interaction, InteractionQuerySet, Side
from zveno.network.interactions.policies import can_see_partners
from zveno.network.interactions.queries.years import months_before, school_year_of
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.queries import Section

SILENT_MONTHS = 6
"""So long without a contact is silence, unless the reader asks for another term."""

Who = tuple[int | None, str]
"""A partner: the number of an organisation, or a name outside of the network."""


@dataclass(frozen=True)
class PartnerLine:
    """What an organisation did with one partner."""

    organisation: Organisation
    partner: Organisation | None
    name: str
    forms: Mapping[str, int]
    """How many facts in each form, the most frequent first."""
    facts: int
    last: date | None
    """The last day of a contact; a contract by itself is none."""
    agreed: bool
    """Is a contract or an agreement in force?"""
    silent: bool

    @property
    def sort_key(self) -> str:
        return self.partner.sort_key if self.partner else self.name.casefold()

    @property
    def written_forms(self) -> str:
        return "; ".join(self.forms)

    @property
    def sentence(self) -> str:
        """«партнёр (форма; форма)», as municipal reports write it."""
        return f"{self.name} ({self.written_forms})"

    @property
    def url(self) -> str:
        """The page of this pair."""
        if self.partner:
            return reverse("interactions:pair_show", args=[self.organisation.pk, self.partner.pk])
        outside = reverse("interactions:outsider_show", args=[self.organisation.pk])
        return f"{outside}?{urlencode({'name': self.name})}"


def partners_of(
    organisation: Organisation,
    *,
    on: date,
    months: int = SILENT_MONTHS,
    facts: InteractionQuerySet | None = None,
) -> list[PartnerLine]:
    """Everybody it ever did something with, the latest first; two queries. `facts` narrows what counts."""
    sides = Side.objects.ties().filter(Q(interaction__initiator=organisation) | Q(organisation=organisation))
    if facts is not None:
        sides = sides.filter(interaction__in=facts.values("pk"))
    grouped: dict[Who, _Tally] = {}
    for row in _tallied(sides, on=on, by_form=True):
        mine = row["interaction__initiator"] == organisation.pk
        who = (row["organisation"], row["name"]) if mine else (row["interaction__initiator"], "")
        grouped.setdefault(who, _Tally()).add(row)
    names = Organisation.objects.select_related("kind").in_bulk(
        [number for number, _name in grouped if number]
    )
    lines = [
        tally.line(organisation, names.get(number) if number else None, name, quiet=months_before(on, months))
        for (number, name), tally in grouped.items()
    ]
    return sorted(lines, key=lambda line: (-(line.last or date.min).toordinal(), line.sort_key))


MOST_BESIDE = 6
"""Partners that stand on the organisation's page."""


@dataclass(frozen=True)
class PartnersCard:
    """«Партнёры» on an organisation's page."""

    lines: Sequence[PartnerLine]
    all: int
    silent: int
    url: str
    passport_url: str


def partners_section(organisation: Organisation, actor: Actor, *, at: datetime) -> Section | None:
    """For those who see its partners; two queries."""
    if not can_see_partners(actor, organisation):
        return None
    on = timezone.localdate(at)
    lines = partners_of(organisation, on=on)
    card = PartnersCard(
        lines=lines[:MOST_BESIDE],
        all=len(lines),
        silent=sum(line.silent for line in lines),
        url=reverse("interactions:partner_list", args=[organisation.pk]),
        passport_url=reverse("interactions:passport_show", args=[organisation.pk, school_year_of(on)]),
    )
    return Section(_("Партнёры"), "interactions/parts/partners.html", card, position=10)


def partner_sentences(lines: Iterable[PartnerLine]) -> list[str]:
    """For the report: in the order of names."""
    return [line.sentence for line in sorted(lines, key=lambda line: line.sort_key)]


def silent_pairs(
    actor: Actor, *, on: date, months: int = SILENT_MONTHS, organisation: Organisation | None = None
) -> list[PartnerLine]:
    """Pairs with an agreement or contacts once and nothing for so many months; two queries.

    Of one organisation as it sees them, or of everything the actor may see, where each pair stands once.
    """
    if organisation is not None:
        return [line for line in partners_of(organisation, on=on, months=months) if line.silent]
    sides = Side.objects.ties().filter(
        interaction__in=Interaction.objects.visible_to(actor).values("pk"), organisation__isnull=False
    )
    grouped: dict[tuple[int, int], _Tally] = {}
    for row in _tallied(sides, on=on, by_form=False):
        first, second = row["interaction__initiator"], row["organisation"]
        # A pair is one pair whoever began.
        pair = (first, second) if (second, first) not in grouped else (second, first)
        grouped.setdefault(pair, _Tally()).add(row)
    quiet = months_before(on, months)
    silent = {pair: tally for pair, tally in grouped.items() if tally.is_silent(quiet)}
    names = Organisation.objects.select_related("kind").in_bulk(
        {number for pair in silent for number in pair}
    )
    lines = [
        tally.line(names[first], names[second], "", quiet=quiet)
        for (first, second), tally in silent.items()
        if names[first].is_active and names[second].is_active
    ]
    return sorted(
        lines, key=lambda line: ((line.last or date.min), line.organisation.sort_key, line.sort_key)
    )


def _tallied(sides: QuerySet[Side], *, on: date, by_form: bool) -> Iterable[dict[str, Any]]:
    """One grouped query: facts, contacts and agreements of each pair."""
    today = Value(on, output_field=DateField())
    ends = Least(Coalesce(F("interaction__ends_on"), today), today)
    contact = Q(interaction__form__is_agreement=False, interaction__starts_on__lte=on)
    runs = Q(interaction__ends_on__isnull=True) | Q(interaction__ends_on__gte=on)
    keys = ["interaction__initiator", "organisation", "name"]
    if by_form:
        keys.append("interaction__form__name")
    rows: Iterable[dict[str, Any]] = (
        sides.order_by()
        .values(*keys)
        .annotate(
            facts=Count("pk"),
            last=Max(ends, filter=contact),
            agreements=Count("pk", filter=Q(interaction__form__is_agreement=True) & runs),
            begun=Max("interaction__starts_on"),
        )
    )
    return rows


@dataclass
class _Tally:
    forms: dict[str, int] = field(default_factory=dict)
    facts: int = 0
    agreements: int = 0
    last: date | None = None
    begun: date = date.min

    def add(self, row: dict[str, Any]) -> None:
        form = row.get("interaction__form__name")
        if form:
            self.forms[form] = self.forms.get(form, 0) + row["facts"]
        self.facts += row["facts"]
        self.agreements += row["agreements"]
        self.begun = max(self.begun, row["begun"])
        if row["last"] and (self.last is None or row["last"] > self.last):
            self.last = row["last"]

    def is_silent(self, quiet: date) -> bool:
        """The last thing of any kind lies before that day: a contract of last week is not silence yet."""
        return (self.last or date.min) < quiet and self.begun < quiet

    def line(
        self, organisation: Organisation, partner: Organisation | None, name: str, *, quiet: date
    ) -> PartnerLine:
        return PartnerLine(
            organisation=organisation,
            partner=partner,
            name=partner.short_name if partner else name,
            forms=dict(sorted(self.forms.items(), key=lambda item: (-item[1], item[0]))),
            facts=self.facts,
            last=self.last,
            agreed=self.agreements > 0,
            silent=self.is_silent(quiet),
        )
