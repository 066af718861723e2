"""A class is asked for a consent: by letters with links, on paper, until the request is closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.links.models import Link
from zveno.base.links.services import issue_link, revoke_links
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.people import notices
from zveno.network.people.models import (
    ConsentAsk,
    ConsentPurpose,
    ConsentRequest,
    ConsentText,
    Enrolment,
    Guardianship,
    Person,
    SignedAs,
    StudyGroup,
)
from zveno.network.people.models.consents import print_of
from zveno.network.people.policies.consents import can_ask, can_collect, can_run_request, can_word
from zveno.network.people.queries.consents import CONSENT_LINK, address_of, standings, text_of
from zveno.network.people.services.consents import ConsentError

LETTER_EVERY = timedelta(hours=1)


@transaction.atomic
def ask_group(
    group: StudyGroup, purpose: ConsentPurpose, *, due_on: date, by: Actor, at: datetime
) -> ConsentRequest:
    """Everybody who learns in the class now; those who come later are added when letters are sent."""
    group = StudyGroup.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=group.pk)
    require(can_ask(by, group))
    _check(purpose, due_on, at)
    waiting = ConsentRequest.objects.filter(group=group, purpose=purpose, closed_at__isnull=True)
    if waiting.exists():
        raise ConsentError(_("Эти согласия у этого класса или группы уже запрошены."), field="purpose")
    request = _request(purpose, group.organisation, due_on, by=by, at=at, group=group)
    if not add_newcomers(request):
        raise ConsentError(
            _("В этом классе или группе сейчас никто не учится: запрашивать не у кого."), field="group"
        )
    record("consent.ask", request, by=by.user, at=at, changes={"asked": request.asks.count()})
    return request


@transaction.atomic
def ask_person(
    person: Person, purpose: ConsentPurpose, *, due_on: date, by: Actor, at: datetime
) -> ConsentRequest:
    """One person, outside of a class."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(can_collect(by, person))
    if by.organisation is None:
        raise ConsentError(_("Согласия запрашивает организация."))
    _check(purpose, due_on, at)
    waiting = ConsentAsk.objects.filter(
        person=person,
        request__purpose=purpose,
        request__operator=by.organisation,
        request__closed_at__isnull=True,
    )
    if waiting.exists():
        raise ConsentError(_("Это согласие уже запрошено и ждёт ответа."), field="purpose")
    request = _request(purpose, by.organisation, due_on, by=by, at=at)
    ConsentAsk.objects.create(request=request, person=person)
    record("consent.ask", request, by=by.user, at=at, changes={"asked": 1}, concerning=person.user)
    return request


def add_newcomers(request: ConsentRequest) -> int:
    """Those who have come into the class since; how many are asked in all."""
    known = ConsentAsk.objects.filter(request=request)
    people = (
        Enrolment.objects.open()
        .filter(group=request.group)
        .exclude(person__in=known.values("person"))
        .order_by("person__sort_key", "person")
        .values_list("person", flat=True)
        .distinct()
    )
    ConsentAsk.objects.bulk_create(
        [ConsentAsk(request=request, person_id=number) for number in people], ignore_conflicts=True
    )
    return known.count()


@dataclass(frozen=True)
class Sent:
    """What became of sending: letters, and those for whom only paper is left."""

    letters: int
    without_address: Sequence[Person]


@transaction.atomic
def send_links(request: ConsentRequest, *, by: Actor, at: datetime) -> Sent:
    """A link with a code to each who must still sign; whoever got one within the hour gets no second."""
    request = _locked(request)
    require(can_run_request(by, request))
    if not request.is_open:
        raise ConsentError(_("Запрос закрыт: ссылки по нему больше не отправляют."))
    on = timezone.localdate(at)
    text = text_of(request.purpose, on)
    if text is None:
        raise ConsentError(_("Для этой цели сейчас нет действующего текста согласия."))
    if request.group_id:
        add_newcomers(request)
    asks = list(
        ConsentAsk.objects.filter(request=request, refused_at__isnull=True)
        .select_related("person__user", "request__purpose")
        .order_by("person__sort_key", "pk")
    )
    wanted = _wanted(request, asks, on)
    fresh = _fresh(asks, at)
    letters, told, without = 0, [], []
    for ask in asks:
        if ask.pk not in wanted:
            continue
        signers = wanted[ask.pk]
        told += signers
        reachable = [signer for signer in signers if address_of(signer)]
        if not reachable:
            without.append(ask.person)
        for signer in reachable:
            if (ask.pk, str(signer.pk)) in fresh:
                continue
            issue_link(
                CONSENT_LINK,
                ask,
                email=address_of(signer),
                person_name=signer.full_name,
                by=by.user,
                at=at,
                version=text.version,
                key=str(signer.pk),
                contact=f"{by.user.get_full_name()}, {by.user.email}",
                seat=str(by.membership or ""),
            )
            letters += 1
    request.sent_at = at
    request.save(update_fields=["sent_at"])
    notices.tell_asked(request, told, at=at)
    record(
        "consent.send",
        request,
        by=by.user,
        at=at,
        changes={"letters": letters, "without_address": len(without)},
    )
    return Sent(letters, without)


@transaction.atomic
def close_request(request: ConsentRequest, *, by: Actor, at: datetime) -> ConsentRequest:
    """Nobody is waited for any more; what was given stays given, links open nothing."""
    request = _locked(request)
    require(can_run_request(by, request))
    if request.is_open:
        request.closed_at, request.closed_by = at, by.user.get_full_name()
        request.save()
        for ask in request.asks.all():
            revoke_links(ask, by=by.user, at=at, purpose=CONSENT_LINK)
        record("consent.close", request, by=by.user, at=at)
    return request


@transaction.atomic
def add_wording(
    purpose: ConsentPurpose, *, version: str, text: str, valid_from: date, by: Actor, at: datetime
) -> ConsentText:
    """From that day on this is signed; what was signed before stays as it was."""
    require(can_word(by))
    purpose = ConsentPurpose.objects.select_for_update(of=("self",)).get(pk=purpose.pk)
    if valid_from < timezone.localdate(at):
        raise ConsentError(_("Новая редакция начинает действовать сегодня или позже."), field="valid_from")
    if ConsentText.objects.filter(purpose=purpose, version=version.strip()).exists():
        raise ConsentError(_("Редакция с таким обозначением уже есть."), field="version")
    missing = [name for name in ("{signer}", "{subject}", "{operator}", "{purpose}") if name not in text]
    if missing:
        raise ConsentError(
            _("В тексте не хватает: %(names)s. Их место занимают имена и названия.")
            % {"names": ", ".join(missing)},
            field="text",
        )
    last = ConsentText.objects.select_for_update(of=("self",)).filter(purpose=purpose, valid_to=None).first()
    if last:
        if last.valid_from >= valid_from:
            raise ConsentError(
                _("Редакция %(version)s действует с %(day)s: новая должна начаться позже.")
                % {"version": last.version, "day": f"{last.valid_from:%d.%m.%Y}"},
                field="valid_from",
            )
        last.valid_to = valid_from - timedelta(days=1)
        last.save(update_fields=["valid_to"])
    made = ConsentText.objects.create(
        purpose=purpose, version=version.strip(), text=text, sha256=print_of(text), valid_from=valid_from
    )
    record("consent.word", made, by=by.user, at=at, changes={"version": made.version, "print": made.sha256})
    return made


def _check(purpose: ConsentPurpose, due_on: date, at: datetime) -> None:
    today = timezone.localdate(at)
    if due_on <= today:
        raise ConsentError(_("Дайте людям хотя бы день: выберите день после сегодняшнего."), field="due_on")
    if text_of(purpose, today) is None:
        raise ConsentError(_("Для этой цели сейчас нет действующего текста согласия."), field="purpose")


def _request(
    purpose: ConsentPurpose,
    operator: Organisation,
    due_on: date,
    *,
    by: Actor,
    at: datetime,
    group: StudyGroup | None = None,
) -> ConsentRequest:
    return ConsentRequest.objects.create(
        purpose=purpose, operator=operator, group=group, due_on=due_on, asked_at=at, asked_by=by.user
    )


def _locked(request: ConsentRequest) -> ConsentRequest:
    return (
        ConsentRequest.objects.select_for_update(of=("self",))
        .select_related("purpose", "group", "operator")
        .get(pk=request.pk)
    )


def _wanted(request: ConsentRequest, asks: Sequence[ConsentAsk], on: date) -> dict[int, list[Person]]:
    """Whose signature is still missing, by the number of the ask; nobody where no representative is known."""
    people = [ask.person for ask in asks]
    operators = {person.pk: [request.operator] for person in people}
    missing = {one.person.pk: one.missing for one in standings(people, [request.purpose], operators, on=on)}
    guardians: dict[int, list[Person]] = defaultdict(list)
    for link in (
        Guardianship.objects.open().filter(child__in=people).select_related("guardian__user").order_by("pk")
    ):
        guardians[link.child_id].append(link.guardian)
    return {
        ask.pk: [
            *([ask.person] if SignedAs.SELF in missing[ask.person_id] else []),
            *(guardians[ask.person_id] if SignedAs.GUARDIAN in missing[ask.person_id] else []),
        ]
        for ask in asks
        if missing[ask.person_id]
    }


def _fresh(asks: Sequence[ConsentAsk], at: datetime) -> set[tuple[int, str]]:
    """Asks and signers whose letter left within the hour."""
    links = Link.objects.standing().filter(
        purpose=CONSENT_LINK,
        thing_type=ConsentAsk._meta.label_lower,
        thing_id__in=[str(ask.pk) for ask in asks],
        sent_at__gt=at - LETTER_EVERY,
    )
    return {(int(number), key) for number, key in links.values_list("thing_id", "key")}
