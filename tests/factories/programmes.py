"""Programmes, needs, changes and partnership for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from tests.factories.accounts import make_user
from zveno.base.classifiers.kinds import Classifier
from zveno.base.classifiers.models import Entry
from zveno.network.organisations.models import Organisation
from zveno.network.programmes.models import (
    ChangeRequest,
    Commission,
    CommissionKind,
    CommissionMember,
    Competence,
    CompetenceKind,
    Contribution,
    ContributionKind,
    Coverage,
    DiplomaTopic,
    Expertise,
    Given,
    Internship,
    Level,
    Part,
    PartKind,
    Profile,
    Programme,
    Remark,
    Requirement,
)
from zveno.network.programmes.states import ChangeState, InternshipState, ProgrammeState, RemarkState

FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)
TURNER, WELDER = "15.01.33", "15.01.05"
_numbers = count(1)


def profession(code: str = TURNER) -> Entry:
    """One of the shipped list."""
    return Entry.objects.get(classifier=Classifier.SPO, code=code)


def make_programme(
    college: Organisation,
    *,
    code: str = TURNER,
    state: ProgrammeState = ProgrammeState.RUNNING,
    **fields: Any,
) -> Programme:
    fields.setdefault("year", 2026)
    fields.setdefault("months", 22)
    fields.setdefault("hours", 2952)
    if state != ProgrammeState.DRAFT:
        fields.setdefault("started_at", FRIDAY)
        fields.setdefault("started_by", "Тестова Анна")
    if state == ProgrammeState.CLOSED:
        fields.setdefault("closed_at", FRIDAY)
    return Programme.objects.create(
        college=college,
        profession=profession(code),
        author=fields.pop("author", None) or make_user(),
        created_at=FRIDAY,
        state=state,
        **fields,
    )


def make_part(programme: Programme, code: str = "", **fields: Any) -> Part:
    fields.setdefault("kind", PartKind.CYCLE)
    fields.setdefault("name", "Профессиональный цикл")
    return Part.objects.create(
        programme=programme, code=code or f"Ц.{next(_numbers)}", position=next(_numbers), **fields
    )


def make_competence(programme: Programme, code: str = "", **fields: Any) -> Competence:
    number = next(_numbers)
    fields.setdefault("kind", CompetenceKind.PROFESSIONAL)
    fields.setdefault("name", f"Умение {number}")
    return Competence.objects.create(
        programme=programme, code=code or f"ПК 9.{number}", position=number, **fields
    )


def make_profile(enterprise: Organisation, *, code: str = TURNER, **fields: Any) -> Profile:
    """What has been said; `stated_at=None` is only asked for."""
    fields.setdefault("stated_at", FRIDAY)
    fields.setdefault("stated_by", "Кадрова Ольга" if fields["stated_at"] else "")
    return Profile.objects.create(enterprise=enterprise, profession=profession(code), **fields)


def make_requirement(profile: Profile, text: str = "", **fields: Any) -> Requirement:
    fields.setdefault("level", Level.ALONE)
    return Requirement.objects.create(profile=profile, text=text or f"Делает дело {next(_numbers)}", **fields)


def make_coverage(requirement: Requirement, programme: Programme, given: int = Given.KNOWS) -> Coverage:
    return Coverage.objects.create(
        requirement=requirement, programme=programme, given=given, judged_at=FRIDAY, judged_by=make_user()
    )


def make_change(
    programme: Programme,
    *,
    state: ChangeState = ChangeState.DRAFT,
    experts: tuple[Organisation, ...] = (),
    **fields: Any,
) -> ChangeRequest:
    """As the services leave it."""
    fields.setdefault("title", "Станки с ЧПУ в ПМ.02")
    fields.setdefault("what", "В ПМ.02 добавить 72 часа.")
    fields.setdefault("why", "Так просят предприятия.")
    fields.setdefault("due_on", TODAY + timedelta(days=14))
    if state != ChangeState.DRAFT:
        fields.setdefault("sent_at", FRIDAY)
        fields.setdefault("sent_by", "Тестова Анна")
    if state in {ChangeState.APPROVED, ChangeState.REJECTED, ChangeState.WITHDRAWN}:
        fields.setdefault("closed_at", FRIDAY)
        fields.setdefault("closed_by", "Тестова Анна")
        fields.setdefault("decision", "Решение № 1")
    if state == ChangeState.APPROVED:
        fields.setdefault("edition", 2)
    change = ChangeRequest.objects.create(
        programme=programme,
        state=state,
        author=fields.pop("author", None) or make_user(),
        created_at=FRIDAY,
        **fields,
    )
    for organisation in experts:
        Expertise.objects.create(change=change, organisation=organisation)
    return change


def make_remark(expertise: Expertise, *, state: RemarkState = RemarkState.OPEN, **fields: Any) -> Remark:
    fields.setdefault("text", f"Мало часов практики {next(_numbers)}")
    if state != RemarkState.OPEN:
        fields.setdefault("answer", "Добавлено 36 часов")
        fields.setdefault("answered_at", FRIDAY)
        fields.setdefault("answered_by", "Тестова Анна")
    return Remark.objects.create(
        expertise=expertise, state=state, made_at=FRIDAY, made_by="Кадрова Ольга", **fields
    )


def make_internship(
    college: Organisation,
    enterprise: Organisation,
    *,
    state: InternshipState = InternshipState.REQUESTED,
    **fields: Any,
) -> Internship:
    fields.setdefault("teacher", f"Мастеров Пётр {next(_numbers)}")
    fields.setdefault("goal", "Наладка станков с ЧПУ")
    fields.setdefault("starts_on", date(2026, 11, 2))
    fields.setdefault("ends_on", date(2026, 11, 13))
    if state in {InternshipState.AGREED, InternshipState.DONE}:
        fields.setdefault("agreed_at", FRIDAY)
        fields.setdefault("agreed_by", "Кадрова Ольга")
    if state in {InternshipState.DONE, InternshipState.CANCELLED}:
        fields.setdefault("closed_at", FRIDAY)
        fields.setdefault("closed_by", "Тестова Анна")
    if state == InternshipState.DONE:
        fields.setdefault("hours", 72)
        fields.setdefault("certificate", "Справка № 5 от 13.11.2026")
        fields.setdefault("next_due_on", date(2029, 11, 13))
    if state == InternshipState.CANCELLED:
        fields.setdefault("reason", "Цех на ремонте")
    return Internship.objects.create(
        college=college,
        enterprise=enterprise,
        state=state,
        requested_at=FRIDAY,
        requested_by="Тестова Анна",
        **fields,
    )


def make_commission(college: Organisation, **fields: Any) -> Commission:
    fields.setdefault("kind", CommissionKind.STATE)
    fields.setdefault("held_on", date(2027, 6, 15))
    return Commission.objects.create(college=college, entered_at=FRIDAY, entered_by="Тестова Анна", **fields)


def make_member(commission: Commission, organisation: Organisation, **fields: Any) -> CommissionMember:
    fields.setdefault("name", f"Технологов Иван {next(_numbers)}")
    fields.setdefault("post", "главный технолог")
    return CommissionMember.objects.create(commission=commission, organisation=organisation, **fields)


def make_topic(programme: Programme, enterprise: Organisation, **fields: Any) -> DiplomaTopic:
    fields.setdefault("title", f"Участок токарной обработки {next(_numbers)}")
    fields.setdefault("year", 2027)
    return DiplomaTopic.objects.create(
        college=programme.college,
        programme=programme,
        enterprise=enterprise,
        entered_at=FRIDAY,
        entered_by="Тестова Анна",
        **fields,
    )


def make_contribution(college: Organisation, enterprise: Organisation, **fields: Any) -> Contribution:
    fields.setdefault("kind", ContributionKind.EQUIPMENT)
    fields.setdefault("title", f"Токарный станок {next(_numbers)}")
    fields.setdefault("given_on", date(2026, 10, 1))
    fields.setdefault("paper", "Договор пожертвования № 3")
    return Contribution.objects.create(
        college=college,
        enterprise=enterprise,
        entered_at=FRIDAY,
        entered_by="Тестова Анна",
        **fields,
    )
