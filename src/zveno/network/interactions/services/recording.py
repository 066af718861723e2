"""Packages record what they did with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.core.people import Person
from zveno.network.interactions.models import Interaction, InteractionForm, Side
from zveno.network.interactions.services.facts import COLUMNS, Fact, Partner, facts_of
from zveno.network.interactions.states import INTERACTION_LIFE, InteractionState

AT_ONCE = 400


@transaction.atomic
def record_interaction(fact: Fact, *, by: Person | None, at: datetime) -> Interaction | None:
    """Keep the register equal to what just happened; call it inside the transaction of the act itself.

        record_interaction(
            Fact(source="events", key=str(event.pk), form="excursion", initiator=event.organiser_id,
                 partners=(Partner(school.pk, people=24), Partner(name="Музей связи")),
                 starts_on=day, people=40, pupils=36, teachers=4, title=event.title,
                 evidence="Отметка организатора"),
            by=actor.user, at=at)

    `source` and `key` name the fact for ever: called again (the act was corrected) it changes the same row,
    and a withdrawn one stands again. A key may hold a kind and a number («trial 15»), so that one package
    records several kinds of facts. Without a partner there is no interaction: an earlier record of it is
    withdrawn and None comes back. `form` is a code of the dictionary (migration 0002 lists them; a new one
    is a row, `InteractionForm.objects.get_or_create` in a migration of your own).

    Nothing is asked of policies and nothing goes to the journal: the act was permitted and recorded by its
    own package. What the package records here it also tells in its `@source(…)`, for the rebuild.
    """
    fact = fact.written_plainly()
    if not fact.partners:
        withdraw_interaction(fact.source, fact.key, why=_("Другой стороны больше нет"), at=at)
        return None
    row = Interaction.objects.select_for_update().filter(source=fact.source, key=fact.key).first()
    row = row or Interaction(
        source=fact.source, key=fact.key, entered_by_id=by.pk if by else None, entered_at=at
    )
    put_into(row, fact, form=InteractionForm.objects.get(code=fact.form))
    row.save()
    set_sides(row, fact.partners)
    return row


@transaction.atomic
def record_interactions(facts: Iterable[Fact], *, by: Person | None, at: datetime) -> int:
    """The same for many: those that are new are written in batches. How many were new or changed."""
    plain = {(fact.source, fact.key): fact.written_plainly() for fact in facts}
    forms = {form.code: form for form in InteractionForm.objects.all()}
    standing = list(plain.values())
    changed = 0
    for start in range(0, len(standing), AT_ONCE):
        batch = standing[start : start + AT_ONCE]
        known = _known(batch)
        changed += _add([fact for fact in batch if (fact.source, fact.key) not in known], forms, by=by, at=at)
        for fact in batch:
            if (fact.source, fact.key) in known and known[fact.source, fact.key] != fact:
                record_interaction(fact, by=by, at=at)
                changed += 1
    return changed


@transaction.atomic
def withdraw_interaction(source: str, key: str, *, why: str, at: datetime) -> Interaction | None:
    """It did not happen after all. Twice is once, and a fact that nobody recorded is no fault."""
    row = (
        Interaction.objects.select_for_update()
        .filter(source=source, key=key, state=InteractionState.KEPT)
        .first()
    )
    if row is None:
        return None
    row.state = INTERACTION_LIFE.move("withdraw").target
    row.withdrawn_at, row.withdrawn_why = at, why
    row.save()
    return row


def put_into(row: Interaction, fact: Fact, *, form: InteractionForm) -> None:
    """Set the columns; a withdrawn row stands again."""
    row.form = form
    row.initiator_id = fact.initiator
    row.document_id = fact.document
    for name in COLUMNS:
        setattr(row, name, getattr(fact, name))
    row.state, row.withdrawn_at, row.withdrawn_why = InteractionState.KEPT, None, ""


def set_sides(row: Interaction, partners: Sequence[Partner]) -> None:
    """Those that stayed keep their answers."""
    wanted = {(partner.organisation, partner.name): partner for partner in partners}
    for side in row.sides.all():
        partner = wanted.pop((side.organisation_id, side.name), None)
        if partner is None:
            side.delete()
        elif side.people != partner.people:
            side.people = partner.people
            side.save(update_fields=["people"])
    Side.objects.bulk_create([_side(row, partner) for partner in wanted.values()])


def _side(row: Interaction, partner: Partner) -> Side:
    return Side(
        interaction=row, organisation_id=partner.organisation, name=partner.name, people=partner.people
    )


def _known(batch: Sequence[Fact]) -> dict[tuple[str, str], Fact | None]:
    """What of the batch is in the register; None for a withdrawn row, which equals no fact."""
    rows = (
        Interaction.objects.filter(
            source__in={fact.source for fact in batch}, key__in=[fact.key for fact in batch]
        )
        .select_related("form")
        .prefetch_related("sides")
    )
    return {(row.source, row.key): fact if row.is_kept else None for row, fact in facts_of(rows)}


def _add(facts: Sequence[Fact], forms: dict[str, InteractionForm], *, by: Person | None, at: datetime) -> int:
    rows, sides = [], []
    for fact in facts:
        if not fact.partners:
            continue
        row = Interaction(
            source=fact.source, key=fact.key, entered_by_id=by.pk if by else None, entered_at=at
        )
        put_into(row, fact, form=forms[fact.form])
        rows.append(row)
        sides += [_side(row, partner) for partner in fact.partners]
    Interaction.objects.bulk_create(rows)
    Side.objects.bulk_create(sides)
    return len(rows)
