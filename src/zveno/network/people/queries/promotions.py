"""What would happen to each class and group at the change of the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zveno.network.organisations.models import Organisation
from zveno.network.people.models import GroupKind, Promotion, StudyGroup
from zveno.network.people.states import OPEN, EnrolmentStatus
from zveno.network.people.years import first_day

# After nine classes a certificate is given: who stays is taken into the tenth anew, or the class goes on.
LAST_CLASSES = frozenset({9, 11})
USUAL_COURSES = 4
UNDO_WITHIN = timedelta(days=14)
_NUMBER = re.compile(r"(?<![0-9])[0-9]{2}(?![0-9])")


class Step(Enum):
    """What becomes of a group."""

    PROMOTE = "promote"
    GRADUATE = "graduate"
    STAY = "stay"

    @property
    def label(self) -> str | Promise:
        return {
            Step.PROMOTE: _("перевести"),
            Step.GRADUATE: _("выпустить"),
            Step.STAY: _("не трогать"),
        }[self]


@dataclass(frozen=True)
class GroupPlan:
    """One line of the preview."""

    group: StudyGroup
    step: Step
    next_name: str
    learners: int
    on_leave: int

    @property
    def is_empty(self) -> bool:
        return not self.learners + self.on_leave


@dataclass(frozen=True)
class YearPlan:
    """The preview: groups of the year, the days, what it adds up to."""

    organisation: Organisation
    year: int
    groups: Sequence[GroupPlan]
    graduation: date
    last_day: date

    @property
    def promoted(self) -> int:
        return sum(plan.learners + plan.on_leave for plan in self.groups if plan.step is Step.PROMOTE)

    @property
    def graduated(self) -> int:
        return sum(plan.learners for plan in self.groups if plan.step is Step.GRADUATE)


def year_to_promote(organisation: Organisation) -> int | None:
    """The newest year whose classes and groups have somebody in them."""
    groups = StudyGroup.objects.filter(organisation=organisation, enrolments__status__in=OPEN)
    newest = groups.exclude(kind=GroupKind.CIRCLE).order_by("-year").first()
    return newest.year if newest else None


def year_plan(organisation: Organisation, year: int) -> YearPlan:
    """What is offered; the person may choose otherwise for each group."""
    groups = (
        StudyGroup.objects.filter(organisation=organisation, year=year)
        .exclude(kind=GroupKind.CIRCLE)
        .annotate(
            learners=Count("enrolments", filter=Q(enrolments__status=EnrolmentStatus.STUDIES)),
            on_leave=Count("enrolments", filter=Q(enrolments__status=EnrolmentStatus.ON_LEAVE)),
        )
        .order_by("level", "sort_key", "pk")
    )
    return YearPlan(
        organisation=organisation,
        year=year,
        groups=[
            _planned(group, learners=group.learners, on_leave=group.on_leave)  # type: ignore[attr-defined]
            for group in groups
        ],
        graduation=first_day(year + 1) - timedelta(days=63),
        last_day=first_day(year + 1) - timedelta(days=1),
    )


def _planned(group: StudyGroup, *, learners: int, on_leave: int) -> GroupPlan:
    step = usual_step(group, is_empty=not learners + on_leave)
    return GroupPlan(group, step, next_name(group), learners, on_leave)


def usual_step(group: StudyGroup, *, is_empty: bool) -> Step:
    """Empty groups are left behind, graduating ones go out, the rest goes up."""
    if is_empty:
        return Step.STAY
    if group.kind == GroupKind.CLASS:
        return Step.GRADUATE if group.level in LAST_CLASSES else Step.PROMOTE
    last = group.last_level or USUAL_COURSES
    return Step.GRADUATE if (group.level or 0) >= last else Step.PROMOTE


def next_name(group: StudyGroup) -> str:
    """«8А» → «9А»; «МТ-31» (course 3) → «МТ-41»; «СВ-26» (taken in 2026) keeps its name."""
    level = group.level or 0
    if group.kind == GroupKind.CLASS:
        return f"{level + 1}{group.letter}"
    taken_in = (group.year - level + 1) % 100
    found = _NUMBER.search(group.name)
    if found and int(found[0]) != taken_in and int(found[0][0]) == level:
        return f"{group.name[: found.start()]}{level + 1}{group.name[found.start() + 1 :]}"
    return group.name


@dataclass(frozen=True)
class Undoing:
    """A promotion that may still be taken back, and until when."""

    promotion: Promotion
    until: datetime


def promotion_to_undo(organisation: Organisation, *, at: datetime) -> Undoing | None:
    last = Promotion.objects.filter(organisation=organisation, undone_at__isnull=True).first()
    if last is None or at > last.made_at + UNDO_WITHIN:
        return None
    return Undoing(last, last.made_at + UNDO_WITHIN)


def promotions_of(organisation: Organisation) -> Sequence[Promotion]:
    return list(Promotion.objects.filter(organisation=organisation).select_related("made_by", "undone_by"))
