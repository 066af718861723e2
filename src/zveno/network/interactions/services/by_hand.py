"""Facts that no package covers, entered by a person; the other side is asked whether it was so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.changes import differences, snapshot
from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.files.intake import Received
from zveno.base.files.services import keep
from zveno.network.interactions import notices, policies
from zveno.network.interactions.models import HAND, Interaction, InteractionForm, Side, in_words
from zveno.network.interactions.services.errors import InteractionError
from zveno.network.interactions.services.facts import COLUMNS, Fact, Partner
from zveno.network.interactions.services.recording import put_into, set_sides
from zveno.network.interactions.states import INTERACTION_LIFE, Confirmation
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What a person types of a fact; the initiator is his own organisation."""

    form: InteractionForm
    partners: Sequence[Organisation]
    outsiders: Sequence[str] = ()
    """Partners outside of the network, by name."""
    starts_on: date
    ends_on: date | None = None
    lasts: bool = False
    title: str = ""
    people: int | None = None
    pupils: int | None = None
    students: int | None = None
    teachers: int | None = None
    parents: int | None = None
    specialists: int | None = None
    evidence: str = ""

    def fact(self, initiator: Organisation, key: str) -> Fact:
        partners = [Partner(partner.pk) for partner in self.partners]
        return Fact(
            source=HAND,
            key=key,
            form=self.form.code,
            initiator=initiator.pk,
            partners=(*partners, *(Partner(name=name) for name in self.outsiders)),
            lasts=self.lasts,
            **{name: getattr(self, name) for name in COLUMNS},
        ).written_plainly()


@transaction.atomic
def enter_fact(
    entered: Entered, *, key: str, by: Actor, at: datetime, received: Received | None = None
) -> Interaction:
    """Into the register; partners of the network are asked. The same `key` again is the same fact."""
    require(policies.can_enter(by))
    if by.organisation is None:
        raise InteractionError(_("Факт вносят от имени организации."))
    known = Interaction.objects.filter(source=HAND, key=key).first()
    if known:
        return known
    row = Interaction(source=HAND, key=key, entered_by=by.user, entered_at=at)
    fact = entered.fact(by.organisation, key)
    _check(fact, has_file=received is not None)
    put_into(row, fact, form=entered.form)
    row.file = keep(received, by=by.user, at=at) if received else None
    row.save()
    set_sides(row, fact.partners)
    _ask(row, by=by, at=at)
    record(
        "interaction.enter",
        row,
        by=by.user,
        at=at,
        changes={"form": str(row.form), "sides": in_words(_sides(row)), "starts_on": row.starts_on},
    )
    return row


@transaction.atomic
def change_fact(
    row: Interaction,
    entered: Entered,
    *,
    why: str,
    by: Actor,
    at: datetime,
    received: Received | None = None,
) -> Interaction:
    """Corrected, and asked again of those who had answered about something else."""
    row = locked(row)
    require(policies.can_change(by, row))
    before = {**snapshot(row, "form", *COLUMNS), "file": row.file}
    sides_before = in_words(_sides(row))
    fact = entered.fact(row.initiator, row.key)
    _check(fact, has_file=received is not None or row.file is not None)
    put_into(row, fact, form=entered.form)
    if received:
        row.file = keep(received, by=by.user, at=at)
    set_sides(row, fact.partners)
    sides = in_words(_sides(row))
    changes = differences(before, row)
    if sides != sides_before:
        changes["sides"] = [sides_before, sides]
    if not changes:
        return row
    if not why.strip():
        raise InteractionError(
            _("Напишите, что исправлено и почему: это увидит другая сторона."), field="why"
        )
    row.save()
    _ask(row, by=by, at=at)
    record("interaction.change", row, by=by.user, at=at, why=why.strip(), changes=changes)
    return row


@transaction.atomic
def withdraw_fact(row: Interaction, *, why: str, by: Actor, at: datetime) -> Interaction:
    """It was a mistake: the row stays with the reason and counts nowhere."""
    row = locked(row)
    require(policies.can_withdraw(by, row))
    if not why.strip():
        raise InteractionError(_("Напишите, почему факт отозван: это увидят обе стороны."), field="why")
    row.state = INTERACTION_LIFE.move("withdraw").target
    row.withdrawn_at, row.withdrawn_why = at, why.strip()
    row.save()
    record("interaction.withdraw", row, by=by.user, at=at, why=row.withdrawn_why)
    return row


def locked(row: Interaction) -> Interaction:
    """With everything that policies ask about."""
    found: Interaction = (
        Interaction.objects.select_for_update(of=("self",))
        .select_related("form", "initiator__territory", "initiator__kind")
        .prefetch_related("sides__organisation__territory")
        .get(pk=row.pk)
    )
    return found


def _sides(row: Interaction) -> list[Side]:
    return list(Side.objects.filter(interaction=row).select_related("organisation"))


def _check(fact: Fact, *, has_file: bool) -> None:
    if not fact.partners:
        raise InteractionError(
            _("Назовите хотя бы одного партнёра, кроме своей организации."), field="partners"
        )
    if fact.ends_on and fact.ends_on < fact.starts_on:
        raise InteractionError(_("Окончание должно быть не раньше начала."), field="ends_on")
    if not has_file and not fact.evidence.strip():
        raise InteractionError(_("Напишите, чем факт подтверждается, или приложите файл."), field="evidence")
    parts = [fact.pupils, fact.students, fact.teachers, fact.parents, fact.specialists]
    counted = sum(part for part in parts if part is not None)
    if fact.people is not None and counted > fact.people:
        raise InteractionError(
            _("По видам участников вышло %(parts)s, это больше, чем всего: %(all)s.")
            % {"parts": counted, "all": fact.people},
            field="people",
        )


def _ask(row: Interaction, *, by: Actor, at: datetime) -> None:
    """Every partner of the network; whoever had answered was asked about something else."""
    asked = Side.objects.filter(interaction=row, organisation__isnull=False)
    asked.update(answer=Side.Answer.ASKED, answered_at=None, answered_by="", objection="")
    partners = list(asked.select_related("organisation"))
    row.confirmation = Confirmation.ASKED if partners else Confirmation.NOT_ASKED
    row.save(update_fields=["confirmation"])
    notices.tell_asked(row, partners, by=by.user, at=at)
