"""Consents are given, taken on paper, refused, withdrawn; other packages rely on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.audit.services import record
from zveno.base.core.people import Person as Acting
from zveno.base.core.verdict import require
from zveno.base.files.intake import Received
from zveno.base.files.models import StoredFile
from zveno.base.files.services import keep
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.people import notices
from zveno.network.people.ages import months_after
from zveno.network.people.models import (
    Consent,
    ConsentAsk,
    ConsentPurpose,
    ConsentRequest,
    ConsentText,
    Guardianship,
    Person,
    SignedAs,
    Way,
)
from zveno.network.people.models.consents import print_of
from zveno.network.people.policies.consents import (
    can_collect,
    can_run_request,
    can_sign,
    can_withdraw,
    is_party,
    of_age,
)
from zveno.network.people.queries.consents import consent_verdict, open_asks, particulars, text_of
from zveno.network.people.services.special import HEALTH, end_records_of
from zveno.network.people.signals import consent_withdrawn
from zveno.network.people.states import CONSENT_LIFE, ConsentState


class ConsentError(Exception):
    """A sentence for whoever signs, takes or withdraws; `field` is where it belongs in his form."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class ConsentMissing(ConsentError):
    """Something would be done without the consent it needs."""


@dataclass(frozen=True)
class Signature:
    """How it was signed, and what proves it."""

    way: Way
    evidence: Mapping[str, Any] = field(default_factory=dict)
    scan: StoredFile | None = None
    given_on: date | None = None
    taken_by: User | None = None


@transaction.atomic
def give_consent(
    person: Person,
    purpose: ConsentPurpose,
    *,
    operator: Organisation,
    signer: Person,
    version: str,
    signature: Signature,
    by: User | None,
    at: datetime,
) -> Consent:
    """Put down one signature. `version` is the wording that was read; signing it twice is signing it once."""
    person = _locked(person)
    on = signature.given_on or timezone.localdate(at)
    require(can_sign(signer, person, purpose, on))
    text = _text(purpose, version, on)
    authority = _authority(signer, person)
    filled = particulars(text, person=person, signer=signer, operator=operator, authority=authority)
    shown = print_of(text.filled(filled))
    before = Consent.objects.standing().filter(
        person=person, purpose=purpose, operator=operator, signer=signer
    )
    for standing in before.select_for_update(of=("self",)):
        if standing.sha256 == shown and standing.way == signature.way and _lasts(standing, on):
            return standing
        _end(standing, "replace", by=signer.full_name, why=_("Подписано заново."), at=at)
    consent = Consent(
        person=person,
        purpose=purpose,
        text=text,
        operator=operator,
        particulars=filled,
        sha256=shown,
        signer=signer,
        signed_as=SignedAs.SELF if signer.pk == person.pk else SignedAs.GUARDIAN,
        authority=authority,
        way=signature.way,
        scan=signature.scan,
        evidence=dict(signature.evidence),
        given_on=on,
        given_at=at,
        taken_by=signature.taken_by,
        valid_until=_until(purpose, on),
    )
    consent.save()
    open_asks(person, purpose, operator).update(refused_at=None, refused_by="")
    record(
        "consent.give",
        consent,
        by=by,
        at=at,
        changes={"signer": signer.full_name, "way": consent.way, "version": text.version, "print": shown},
        concerning=_user(person),
        address=signature.evidence.get("address"),
    )
    return consent


@transaction.atomic
def take_paper(
    person: Person,
    purpose: ConsentPurpose,
    *,
    signer: Person,
    given_on: date,
    scan: Received,
    by: Actor,
    at: datetime,
) -> Consent:
    """The paper was signed and stands scanned before the actor, who answers for it."""
    require(can_collect(by, person))
    if by.organisation is None:
        raise ConsentError(_("Согласие на бумаге принимает организация."))
    today = timezone.localdate(at)
    if given_on > today:
        raise ConsentError(_("Этот день ещё не наступил: укажите дату с бумаги."), field="given_on")
    text = text_of(purpose, given_on)
    if text is None:
        raise ConsentError(
            _("На этот день нет действующего текста согласия. Проверьте дату на бумаге."), field="given_on"
        )
    verdict = can_sign(signer, person, purpose, given_on)
    if not verdict:
        raise ConsentError(str(verdict.reason), field="signer")
    return give_consent(
        person,
        purpose,
        operator=by.organisation,
        signer=signer,
        version=text.version,
        signature=Signature(
            Way.PAPER, scan=keep(scan, by=by.user, at=at), given_on=given_on, taken_by=by.user
        ),
        by=by.user,
        at=at,
    )


@transaction.atomic
def take_papers(
    request: ConsentRequest,
    signed: Sequence[tuple[Person, Person]],
    *,
    given_on: date,
    scan: Received,
    by: Actor,
    at: datetime,
) -> list[Consent]:
    """A stack of papers of one class, scanned together: pairs of whose data and who signed.

    Whoever has signed already is passed over, so that a stack may be brought twice.
    """
    require(can_run_request(by, request))
    if given_on > timezone.localdate(at):
        raise ConsentError(_("Этот день ещё не наступил: укажите дату с бумаги."), field="given_on")
    text = text_of(request.purpose, given_on)
    if text is None:
        raise ConsentError(
            _("На этот день нет действующего текста согласия. Проверьте дату на бумаге."), field="given_on"
        )
    people = Person.objects.select_for_update(of=("self",)).filter(pk__in=[child.pk for child, _by in signed])
    whose = {person.pk: person for person in people}
    asked = ConsentAsk.objects.filter(request=request, person__in=whose).values_list("person", flat=True)
    strangers = set(whose) - set(asked)
    if strangers:
        raise ConsentError(_("Не все эти люди есть в запросе."), field="signed")
    links = {
        (link.guardian_id, link.child_id): f"{link.get_relation_display()}; {link.basis}".strip("; ")
        for link in Guardianship.objects.open().filter(child__in=whose)
    }
    standing = set(
        Consent.objects.standing()
        .filter(person__in=whose, purpose=request.purpose, operator=request.operator)
        .values_list("person", "signer")
    )
    stored = keep(scan, by=by.user, at=at)
    made = []
    for child, signer in signed:
        authority = links.get((signer.pk, child.pk), "")
        verdict = of_age(
            signer, whose[child.pk], request.purpose, given_on, represents=(signer.pk, child.pk) in links
        )
        if not verdict:
            raise ConsentError(f"{child.short_name}: {verdict.reason}", field="signed")
        if (child.pk, signer.pk) in standing:
            continue
        filled = particulars(
            text, person=child, signer=signer, operator=request.operator, authority=authority
        )
        made.append(
            Consent(
                person=child,
                purpose=request.purpose,
                text=text,
                operator=request.operator,
                particulars=filled,
                sha256=print_of(text.filled(filled)),
                signer=signer,
                signed_as=SignedAs.SELF if signer.pk == child.pk else SignedAs.GUARDIAN,
                authority=authority,
                way=Way.PAPER,
                scan=stored,
                given_on=given_on,
                given_at=at,
                taken_by=by.user,
                valid_until=_until(request.purpose, given_on),
            )
        )
    if not made:
        raise ConsentError(_("Эти согласия уже внесены: новых в пачке нет."), field="signed")
    Consent.objects.bulk_create(made)
    asks = ConsentAsk.objects.filter(request=request, person__in=whose)
    asks.update(refused_at=None, refused_by="")
    for consent in made:
        record(
            "consent.give",
            consent,
            by=by.user,
            at=at,
            changes={
                "signer": consent.signer.full_name,
                "way": consent.way,
                "version": text.version,
                "print": consent.sha256,
            },
            concerning=_user(consent.person),
        )
    return made


@transaction.atomic
def refuse_consent(
    ask: ConsentAsk,
    *,
    signer: Person,
    by: User | None,
    at: datetime,
    evidence: Mapping[str, Any] | None = None,
) -> ConsentAsk:
    """«Не согласен»: nobody reminds any more. It may be given later all the same."""
    person = _locked(ask.person)
    ask = ConsentAsk.objects.select_for_update(of=("self",)).select_related("request__purpose").get(pk=ask.pk)
    require(can_sign(signer, person, ask.request.purpose, timezone.localdate(at)))
    if not ask.request.is_open:
        raise ConsentError(_("Этот запрос уже закрыт, отвечать на него не нужно."))
    if ask.refused_at is None:
        ask.refused_at, ask.refused_by = at, signer.full_name
        ask.save()
        record(
            "consent.refuse",
            ask,
            by=by,
            at=at,
            changes={"signer": signer.full_name},
            concerning=_user(person),
            address=(evidence or {}).get("address"),
        )
    return ask


@transaction.atomic
def withdraw_consent(
    consent: Consent,
    *,
    why: str = "",
    by: Actor | None,
    at: datetime,
    signer: Person | None = None,
    evidence: Mapping[str, Any] | None = None,
) -> Consent:
    """It stops from this moment, together with everything that rested on it: all of that or nothing.

    By somebody signed in (`by`), or by whoever came with a personal link (`signer`). Withdrawing twice is
    withdrawing once. Packages that used it hear `consent_withdrawn` and say what they have stopped; if one
    of them cannot stop, nothing is withdrawn and the person reads why.
    """
    person = _locked(consent.person)
    consent = (
        Consent.objects.select_for_update(of=("self",))
        .select_related("person", "purpose", "operator__territory", "operator__kind", "signer", "text")
        .get(pk=consent.pk)
    )
    if by is not None:
        require(can_withdraw(by, consent))
        name = by.user.get_full_name()
    elif signer is not None:
        require(can_sign(signer, person, consent.purpose, timezone.localdate(at)))
        name = signer.full_name
    else:
        raise TypeError("somebody withdraws a consent")
    if consent.state == ConsentState.WITHDRAWN:
        return consent
    require(CONSENT_LIFE.can(consent.state, "withdraw"))
    if by is not None and not is_party(by, consent) and not why.strip():
        raise ConsentError(_("Напишите, чьё это заявление и от какого числа."), field="why")
    _end(consent, "withdraw", by=name, why=why.strip(), at=at)
    user = by.user if by else None
    stopped = [*_stopped_here(consent, by=user, at=at), *_stopped_elsewhere(consent, by=by, at=at)]
    consent.stopped = stopped
    consent.save(update_fields=["stopped"])
    record(
        "consent.withdraw",
        consent,
        by=user,
        at=at,
        why=why.strip(),
        changes={"signer": name, "stopped": stopped},
        concerning=_user(person),
        address=(evidence or {}).get("address"),
    )
    notices.tell_withdrawn(consent, at=at)
    return consent


def rely_on_consent(person: Person, purpose: str, *, on: date, operator: Organisation | None = None) -> None:
    """Called by a service of another package before it uses the data, in its own transaction.

    A withdrawal that comes at the same moment waits until that transaction has ended, so that nothing is
    done by halves; whoever comes after a withdrawal gets `ConsentMissing` with a sentence.
    """
    verdict = consent_verdict(_locked(person), purpose, on, operator=operator)
    if not verdict:
        raise ConsentMissing(str(verdict.reason))


def _locked(person: Person) -> Person:
    """Whoever gives, withdraws or relies on a consent of a person stands in one queue."""
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _text(purpose: ConsentPurpose, version: str, on: date) -> ConsentText:
    text = text_of(purpose, on)
    if text is None:
        raise ConsentError(_("Для этой цели сейчас нет действующего текста согласия."))
    if text.version != version:
        raise ConsentError(
            _("Пока вы читали, текст согласия изменился. Прочитайте новый текст и подпишите его.")
        )
    return text


def _authority(signer: Person, person: Person) -> str:
    if signer.pk == person.pk:
        return ""
    link = Guardianship.objects.open().filter(guardian=signer, child=person).first()
    return f"{link.get_relation_display()}; {link.basis}".strip("; ") if link else ""


def _until(purpose: ConsentPurpose, on: date) -> date | None:
    return months_after(on, purpose.lasts_months) if purpose.lasts_months else None


def _lasts(consent: Consent, on: date) -> bool:
    return consent.valid_until is None or consent.valid_until >= on


def _end(consent: Consent, move: str, *, by: str, why: str, at: datetime) -> None:
    require(CONSENT_LIFE.can(consent.state, move))
    consent.state = CONSENT_LIFE.move(move).target
    consent.ended_at, consent.ended_on = at, timezone.localdate(at)
    consent.ended_by, consent.end_reason = by, why
    consent.save()


def _stopped_here(consent: Consent, *, by: Acting | None, at: datetime) -> list[str]:
    if consent.purpose.code != HEALTH:
        return []
    amount = end_records_of(
        consent.person, consent.operator, why=_("Согласие отозвано."), by=by, at=at, name=consent.ended_by
    )
    return [_("Прекращены записи особых сведений: %(amount)s.") % {"amount": amount}] if amount else []


def _stopped_elsewhere(consent: Consent, *, by: Actor | None, at: datetime) -> list[str]:
    """What receivers of other packages say they have stopped, a sentence each."""
    answers = consent_withdrawn.send(sender=Consent, consent=consent, by=by, at=at)
    return [sentence for _receiver, said in answers for sentence in said or ()]


def _user(person: Person) -> User | None:
    return person.user if person.user_id else None
