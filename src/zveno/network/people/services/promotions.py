"""A whole school or technikum goes to the next year at once, and back while nothing has changed since."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.people.models import Enrolment, GroupLead, Promotion, StudyGroup
from zveno.network.people.policies import can_promote
from zveno.network.people.queries.promotions import (
    UNDO_WITHIN,
    GroupPlan,
    Step,
    usual_step,
    year_plan,
    year_to_promote,
)
from zveno.network.people.services.enrolments import AT_ONCE
from zveno.network.people.services.errors import PeopleError, check
from zveno.network.people.states import EnrolmentStatus
from zveno.network.people.years import year_title


@dataclass(frozen=True)
class Choice:
    """What the person chose for a group, where it differs from the plan."""

    step: Step
    next_name: str


@transaction.atomic
def promote(
    organisation: Organisation,
    *,
    year: int,
    graduation: date,
    last_day: date,
    choices: Mapping[int, Choice] | None = None,
    order: str = "",
    by: Actor,
    at: datetime,
) -> Promotion:
    """Everybody to the next year: groups anew, graduates out, those on leave with their groups."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    require(can_promote(by, organisation))
    if year_to_promote(organisation) != year:
        raise PeopleError(
            _("Из %(year)s учебного года уже переведены или переводить некого.") % {"year": year_title(year)}
        )
    plans = [_chosen(plan, choices or {}) for plan in year_plan(organisation, year).groups]
    _require_dates(plans, graduation=graduation, last_day=last_day)
    promotion = Promotion(
        organisation=organisation, from_year=year, last_day=last_day, made_at=at, made_by=by.user
    )
    check(promotion)
    promotion.save()
    moved = _promote_groups(promotion, [plan for plan in plans if plan.step is Step.PROMOTE], order=order)
    graduates = Enrolment.objects.filter(
        group__in=[plan.group for plan in plans if plan.step is Step.GRADUATE], status=EnrolmentStatus.STUDIES
    )
    gone = graduates.update(
        status=EnrolmentStatus.GRADUATED, until=graduation, end_reason=order, closed_by=promotion
    )
    promotion.fingerprints = _fingerprints(_touched(promotion))
    promotion.save()
    record(
        "promotion.make",
        promotion,
        by=by.user,
        at=at,
        changes={"promoted": moved, "graduated": gone, "order": order},
    )
    return promotion


@transaction.atomic
def undo_promotion(promotion: Promotion, *, by: Actor, at: datetime) -> Promotion:
    """Everything as it was before; refused when the term is over or somebody has worked with the new year."""
    promotion = (
        Promotion.objects.select_related("organisation__kind", "organisation__territory")
        .select_for_update(of=("self",))
        .get(pk=promotion.pk)
    )
    require(can_promote(by, promotion.organisation))
    if promotion.undone_at is not None:
        return promotion
    if at > promotion.made_at + UNDO_WITHIN:
        raise PeopleError(
            _("Перевод отменяют в течение %(days)d дней; теперь людей переводят по одному.")
            % {"days": UNDO_WITHIN.days}
        )
    _require_untouched(promotion)
    statuses = {
        (one.person_id, one.kind): one.status for one in promotion.opened.only("person", "kind", "status")
    }
    closed = list(promotion.closed.all())
    try:
        promotion.opened.all().delete()
        promotion.groups_made.all().delete()
    except ProtectedError as error:
        kinds = sorted({str(thing._meta.verbose_name_plural) for thing in error.protected_objects})
        raise PeopleError(
            _("С новыми классами и группами уже связаны записи (%(kinds)s): перевод не отменить.")
            % {"kinds": ", ".join(kinds)}
        ) from error
    for one in closed:
        one.status = statuses.get((one.person_id, one.kind), EnrolmentStatus.STUDIES)
        one.until, one.end_reason, one.closed_by = None, "", None
    Enrolment.objects.bulk_update(closed, ["status", "until", "end_reason", "closed_by"], batch_size=AT_ONCE)
    promotion.undone_at, promotion.undone_by = at, by.user
    promotion.save()
    record("promotion.undo", promotion, by=by.user, at=at, changes={"restored": len(closed)})
    return promotion


def _chosen(plan: GroupPlan, choices: Mapping[int, Choice]) -> GroupPlan:
    choice = choices.get(plan.group.pk)
    if choice is None or plan.is_empty:
        step = usual_step(plan.group, is_empty=plan.is_empty)
        return GroupPlan(plan.group, step, plan.next_name, plan.learners, plan.on_leave)
    name = choice.next_name.strip() or plan.next_name
    return GroupPlan(plan.group, choice.step, name, plan.learners, plan.on_leave)


def _require_dates(plans: Sequence[GroupPlan], *, graduation: date, last_day: date) -> None:
    """Nobody ends before he began."""
    for step, field, day in ((Step.PROMOTE, "last_day", last_day), (Step.GRADUATE, "graduation", graduation)):
        late = Enrolment.objects.open().filter(
            group__in=[plan.group for plan in plans if plan.step is step], since__gt=day
        )
        found = late.select_related("person", "group").order_by("since").last()
        if found:
            raise PeopleError(
                by_field={
                    field: [
                        _("%(person)s (%(group)s) зачислен с %(day)s: назовите день не раньше.")
                        % {
                            "person": found.person.short_name,
                            "group": found.group,
                            "day": f"{found.since:%d.%m.%Y}",
                        }
                    ]
                }
            )


def _promote_groups(promotion: Promotion, plans: Sequence[GroupPlan], *, order: str) -> int:
    made = {plan.group.pk: _next_group(promotion, plan) for plan in plans}
    leads = GroupLead.objects.filter(group__in=made, seat__until__isnull=True)
    GroupLead.objects.bulk_create(
        [GroupLead(group=made[lead.group_id], seat_id=lead.seat_id) for lead in leads]
    )
    before = list(Enrolment.objects.open().filter(group__in=made).order_by("pk"))
    opened = [
        Enrolment(
            person_id=one.person_id,
            organisation_id=one.organisation_id,
            group=made[one.group_id],
            kind=one.kind,
            status=one.status,
            since=promotion.last_day + timedelta(days=1),
            order=order,
            opened_by=promotion,
        )
        for one in before
        if one.group_id is not None
    ]
    Enrolment.objects.filter(pk__in=[one.pk for one in before]).update(
        status=EnrolmentStatus.PROMOTED, until=promotion.last_day, end_reason=order, closed_by=promotion
    )
    Enrolment.objects.bulk_create(opened, batch_size=AT_ONCE)
    return len(opened)


def _next_group(promotion: Promotion, plan: GroupPlan) -> StudyGroup:
    group = StudyGroup(
        organisation=promotion.organisation,
        kind=plan.group.kind,
        year=promotion.from_year + 1,
        level=(plan.group.level or 0) + 1,
        letter=plan.group.letter,
        name=plan.next_name,
        last_level=plan.group.last_level,
        made_by=promotion,
    )
    try:
        check(group)
    except PeopleError as error:
        raise PeopleError(f"{plan.group} → {plan.next_name}: {error}") from error
    group.save()
    return group


def _touched(promotion: Promotion) -> list[StudyGroup]:
    """The groups whose lists the promotion has changed or made."""
    old = StudyGroup.objects.filter(enrolments__closed_by=promotion)
    return list((old | StudyGroup.objects.filter(made_by=promotion)).distinct().order_by("pk"))


def _fingerprints(groups: Iterable[StudyGroup]) -> dict[str, str]:
    """What each group says and who is in it, in few signs."""
    groups = list(groups)
    leads, lists = defaultdict(list), defaultdict(list)
    for group_id, seat_id in (
        GroupLead.objects.filter(group__in=groups).order_by("seat").values_list("group", "seat")
    ):
        leads[group_id].append(seat_id)
    rows = Enrolment.objects.filter(group__in=groups).order_by("pk")
    for group_id, *values in rows.values_list(
        "group", "pk", "person", "status", "since", "until", "end_reason"
    ):
        lists[group_id].append(values)
    return {
        str(group.pk): hashlib.sha256(
            json.dumps(
                [group.name, group.level, group.letter, group.last_level, leads[group.pk], lists[group.pk]],
                default=str,
            ).encode()
        ).hexdigest()
        for group in groups
    }


def _require_untouched(promotion: Promotion) -> None:
    known = promotion.fingerprints
    groups = {str(group.pk): group for group in StudyGroup.objects.filter(pk__in=known)}
    now = _fingerprints(groups.values())
    changed = [groups[key].name for key in known if key in groups and now[key] != known[key]]
    if len(groups) < len(known):
        changed.append(_("удалённая группа"))
    if changed:
        raise PeopleError(
            _("После перевода уже изменились: %(groups)s. Отмена стёрла бы эти изменения, поэтому её нет.")
            % {"groups": ", ".join(changed)}
        )
