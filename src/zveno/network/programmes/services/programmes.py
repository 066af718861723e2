"""Programmes are entered, built up, put into force, ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from zveno.base.audit.changes import differences, snapshot
from zveno.base.audit.services import record
from zveno.base.classifiers.kinds import Classifier
from zveno.base.classifiers.models import Entry
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor
from zveno.network.people.models import StudyGroup
from zveno.network.programmes import policies
from zveno.network.programmes.models import Competence, Part, PartKind, Programme, ProgrammeGroup
from zveno.network.programmes.services.errors import ProgrammeError, check
from zveno.network.programmes.states import PROGRAMME_LIFE


class ProgrammeDetails(TypedDict):
    """What is said of a programme as a whole."""

    profession: Entry
    year: int
    base: str
    form: str
    months: int
    qualification: str
    hours: int
    is_adapted: bool


class PartDetails(TypedDict):
    parent: Part | None
    kind: str
    code: str
    name: str
    hours: int | None
    weeks: Any
    course_year: int | None


HOLDS = {
    PartKind.CYCLE: {
        PartKind.DISCIPLINE,
        PartKind.MODULE,
        PartKind.PREDIPLOMA,
        PartKind.EXAM,
        PartKind.FINAL,
    },
    PartKind.MODULE: {PartKind.COURSE, PartKind.TRAINING, PartKind.PRACTICE, PartKind.EXAM},
}
"""What may stand inside what; at the top stand cycles, pre-diploma practice, exams, ГИА."""
AT_THE_TOP = {PartKind.CYCLE, PartKind.PREDIPLOMA, PartKind.EXAM, PartKind.FINAL}


@transaction.atomic
def add_programme(
    *, by: Actor, at: datetime, like: Programme | None = None, **details: Unpack[ProgrammeDetails]
) -> Programme:
    """A draft of one's own technikum, with the structure and competences of an older one if wanted."""
    require(policies.can_add(by))
    if like is not None:
        require(policies.can_view(by, like))
    programme = Programme(college=by.organisation, author=by.user, created_at=at, **details)
    _check(programme)
    programme.save()
    if like is not None:
        _copy_inside(like, programme)
    record(
        "programme.add",
        programme,
        by=by.user,
        at=at,
        changes={"like": str(like)} if like else None,
    )
    return programme


@transaction.atomic
def change_programme(
    programme: Programme, *, by: Actor, at: datetime, **details: Unpack[ProgrammeDetails]
) -> Programme:
    programme = locked(programme)
    require(policies.can_change(by, programme))
    before = snapshot(programme, *details)
    for name, value in details.items():
        setattr(programme, name, value)
    changes = differences(before, programme)
    if changes:
        _check(programme)
        programme.save()
        record("programme.change", programme, by=by.user, at=at, changes=changes)
    return programme


@transaction.atomic
def start_programme(programme: Programme, *, by: Actor, at: datetime) -> Programme:
    """Students are taught by it from now on; the district sees it."""
    programme = locked(programme)
    require(policies.can_start(by, programme))
    if not programme.parts.exists():
        raise ProgrammeError(_("В программе ещё нет структуры: внесите циклы и модули."))
    programme.state = PROGRAMME_LIFE.move("start").target
    programme.started_at, programme.started_by = at, by.user.get_full_name()
    programme.save()
    record("programme.start", programme, by=by.user, at=at)
    return programme


@transaction.atomic
def close_programme(programme: Programme, *, by: Actor, at: datetime) -> Programme:
    programme = locked(programme)
    require(policies.can_close(by, programme))
    programme.state = PROGRAMME_LIFE.move("close").target
    programme.closed_at = at
    programme.save()
    record("programme.close", programme, by=by.user, at=at)
    return programme


@transaction.atomic
def drop_programme(programme: Programme, *, by: Actor, at: datetime) -> None:
    """A draft that nobody was taught by may vanish; the journal remembers it."""
    programme = locked(programme)
    require(policies.can_drop(by, programme))
    record("programme.drop", programme, by=by.user, at=at)
    programme.parts.update(parent=None)
    programme.delete()


@transaction.atomic
def put_part(
    programme: Programme,
    part: Part | None = None,
    *,
    by: Actor,
    at: datetime,
    **details: Unpack[PartDetails],
) -> Part:
    """A new row of the plan, or a corrected one."""
    programme = locked(programme)
    require(policies.can_change(by, programme))
    row = part or Part(programme=programme, position=_next(programme.parts.all()))
    before = snapshot(row, *details) if part else {}
    for name, value in details.items():
        setattr(row, name, value)
    _check_place(row, programme)
    check(row)
    row.save()
    record(
        "programme.part",
        programme,
        by=by.user,
        at=at,
        changes=differences(before, row) if part else {"part": str(row)},
    )
    return row


def _check_place(row: Part, programme: Programme) -> None:
    """Cycles hold modules, modules hold courses and practices; nothing stands in itself."""
    if row.parent is None:
        if row.kind not in AT_THE_TOP:
            raise ProgrammeError(by_field={"parent": [_("Укажите, во что это входит: цикл или модуль.")]})
        return
    if row.parent.programme_id != programme.pk or row.parent == row:
        raise ProgrammeError(by_field={"parent": [_("Выберите часть этой же программы.")]})
    if row.kind not in HOLDS.get(PartKind(row.parent.kind), set()):
        raise ProgrammeError(
            by_field={
                "parent": [
                    _("«%(kind)s» не входит в «%(parent)s»: выберите другой цикл или модуль.")
                    % {"kind": row.get_kind_display(), "parent": row.parent}
                ]
            }
        )


@transaction.atomic
def drop_part(part: Part, *, by: Actor, at: datetime) -> None:
    programme = locked(part.programme)
    require(policies.can_change(by, programme))
    if part.children.exists():
        raise ProgrammeError(_("Сначала уберите то, что входит в «%(part)s».") % {"part": part})
    if part.commissions.exists():
        raise ProgrammeError(_("По модулю «%(part)s» внесена комиссия: убрать его нельзя.") % {"part": part})
    record("programme.part_drop", programme, by=by.user, at=at, changes={"part": str(part)})
    part.delete()


@transaction.atomic
def put_competence(
    programme: Programme,
    competence: Competence | None = None,
    *,
    kind: str,
    code: str,
    name: str,
    parts: list[Part],
    by: Actor,
    at: datetime,
) -> Competence:
    programme = locked(programme)
    require(policies.can_change(by, programme))
    row = competence or Competence(programme=programme, position=_next(programme.competences.all()))
    row.kind, row.code, row.name = kind, code, name
    check(row)
    if any(part.programme_id != programme.pk for part in parts):
        raise ProgrammeError(by_field={"parts": [_("Выберите части этой же программы.")]})
    row.save()
    row.parts.set(parts)
    record("programme.competence", programme, by=by.user, at=at, changes={"competence": str(row)})
    return row


@transaction.atomic
def drop_competence(competence: Competence, *, by: Actor, at: datetime) -> None:
    programme = locked(competence.programme)
    require(policies.can_change(by, programme))
    record("programme.competence_drop", programme, by=by.user, at=at, changes={"competence": str(competence)})
    competence.delete()


@transaction.atomic
def link_group(programme: Programme, group: StudyGroup, *, by: Actor, at: datetime) -> ProgrammeGroup:
    """The group learns by this programme."""
    programme = locked(programme)
    require(policies.can_change(by, programme))
    if group.organisation_id != programme.college_id:
        raise ProgrammeError(by_field={"group": [_("Это группа другой организации.")]})
    other = ProgrammeGroup.objects.filter(group=group).select_related("programme__profession").first()
    if other and other.programme_id != programme.pk:
        raise ProgrammeError(
            by_field={
                "group": [_("Группа уже учится по программе «%(other)s».") % {"other": other.programme}]
            }
        )
    if other:
        return other
    link: ProgrammeGroup = ProgrammeGroup.objects.create(programme=programme, group=group)
    record("programme.group", programme, by=by.user, at=at, changes={"group": str(group)})
    return link


@transaction.atomic
def unlink_group(link: ProgrammeGroup, *, by: Actor, at: datetime) -> None:
    programme = locked(link.programme)
    require(policies.can_change(by, programme))
    record("programme.group_drop", programme, by=by.user, at=at, changes={"group": str(link.group)})
    link.delete()


def locked(programme: Programme) -> Programme:
    found: Programme = (
        Programme.objects.select_for_update(of=("self",))
        .select_related("college__kind", "college__territory", "profession")
        .get(pk=programme.pk)
    )
    return found


def _check(programme: Programme) -> None:
    if programme.profession.classifier != Classifier.SPO:
        raise ProgrammeError(
            by_field={"profession": [_("Выберите профессию или специальность СПО из справочника.")]}
        )
    check(programme, without=("author",))


def _next(rows: Any) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 10


def _copy_inside(source: Programme, target: Programme) -> None:
    """Parts above their own, then competences with the parts that form them."""
    copies: dict[int, Part] = {}
    waiting = list(source.parts.order_by("position", "pk"))
    while waiting:
        ready = [part for part in waiting if part.parent_id is None or part.parent_id in copies]
        made = Part.objects.bulk_create(
            Part(
                programme=target,
                parent=copies[part.parent_id] if part.parent_id else None,
                kind=part.kind,
                code=part.code,
                name=part.name,
                hours=part.hours,
                weeks=part.weeks,
                course_year=part.course_year,
                position=part.position,
            )
            for part in ready
        )
        copies.update(zip([part.pk for part in ready], made, strict=True))
        waiting = [part for part in waiting if part.pk not in copies]
    for old in source.competences.prefetch_related("parts"):
        new = Competence.objects.create(
            programme=target, kind=old.kind, code=old.code, name=old.name, position=old.position
        )
        new.parts.set([copies[part.pk] for part in old.parts.all()])
