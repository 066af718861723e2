"""Who has consented to what. `has_consent` and `consented` are what other packages ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.core.verdict import YES, Verdict, no
from zveno.base.links.models import Link
from zveno.base.ui.components import Status
from zveno.network.organisations.models import Organisation
from zveno.network.people.ages import age_on
from zveno.network.people.models import (
    Consent,
    ConsentAsk,
    ConsentPurpose,
    ConsentRequest,
    ConsentText,
    Enrolment,
    Guardianship,
    Person,
    SignedAs,
)
from zveno.network.people.states import ConsentState

CONSENT_LINK = "people.consent"


def has_consent(person: Person, purpose: str, on: date, *, operator: Organisation | None = None) -> bool:
    """May this person's data be used for that purpose on that day? All signatures it needs are asked."""
    return person.pk in consented([person], purpose, on, operator=operator)


def consented(
    people: Iterable[Person], purpose: str, on: date, *, operator: Organisation | None = None
) -> set[int]:
    """Numbers of those of these people who have: two questions to the database, however many they are."""
    found = {person.pk: person for person in people}
    rule = ConsentPurpose.objects.get(code=purpose)
    signed: dict[tuple[int, int], set[SignedAs]] = defaultdict(set)
    signatures = Consent.objects.in_force(on).filter(purpose=rule, person__in=list(found))
    if operator:
        signatures = signatures.filter(operator=operator)
    for number, house, signed_as in signatures.values_list("person", "operator", "signed_as"):
        signed[number, house].add(SignedAs(signed_as))
    return {
        number
        for (number, _house), given in signed.items()
        if rule.signatures_at(age_on(found[number].birth_date, on)) <= given
    }


def consent_verdict(
    person: Person, purpose: str, on: date, *, operator: Organisation | None = None
) -> Verdict:
    """The same with a sentence for whoever may not go on without it."""
    if has_consent(person, purpose, on, operator=operator):
        return YES
    rule = ConsentPurpose.objects.get(code=purpose)
    last = (
        Consent.objects.filter(person=person, purpose=rule, state=ConsentState.WITHDRAWN)
        .order_by("-ended_at")
        .first()
    )
    if last and last.ended_on and last.ended_on <= on:
        reason = _("Согласие «%(purpose)s» отозвано %(day)s: %(person)s.") % {
            "purpose": rule.title,
            "day": f"{last.ended_on:%d.%m.%Y}",
            "person": person.short_name,
        }
    else:
        reason = _("Нет согласия «%(purpose)s»: %(person)s.") % {
            "purpose": rule.title,
            "person": person.short_name,
        }
    return no(reason, who_can=_("Согласие даёт сам человек с 14 лет и его законный представитель"))


@dataclass(frozen=True)
class Standing:
    """How it stands with one person, one purpose and one organisation on a day."""

    person: Person
    purpose: ConsentPurpose
    operator: Organisation
    needed: frozenset[SignedAs]
    given: Sequence[Consent]
    ended: Consent | None
    ask: ConsentAsk | None

    @property
    def missing(self) -> frozenset[SignedAs]:
        return self.needed - {SignedAs(consent.signed_as) for consent in self.given}

    @property
    def is_whole(self) -> bool:
        return not self.missing

    @property
    def is_asked(self) -> bool:
        """Somebody waits for this decision."""
        return self.ask is not None and bool(self.missing) and self.ask.refused_at is None

    @property
    def status(self) -> Status:
        if self.is_whole:
            return Status(_("дано"), "good")
        if self.given:
            waits = {
                SignedAs.SELF: _("ждём подпись ученика, студента"),
                SignedAs.GUARDIAN: _("ждём подпись представителя"),
            }
            return Status(waits[next(iter(self.missing))], "waits")
        if self.ask and self.ask.refused_at:
            return Status(_("не дано: отказ"), "plain", "circle-slash")
        if self.ended and self.ended.state == ConsentState.WITHDRAWN:
            return Status(_("отозвано"), "plain", "circle-slash")
        return Status(_("не дано"), "waits" if self.ask else "plain")

    @property
    def ways(self) -> str:
        return ", ".join(dict.fromkeys(str(consent.get_way_display()) for consent in self.given))


def standings(
    people: Sequence[Person],
    purposes: Sequence[ConsentPurpose],
    operators: Mapping[int, Sequence[Organisation]],
    *,
    on: date,
) -> list[Standing]:
    """Person by person, purpose by purpose, in two questions."""
    given: dict[tuple[int, int, int], list[Consent]] = defaultdict(list)
    ended: dict[tuple[int, int, int], Consent] = {}
    rows = Consent.objects.filter(person__in=people, purpose__in=purposes).select_related("signer")
    for consent in rows.order_by("given_at", "pk"):
        key = (consent.person_id, consent.purpose_id, consent.operator_id)
        if _holds(consent, on):
            given[key].append(consent)
        else:
            ended[key] = consent
    asks = {
        (ask.person_id, ask.request.purpose_id, ask.request.operator_id): ask
        for ask in ConsentAsk.objects.filter(
            person__in=people, request__purpose__in=purposes, request__closed_at__isnull=True
        ).select_related("request")
    }
    return [
        Standing(
            person=person,
            purpose=purpose,
            operator=operator,
            needed=purpose.signatures_at(age_on(person.birth_date, on)),
            given=given[key],
            ended=ended.get(key),
            ask=asks.get(key),
        )
        for person in people
        for operator in operators.get(person.pk, ())
        for purpose in purposes
        for key in [(person.pk, purpose.pk, operator.pk)]
    ]


def _holds(consent: Consent, on: date) -> bool:
    """The same as `ConsentQuerySet.in_force`, of a row at hand."""
    outlived = consent.valid_until is not None and consent.valid_until < on
    over = consent.ended_on is not None and consent.ended_on <= on
    return consent.given_on <= on and not outlived and not over


def operators_of(people: Iterable[Person]) -> dict[int, list[Organisation]]:
    """Where these people learn now: who asks for their consents."""
    found: dict[int, dict[int, Organisation]] = defaultdict(dict)
    enrolments = (
        Enrolment.objects.open()
        .filter(person__in=list(people))
        .select_related("organisation__territory", "organisation__kind")
        .order_by("-since", "pk")
    )
    for enrolment in enrolments:
        found[enrolment.person_id][enrolment.organisation_id] = enrolment.organisation
    return {number: list(houses.values()) for number, houses in found.items()}


def used_purposes() -> QuerySet[ConsentPurpose]:
    return ConsentPurpose.objects.filter(is_used=True)


def text_of(purpose: ConsentPurpose, on: date) -> ConsentText | None:
    """The wording that is signed on that day."""
    return ConsentText.objects.in_force(on).filter(purpose=purpose).order_by("-valid_from", "-pk").first()


def particulars(
    text: ConsentText, *, person: Person, signer: Person, operator: Organisation, authority: str = ""
) -> dict[str, str]:
    """Whose data, who signs, to whom: what the wording is filled with."""
    if signer.pk == person.pk:
        role = _("субъект персональных данных")
    else:
        role = _("законный представитель (%(document)s)") % {
            "document": authority or _("документ предъявлен оператору")
        }
    purpose = text.purpose
    return {
        "signer": signer.full_name,
        "role": role,
        "subject": person.full_name,
        "operator": operator.full_name,
        "address": operator.address or "—",
        "purpose": purpose.title,
        "covers": purpose.covers,
        "recipients": purpose.recipients,
        "retention": purpose.retention,
        "stops": purpose.stops,
    }


def person_of(user: User) -> Person | None:
    return Person.objects.filter(user=user).first()


def signs_for(user: User) -> list[Person]:
    """Himself, then his children."""
    children = Guardianship.objects.open().filter(guardian__user=user).values("child")
    found = Person.objects.filter(Q(user=user) | Q(pk__in=children))
    return sorted(found, key=lambda person: (person.user_id != user.pk, person.sort_key, person.pk))


def signers_of(person: Person, needed: Iterable[SignedAs]) -> list[Person]:
    """Whoever may give the missing signatures."""
    wanted = set(needed)
    found = [person] if SignedAs.SELF in wanted else []
    if SignedAs.GUARDIAN in wanted:
        found += [
            link.guardian
            for link in Guardianship.objects.open()
            .filter(child=person)
            .select_related("guardian")
            .order_by("pk")
        ]
    return found


@dataclass(frozen=True)
class AskLine:
    """One of a class: who must sign, who has, what became of the letters."""

    ask: ConsentAsk
    standing: Standing
    signers: Sequence[Person]
    letters: Sequence[Link]
    has_address: bool

    @property
    def letter(self) -> Status | None:
        if self.standing.is_whole or self.ask.refused_at:
            return None
        if not self.letters:
            return None if self.has_address else Status(_("нет адреса: нужна бумага"), "waits", "file-text")
        used = any(link.last_used_at for link in self.letters)
        return Status(_("открывали"), "good") if used else Status(_("письмо отправлено"), "waits")


@dataclass(frozen=True)
class RequestPage:
    request: ConsentRequest
    lines: Sequence[AskLine]

    @property
    def whole(self) -> int:
        return sum(line.standing.is_whole for line in self.lines)

    @property
    def refused(self) -> int:
        return sum(line.ask.refused_at is not None and not line.standing.is_whole for line in self.lines)

    @property
    def waiting(self) -> int:
        return len(self.lines) - self.whole - self.refused


def address_of(person: Person) -> str:
    """Where a letter reaches him: the address on his card, or the one he signs in with."""
    return person.email or (person.user.email if person.user else "")


def request_page(request: ConsentRequest, asks: QuerySet[ConsentAsk], *, on: date) -> RequestPage:
    """The class with who gave and who did not: six questions whatever its size."""
    rows = list(asks.filter(request=request).select_related("person__user", "request"))
    people = [ask.person for ask in rows]
    operators = {person.pk: [request.operator] for person in people}
    found = {one.person.pk: one for one in standings(people, [request.purpose], operators, on=on)}
    guardians: dict[int, list[Person]] = defaultdict(list)
    for link in (
        Guardianship.objects.open().filter(child__in=people).select_related("guardian__user").order_by("pk")
    ):
        guardians[link.child_id].append(link.guardian)
    letters: dict[str, list[Link]] = defaultdict(list)
    sent = Link.objects.standing().filter(
        purpose=CONSENT_LINK,
        thing_type=ConsentAsk._meta.label_lower,
        thing_id__in=[str(ask.pk) for ask in rows],
    )
    for letter in sent:
        letters[letter.thing_id].append(letter)
    lines = []
    for ask in rows:
        standing = found[ask.person_id]
        signers = [
            *([ask.person] if SignedAs.SELF in standing.missing else []),
            *(guardians[ask.person_id] if SignedAs.GUARDIAN in standing.missing else []),
        ]
        lines.append(
            AskLine(
                ask=ask,
                standing=standing,
                signers=signers,
                letters=letters[str(ask.pk)],
                has_address=any(address_of(signer) for signer in signers),
            )
        )
    return RequestPage(request, lines)


@dataclass(frozen=True)
class Counted:
    """A request in the list: how many of how many."""

    request: ConsentRequest
    asked: int
    whole: int


def counted(requests: Sequence[ConsentRequest], *, on: date) -> list[Counted]:
    """Progress of each request, in three questions for all of them."""
    asks = list(ConsentAsk.objects.filter(request__in=requests).select_related("person"))
    signed: dict[tuple[int, int, int], set[str]] = defaultdict(set)
    rows = Consent.objects.in_force(on).filter(
        person__in={ask.person_id for ask in asks}, purpose__in={request.purpose_id for request in requests}
    )
    for person, purpose, operator, signed_as in rows.values_list(
        "person", "purpose", "operator", "signed_as"
    ):
        signed[person, purpose, operator].add(signed_as)
    by_request: dict[int, list[ConsentAsk]] = defaultdict(list)
    for ask in asks:
        by_request[ask.request_id].append(ask)
    return [
        Counted(
            request=request,
            asked=len(by_request[request.pk]),
            whole=sum(
                request.purpose.signatures_at(age_on(ask.person.birth_date, on))
                <= signed[ask.person_id, request.purpose_id, request.operator_id]
                for ask in by_request[request.pk]
            ),
        )
        for request in requests
    ]


def open_asks(person: Person, purpose: ConsentPurpose, operator: Organisation) -> QuerySet[ConsentAsk]:
    return ConsentAsk.objects.filter(
        person=person, request__purpose=purpose, request__operator=operator, request__closed_at__isnull=True
    )


def day_of(moment: datetime) -> date:
    return timezone.localdate(moment)


@dataclass(frozen=True)
class OwnLine:
    """One consent on the page of whoever signs: what he may do with it."""

    standing: Standing
    needs_me: bool
    mine: Consent | None

    @property
    def is_waiting(self) -> bool:
        return self.needs_me and self.standing.is_asked


@dataclass(frozen=True)
class OwnPlace:
    """One person in one organisation."""

    person: Person
    is_self: bool
    operator: Organisation
    lines: Sequence[OwnLine]

    @property
    def waiting(self) -> list[OwnLine]:
        return [line for line in self.lines if line.is_waiting]

    @property
    def settled(self) -> list[OwnLine]:
        """Given, withdrawn or refused: something has been decided."""
        return [
            line
            for line in self.lines
            if not line.is_waiting and (line.standing.given or line.standing.ended or line.standing.ask)
        ]

    @property
    def possible(self) -> list[OwnLine]:
        """Nobody asks for it; it may be given all the same."""
        return [
            line
            for line in self.lines
            if line.needs_me and not (line.standing.given or line.standing.ended or line.standing.ask)
        ]


def own_places(user: User, *, on: date) -> list[OwnPlace]:
    """«Мои дети и согласия»: six questions, however many children."""
    people = signs_for(user)
    operators = operators_of(people)
    purposes = list(used_purposes())
    lines: dict[tuple[int, int], list[OwnLine]] = defaultdict(list)
    for standing in standings(people, purposes, operators, on=on):
        role = SignedAs.SELF if standing.person.user_id == user.pk else SignedAs.GUARDIAN
        mine = next((one for one in standing.given if one.signer.user_id == user.pk), None)
        lines[standing.person.pk, standing.operator.pk].append(
            OwnLine(standing=standing, needs_me=role in standing.missing, mine=mine)
        )
    return [
        OwnPlace(person, person.user_id == user.pk, operator, lines[person.pk, operator.pk])
        for person in people
        for operator in operators.get(person.pk, ())
    ]


def waiting_for(user: User, *, on: date) -> list[OwnLine]:
    """What this person is asked to decide."""
    people = signs_for(user)
    asked = ConsentAsk.objects.filter(
        person__in=people, request__closed_at__isnull=True, refused_at__isnull=True
    )
    if not people or not asked.exists():
        return []
    return [line for place in own_places(user, on=on) for line in place.waiting]
