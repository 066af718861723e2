"""Classes and groups are made, renamed, given to those who lead them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.changes import differences, snapshot
from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor, Installation
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.people.models import GroupKind, GroupLead, StudyGroup
from zveno.network.people.policies import can_keep
from zveno.network.people.reach import GROUP_LEADERS
from zveno.network.people.services.errors import PeopleError, check
from zveno.network.people.services.persons import user_of


class GroupDetails(TypedDict, total=False):
    """What is known of a class or group. A class is called by its parallel and letter."""

    kind: str
    year: int
    level: int | None
    letter: str
    name: str
    last_level: int | None


@transaction.atomic
def add_group(
    organisation: Organisation,
    details: GroupDetails,
    *,
    leaders: Sequence[Membership] = (),
    by: Actor | Installation,
    at: datetime,
) -> StudyGroup:
    """A class or group of one school year."""
    if isinstance(by, Actor):
        require(can_keep(by, organisation))
    group = StudyGroup(organisation=organisation, **details)
    _name(group)
    check(group)
    group.save()
    _lead(group, leaders)
    record("group.add", group, by=user_of(by), at=at, changes={"leaders": _named(leaders)})
    return group


@transaction.atomic
def change_group(
    group: StudyGroup,
    details: GroupDetails,
    *,
    leaders: Sequence[Membership],
    by: Actor,
    at: datetime,
) -> StudyGroup:
    """Correct it, and say who leads it now."""
    group = _locked(group)
    require(can_keep(by, group.organisation))
    before = snapshot(group, "name", *details)
    for name, value in details.items():
        setattr(group, name, value)
    _name(group)
    changes: dict[str, object] = dict(differences(before, group))
    led_by = [lead.seat for lead in group.leads.select_related("seat__user").order_by("seat")]
    wanted = sorted(leaders, key=lambda seat: seat.pk)
    if led_by != wanted:
        changes["leaders"] = [_named(led_by), _named(wanted)]
    if changes:
        check(group)
        group.save()
        group.leads.exclude(seat__in=wanted).delete()
        _lead(group, [seat for seat in wanted if seat not in led_by])
        record("group.change", group, by=by.user, at=at, changes=changes)
    return group


@transaction.atomic
def remove_group(group: StudyGroup, *, by: Actor, at: datetime) -> None:
    """Only one in which nobody ever was: lists of the past stay."""
    group = _locked(group)
    require(can_keep(by, group.organisation))
    if group.enrolments.exists():
        raise PeopleError(_("В этой группе есть или были учащиеся, поэтому её не удаляют."))
    record("group.remove", group, by=by.user, at=at)
    group.delete()


def _lead(group: StudyGroup, leaders: Sequence[Membership]) -> None:
    for seat in leaders:
        if seat.organisation_id != group.organisation_id or seat.role not in GROUP_LEADERS:
            raise PeopleError(
                by_field={
                    "leaders": [_("Группу ведут классные руководители, мастера и навигаторы её организации.")]
                }
            )
    GroupLead.objects.bulk_create([GroupLead(group=group, seat=seat) for seat in leaders])


def _name(group: StudyGroup) -> None:
    """A class is called by its parallel and letter, so that «8 «А»» and «8а» are not two classes."""
    group.letter = group.letter.strip().upper()
    group.name = f"{group.level or ''}{group.letter}" if group.kind == GroupKind.CLASS else group.name.strip()


def _locked(group: StudyGroup) -> StudyGroup:
    found: StudyGroup = (
        StudyGroup.objects.select_related("organisation__kind", "organisation__territory")
        .select_for_update(of=("self",))
        .get(pk=group.pk)
    )
    return found


def _named(seats: Sequence[Membership]) -> str:
    return ", ".join(seat.user.get_short_name() for seat in seats)
