"""Health limits and special needs: entered from a paper, ended, looked at with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.people import Person as Acting
from zveno.base.core.verdict import require
from zveno.base.files.intake import Received
from zveno.base.files.services import keep
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.people.models import LookReason, Person, SpecialRecord, SpecialWord
from zveno.network.people.policies.special import can_keep_special, can_look
from zveno.network.people.queries.consents import consent_verdict

HEALTH = "health"
"""The purpose of consent this table rests on."""


class SpecialError(Exception):
    """A sentence for the person; `field` is where it belongs in his form."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Known:
    """What is entered: a word, a note, the paper it rests on."""

    word: SpecialWord
    basis: str
    note: str = ""
    basis_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    scan: Received | None = None


@transaction.atomic
def add_special(person: Person, known: Known, *, by: Actor, at: datetime) -> SpecialRecord:
    """Only with a consent for this very purpose; what it says goes neither into journal nor notices."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(can_keep_special(by, person))
    if by.organisation is None:
        raise SpecialError(_("Особые сведения вносит организация."))
    on = timezone.localdate(at)
    consent = consent_verdict(person, HEALTH, on, operator=by.organisation)
    if not consent:
        raise SpecialError(
            _("%(reason)s Сначала получите его: без согласия особые сведения не вносят.")
            % {"reason": consent.reason}
        )
    made = SpecialRecord(
        person=person,
        operator=by.organisation,
        word=known.word,
        note=known.note.strip(),
        basis=known.basis.strip(),
        basis_on=known.basis_on,
        scan=keep(known.scan, by=by.user, at=at) if known.scan else None,
        valid_from=known.valid_from or on,
        valid_to=known.valid_to,
        entered_at=at,
        entered_by=by.user,
    )
    try:
        made.full_clean(exclude={"entered_by", "scan"})
    except ValidationError as error:
        raise SpecialError(" ".join(error.messages)) from error
    made.save()
    record("special.add", made, by=by.user, at=at, concerning=person.user)
    return made


@transaction.atomic
def end_special(special: SpecialRecord, *, why: str, by: Actor, at: datetime) -> SpecialRecord:
    """It holds no more; the row goes by the rule of keeping."""
    special = (
        SpecialRecord.objects.select_for_update(of=("self",)).select_related("person").get(pk=special.pk)
    )
    require(can_keep_special(by, special.person))
    if not why.strip():
        raise SpecialError(_("Напишите, почему запись больше не действует."), field="why")
    if special.ended_at is None:
        special.ended_at, special.ended_by = at, by.user.get_full_name()
        special.end_reason = why.strip()
        special.save()
        record("special.end", special, by=by.user, at=at, why=why.strip(), concerning=special.person.user)
    return special


def end_records_of(
    person: Person, operator: Organisation, *, why: str, by: Acting | None, at: datetime, name: str
) -> int:
    """All of them at once, when their consent is withdrawn; how many."""
    records = SpecialRecord.objects.select_for_update(of=("self",)).filter(
        person=person, operator=operator, ended_at__isnull=True
    )
    for special in records:
        special.ended_at, special.ended_by, special.end_reason = at, name, why
        special.save()
        record("special.end", special, by=by, at=at, why=why, concerning=person.user)
    return len(records)


@transaction.atomic
def look_at_special(
    person: Person, *, reason: LookReason, words: str, by: Actor, at: datetime
) -> list[SpecialRecord]:
    """The records in force, and an entry of the journal that the actor saw them and why."""
    require(can_look(by, person))
    if reason == LookReason.OTHER and not words.strip():
        raise SpecialError(_("Напишите, зачем смотрите: это прочтут человек и его родители."), field="words")
    why = ": ".join(part for part in (str(reason.label), words.strip()) if part)
    found = list(
        SpecialRecord.objects.visible_to(by)
        .in_force(timezone.localdate(at))
        .filter(person=person)
        .select_related("word", "operator", "scan")
    )
    record("special.look", person, by=by.user, at=at, why=why, is_look=True, concerning=person.user)
    return found
