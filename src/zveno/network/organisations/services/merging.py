"""Two records of one organisation become one, with everything that leads to them; and two again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.links.services import revoke_links
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Distinction, Merge, Organisation, references
from zveno.network.organisations.policies import can_merge
from zveno.network.organisations.services.errors import OrganisationError
from zveno.network.organisations.signals import organisations_merged, organisations_parted
from zveno.network.organisations.states import ORGANISATION_LIFE

# What the record that is kept takes over where it says nothing itself.
FILLED = (
    "inn", "kpp", "ogrn", "legal_form", "okved2", "oktmo", "legal_address", "address", "phone", "email",
    "website", "about", "contact_name", "contact_post",
)  # fmt: skip


@transaction.atomic
def merge(merged: Organisation, *, into: Organisation, why: str, by: Actor, at: datetime) -> Merge:
    """From now on `merged` is `into`: its people, papers and partners find themselves there."""
    if merged.pk == into.pk:
        raise OrganisationError(
            by_field={"into": [_("Это одна и та же запись: выберите ту, с которой её объединить.")]}
        )
    merged, kept = _locked(merged.pk, into.pk)
    require(can_merge(by, merged))
    require(can_merge(by, kept))
    require(ORGANISATION_LIFE.can(merged.state, "merge"))
    if not why.strip():
        raise OrganisationError(by_field={"why": [_("Назовите причину: её увидят в истории организации.")]})
    if not kept.is_active:
        raise OrganisationError(
            by_field={"into": [_("«%(name)s» не в сети: объединяют с той, что в сети.") % {"name": kept}]}
        )
    if kept.parent_id == merged.pk or merged.parent_id == kept.pk:
        raise OrganisationError(
            by_field={"into": [_("Одна из них – подразделение другой, это разные организации.")]}
        )
    was = merged.state
    merged.state, merged.merged_into = ORGANISATION_LIFE.move("merge").target, kept
    merged.save()
    rows = {label: _moved(field, merged, kept) for label, field in references()}
    filled = _fill(kept, merged)
    made = Merge.objects.create(
        kept=kept,
        merged=merged,
        was=was,
        moved={"rows": {label: numbers for label, numbers in rows.items() if numbers}, "filled": filled},
        merged_at=at,
        merged_by=by.user,
        why=why.strip(),
    )
    revoke_links(merged, by=by.user, at=at, why=why)
    record("organisation.merge", kept, by=by.user, at=at, why=why, changes={"with": str(merged), **filled})
    record("organisation.become_part", merged, by=by.user, at=at, why=why, changes={"with": str(kept)})
    organisations_merged.send(sender=Organisation, kept=kept, merged=merged, by=by, at=at)
    return made


@transaction.atomic
def part(done: Merge, *, by: Actor, at: datetime) -> Merge:
    """It was a mistake: what was moved goes back, unless somebody has moved it on since."""
    done = Merge.objects.select_for_update().get(pk=done.pk)
    merged, kept = _locked(done.merged_id, done.kept_id)
    require(can_merge(by, merged))
    require(can_merge(by, kept))
    if done.undone_at is not None:
        return done
    move = ORGANISATION_LIFE.move("part_left" if done.was == "left" else "part")
    require(ORGANISATION_LIFE.can(merged.state, move.name))
    if kept.merged_into_id is not None:
        raise OrganisationError(
            _("«%(name)s» сама объединена с другой записью: сначала разъедините их.") % {"name": kept}
        )
    for name, (before, value) in done.moved["filled"].items():
        if getattr(kept, name) == value:
            setattr(kept, name, before)
    kept.save()
    merged.state, merged.merged_into = move.target, None
    merged.save()
    fields = dict(references())
    for label, numbers in done.moved["rows"].items():
        # A package may have gone since: its rows have gone with it.
        if label in fields:
            _moved(fields[label], kept, merged, only=numbers)
    done.undone_at, done.undone_by = at, by.user
    done.save()
    record("organisation.part", kept, by=by.user, at=at, changes={"with": str(merged)})
    record("organisation.part", merged, by=by.user, at=at, changes={"with": str(kept)})
    organisations_parted.send(sender=Organisation, kept=kept, merged=merged, by=by, at=at)
    return done


@transaction.atomic
def tell_apart(one: Organisation, other: Organisation, *, by: Actor, at: datetime) -> None:
    """They only look alike: the pair is not offered again."""
    require(can_merge(by, one))
    require(can_merge(by, other))
    first, second = sorted((one, other), key=lambda organisation: organisation.pk)
    if first == second:
        return
    _said, is_new = Distinction.objects.get_or_create(
        first=first, second=second, defaults={"said_at": at, "said_by": by.user}
    )
    if is_new:
        record("organisation.tell_apart", first, by=by.user, at=at, changes={"with": str(second)})


def _moved(
    field: models.Field[Any, Any],
    source: Organisation,
    target: Organisation,
    only: Iterable[Any] | None = None,
) -> list[Any]:
    """The numbers of the rows that name the other organisation now.

    A row that the other one has already (the same person on the same seat) stays where it is.
    """
    rows = field.model._base_manager.filter(**{field.name: source})
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    numbers = list(rows.values_list("pk", flat=True).order_by("pk"))
    if numbers and not _repointed(field, numbers, target):
        numbers = [number for number in numbers if _repointed(field, [number], target)]
    return numbers


def _repointed(field: models.Field[Any, Any], numbers: list[Any], target: Organisation) -> bool:
    try:
        with transaction.atomic():
            field.model._base_manager.filter(pk__in=numbers).update(**{field.name: target})
    except IntegrityError:
        return False
    return True


def _fill(kept: Organisation, merged: Organisation) -> dict[str, list[str]]:
    """«было, стало» of what the kept record takes over."""
    filled = {
        name: ["", getattr(merged, name)]
        for name in FILLED
        if getattr(merged, name) and not getattr(kept, name)
    }
    # The number of a legal entity and of its office go together.
    if kept.inn and kept.inn != merged.inn:
        filled.pop("kpp", None)
        filled.pop("ogrn", None)
    for name, (_before, value) in filled.items():
        setattr(kept, name, value)
    kept.save()
    return filled


def _locked(merged: int, kept: int) -> tuple[Organisation, Organisation]:
    """Both, always in the order of their numbers: two merges at once do not wait for each other."""
    found = {
        organisation.pk: organisation
        for organisation in Organisation.objects.select_related("kind", "territory")
        .select_for_update(of=("self",))
        .filter(pk__in=(merged, kept))
        .order_by("pk")
    }
    return found[merged], found[kept]
