"""The study plan with its control sums, the groups with their students."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from zveno.base.ui.numbers import written
from zveno.network.people.models import Enrolment
from zveno.network.programmes.models import (
    HOURS_A_WEEK,
    PRACTICES,
    Competence,
    Part,
    PartKind,
    Programme,
    ProgrammeGroup,
)


@dataclass(frozen=True)
class Line:
    """A row of the plan; `hours` are stated, or summed from what stands inside."""

    part: Part
    depth: int
    hours: int | None
    is_summed: bool
    fault: str


@dataclass(frozen=True)
class Structure:
    """`faults` are sentences about what does not add up."""

    lines: Sequence[Line]
    hours: int | None
    practice_hours: int
    professional_hours: int
    faults: Sequence[str]

    @property
    def practice_share(self) -> float | None:
        """Of the cycle with the modules; None where there is nothing to divide by."""
        if not self.professional_hours:
            return None
        return round(self.practice_hours / self.professional_hours * 100, 1)


def structure_of(programme: Programme) -> Structure:
    """One query."""
    return structure(programme, list(programme.parts.all()))


def structure(programme: Programme, parts: Sequence[Part]) -> Structure:
    inside: dict[int | None, list[Part]] = defaultdict(list)
    for part in parts:
        inside[part.parent_id].append(part)
    lines: list[Line] = []

    def value(part: Part) -> int | None:
        return part.hours if part.hours is not None else _sum(map(value, inside[part.pk]))

    def walk(part: Part, depth: int) -> None:
        lines.append(
            Line(
                part=part,
                depth=depth,
                hours=value(part),
                is_summed=part.hours is None and bool(inside[part.pk]),
                fault=_fault(part, [value(child) for child in inside[part.pk]]),
            )
        )
        for child in inside[part.pk]:
            walk(child, depth + 1)

    for part in inside[None]:
        walk(part, 0)
    total = _sum(map(value, inside[None]))
    faults = [line.fault for line in lines if line.fault]
    if parts and total is not None and total != programme.hours:
        faults.insert(
            0,
            _("Циклы дают %(sum)s ч., а объём программы – %(stated)s ч.: разница %(difference)s.")
            % {
                "sum": written(total),
                "stated": written(programme.hours),
                "difference": written(abs(total - programme.hours)),
            },
        )
    professional = [
        part for part in inside[None] if any(child.kind == PartKind.MODULE for child in inside[part.pk])
    ]
    return Structure(
        lines=lines,
        hours=total,
        practice_hours=sum(part.hours or 0 for part in parts if part.kind in PRACTICES),
        professional_hours=sum(value(part) or 0 for part in professional),
        faults=faults,
    )


def _sum(values: Iterable[int | None]) -> int | None:
    """Of what is known; nothing inside is nothing known."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _fault(part: Part, inside: Sequence[int | None]) -> str:
    if not inside and part.hours is None:
        return _("%(part)s: часы не указаны.") % {"part": part.code}
    found = _sum(inside)
    if part.hours is not None and found is not None and found != part.hours:
        return _("%(part)s: указано %(stated)s ч., а части дают %(sum)s ч.") % {
            "part": part.code,
            "stated": written(part.hours),
            "sum": written(found),
        }
    if part.weeks is not None and part.hours is not None and part.weeks * HOURS_A_WEEK != part.hours:
        return _("%(part)s: %(weeks)s нед. – это %(by_weeks)s ч., а указано %(stated)s ч.") % {
            "part": part.code,
            "weeks": written(part.whole_weeks or 0),
            "by_weeks": written(int(part.weeks * HOURS_A_WEEK)),
            "stated": written(part.hours),
        }
    return ""


def practice_parts(programme: Programme) -> QuerySet[Part]:
    """What practices are arranged for: УП, ПП, ПДП with hours and weeks."""
    return programme.parts.filter(kind__in=PRACTICES).select_related("parent")


def competences_of(programme: Programme) -> QuerySet[Competence]:
    return programme.competences.prefetch_related("parts")


def groups_of(programme: Programme) -> QuerySet[ProgrammeGroup]:
    """Each with how many students are in it now (`students`): a number, never names."""
    return programme.groups.select_related("group__organisation").annotate(
        students=Count("group__enrolments", filter=Q(group__enrolments__status__in=("studies", "on_leave")))
    )


def students_of(programme: Programme, *, on: date) -> int:
    """How many learn by it that day."""
    return (
        Enrolment.objects.in_force(on).filter(group__programme_link__programme=programme).distinct().count()
    )
