"""What can be done with programmes, needs, changes and partnership, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.factories.organisations import make_actor, make_organisation
from tests.factories.people import make_group
from tests.factories.programmes import (
    FRIDAY,
    TODAY,
    make_change,
    make_commission,
    make_competence,
    make_coverage,
    make_internship,
    make_member,
    make_part,
    make_profile,
    make_programme,
    make_remark,
    make_requirement,
    profession,
)
from tests.support.district import District

from zveno.base.audit.models import Entry as JournalEntry
from zveno.base.classifiers.models import Entry
from zveno.base.core.verdict import Refused
from zveno.base.documents.services import issue
from zveno.base.links.models import Link
from zveno.base.notifications.models import Notification
from zveno.network.interactions.models import Interaction
from zveno.network.interactions.services import differences
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Family, Role
from zveno.network.people.models import GroupKind
from zveno.network.programmes import queries, services
from zveno.network.programmes.documents.expertise_sheet import EXPERTISE_SHEET
from zveno.network.programmes.models import (
    ChangeRequest,
    CommissionKind,
    ContributionKind,
    Coverage,
    Expertise,
    Given,
    Importance,
    Internship,
    Level,
    PartKind,
    Profile,
    Programme,
    Remark,
    Seat,
)
from zveno.network.programmes.services import Need, ProgrammeError
from zveno.network.programmes.states import ChangeState, InternshipState, ProgrammeState, RemarkState

EVIDENCE = {"person": "Кадрова Ольга", "email": "hr@example.ru", "address": "203.0.113.5"}


@pytest.fixture
def deputy(district: District) -> Actor:
    return make_actor(Role.DEPUTY, district.college)


@pytest.fixture
def hr(district: District) -> Actor:
    return make_actor(Role.HR, district.enterprise)


def facts_of(district: District) -> list[tuple[str, str]]:
    """Form and partner of what the register keeps, and that a rebuild would keep the same."""
    assert not any(
        difference.missing or difference.changed or difference.superfluous
        for difference in differences("programmes")
    )
    return [
        (fact.form.code, ", ".join(str(side) for side in fact.sides.all()))
        for fact in Interaction.objects.kept().order_by("pk")
    ]


# Programmes


def test_a_programme_is_copied_to_the_next_year_with_structure_and_competences(
    district: District, deputy: Actor
) -> None:
    old = make_programme(district.college, year=2025)
    cycle = make_part(old, "П", hours=100)
    module = make_part(old, "ПМ.01", kind=PartKind.MODULE, parent=cycle)
    course = make_part(old, "МДК.01.01", kind=PartKind.COURSE, parent=module, hours=100)
    make_competence(old, "ПК 1.1", name="Точить").parts.set([course])

    new = services.add_programme(
        profession=old.profession, year=2026, base="9", form="full", months=22, qualification="", hours=100,
        is_adapted=False, like=old, by=deputy, at=FRIDAY,
    )  # fmt: skip

    assert new.state == ProgrammeState.DRAFT
    assert list(new.parts.values_list("code", "parent__code")) == [
        ("П", None), ("ПМ.01", "П"), ("МДК.01.01", "ПМ.01"),
    ]  # fmt: skip
    assert [part.programme_id for part in new.competences.get().parts.all()] == [new.pk]
    assert queries.structure_of(new).faults == []


@pytest.mark.parametrize(
    ("kind", "inside", "sentence"),
    [
        (PartKind.COURSE, "", "Укажите, во что это входит"),
        (PartKind.COURSE, "П", "не входит в"),
        (PartKind.MODULE, "ПМ.01", "не входит в"),
        (PartKind.TRAINING, "П", "не входит в"),
    ],
)
def test_a_part_stands_only_where_the_plan_allows(
    kind: PartKind, inside: str, sentence: str, district: District, deputy: Actor
) -> None:
    programme = make_programme(district.college)
    cycle = make_part(programme, "П")
    parts = {"П": cycle, "ПМ.01": make_part(programme, "ПМ.01", kind=PartKind.MODULE, parent=cycle)}

    with pytest.raises(ProgrammeError, match=sentence):
        services.put_part(
            programme, parent=parts.get(inside), kind=kind, code="Х.01", name="Часть", hours=1, weeks=None,
            course_year=None, by=deputy, at=FRIDAY,
        )  # fmt: skip


def test_the_same_index_twice_is_said_in_a_sentence(district: District, deputy: Actor) -> None:
    programme = make_programme(district.college)
    make_part(programme, "П")

    with pytest.raises(ProgrammeError, match="Такой индекс в этой программе уже есть"):
        services.put_part(
            programme, parent=None, kind=PartKind.CYCLE, code="П", name="Цикл", hours=1, weeks=None,
            course_year=None, by=deputy, at=FRIDAY,
        )  # fmt: skip


def test_only_a_profession_of_spo_is_taught(district: District, deputy: Actor) -> None:
    trade = Entry.objects.filter(classifier="okved2").first()
    assert trade

    with pytest.raises(ProgrammeError, match="профессию или специальность СПО"):
        services.add_programme(
            profession=trade, year=2026, base="9", form="full", months=22, qualification="", hours=1,
            is_adapted=False, by=deputy, at=FRIDAY,
        )  # fmt: skip


def test_a_programme_lives_from_draft_to_its_end(district: District, deputy: Actor) -> None:
    programme = make_programme(district.college, state=ProgrammeState.DRAFT)

    with pytest.raises(ProgrammeError, match="ещё нет структуры"):
        services.start_programme(programme, by=deputy, at=FRIDAY)
    make_part(programme)
    services.start_programme(programme, by=deputy, at=FRIDAY)
    with pytest.raises(Refused):
        services.drop_programme(programme, by=deputy, at=FRIDAY)
    services.close_programme(programme, by=deputy, at=FRIDAY)

    programme.refresh_from_db()
    assert programme.state == ProgrammeState.CLOSED
    with pytest.raises(Refused, match="завершена"):
        services.put_competence(
            programme, kind="general", code="ОК 01", name="Работать", parts=[], by=deputy, at=FRIDAY
        )


def test_a_draft_vanishes_with_its_inside(district: District, deputy: Actor) -> None:
    programme = make_programme(district.college, state=ProgrammeState.DRAFT)
    make_part(programme, "ПМ.01", kind=PartKind.MODULE, parent=make_part(programme))

    services.drop_programme(programme, by=deputy, at=FRIDAY)

    assert not Programme.objects.exists()
    assert JournalEntry.objects.filter(action="programme.drop").count() == 1


def test_a_group_learns_by_one_programme(district: District, deputy: Actor) -> None:
    group = make_group(district.college, "ТС-1", kind=GroupKind.GROUP, level=1)
    first, second = make_programme(district.college), make_programme(district.college, year=2025)

    link = services.link_group(first, group, by=deputy, at=FRIDAY)
    again = services.link_group(first, group, by=deputy, at=FRIDAY)

    assert link == again
    with pytest.raises(ProgrammeError, match="уже учится"):
        services.link_group(second, group, by=deputy, at=FRIDAY)


# Needs


def test_what_stays_keeps_its_judgement_and_what_is_left_out_goes(
    district: District, deputy: Actor, hr: Actor
) -> None:
    programme = make_programme(district.college)
    needs = [Need("Точить валы", Level.ALONE), Need("Мыть станок", Level.KNOWS)]
    profile = services.state_needs(profession(), needs, post="", note="", by=hr, at=FRIDAY)
    make_coverage(profile.requirements.get(text="Точить валы"), programme)

    again = services.state_needs(
        profession(),
        [Need(" Точить  валы ", Level.TEACHES, Importance.NECESSARY), Need("Читать чертёж", Level.ALONE)],
        post="токарь", note="", by=hr, at=FRIDAY + timedelta(days=1),
    )  # fmt: skip

    assert again == profile
    assert list(again.requirements.order_by("position").values_list("text", "level", "importance")) == [
        ("Точить валы", 4, 3), ("Читать чертёж", 3, 2),
    ]  # fmt: skip
    assert Coverage.objects.get().requirement.text == "Точить валы"


def test_the_technikum_that_teaches_it_is_told_once_a_day(
    district: District, deputy: Actor, hr: Actor
) -> None:
    make_programme(district.college)

    for _each in range(2):
        services.state_needs(
            profession(), [Need("Точить валы", Level.ALONE)], post="", note="", by=hr, at=FRIDAY
        )

    assert list(Notification.objects.values_list("recipient", flat=True)) == [deputy.user.pk]


def test_a_renamed_profession_is_the_same_one(district: District, hr: Actor) -> None:
    old = make_profile(district.enterprise)
    renamed = Entry.objects.create(
        classifier="spo", code=old.profession.code, name="Токарь-оператор", valid_from=date(2026, 9, 1)
    )

    profile = services.state_needs(
        renamed, [Need("Точить валы", Level.ALONE)], post="", note="", by=hr, at=FRIDAY
    )

    assert profile == old


def test_an_enterprise_is_asked_by_a_letter_and_answers_without_an_account(
    district: District, deputy: Actor
) -> None:
    enterprise = district.enterprise
    with pytest.raises(ProgrammeError, match="не указана электронная почта"):
        services.ask_for_needs(enterprise, profession(), by=deputy, at=FRIDAY)
    enterprise.email = "office@example.ru"
    enterprise.save()

    profile, link = services.ask_for_needs(enterprise, profession(), by=deputy, at=FRIDAY)
    services.state_by_link(
        profile, [Need("Точить валы", Level.ALONE)], post="", note="", evidence=EVIDENCE, at=FRIDAY
    )

    profile.refresh_from_db()
    assert (profile.stated_by, profile.asked_by, link.email) == (
        "Кадрова Ольга", district.college, "office@example.ru",
    )  # fmt: skip
    entry = JournalEntry.objects.get(action="needs.state_by_link")
    assert entry.address == "203.0.113.5"


def test_the_gap_tells_needed_from_given_and_unjudged_from_nothing(district: District, deputy: Actor) -> None:
    programme = make_programme(district.college)
    profile = make_profile(district.enterprise)
    for given in (Given.TEACHES, Given.KNOWS, Given.NOTHING, None):
        requirement = make_requirement(profile, level=Level.ALONE)
        if given is not None:
            make_coverage(requirement, programme, given)
    other = make_organisation(Family.ENTERPRISE, territory=district.foreign)
    make_requirement(make_profile(other))

    gap = queries.gap_of(programme, deputy)

    assert {standing: len(gap.of(standing)) for standing in ("met", "short", "missing", "unjudged")} == {
        "met": 1, "short": 1, "missing": 1, "unjudged": 1,
    }  # fmt: skip
    assert sorted(line.gap or 0 for line in gap.lines if line.gap is not None) == [0, 2, 3]
    assert [line.gap for line in gap.of("unjudged")] == [None]


def test_a_judgement_speaks_of_its_own_programme(district: District, deputy: Actor) -> None:
    programme, other = make_programme(district.college), make_programme(district.college, year=2025)
    requirement = make_requirement(make_profile(district.enterprise))
    welding = make_requirement(make_profile(district.enterprise, code="15.01.05"))

    with pytest.raises(ProgrammeError, match="этой же программы"):
        services.judge(
            requirement, programme, given=Given.KNOWS, competences=[make_competence(other)], parts=[],
            note="", by=deputy, at=FRIDAY,
        )  # fmt: skip
    with pytest.raises(ProgrammeError, match="к другой профессии"):
        services.judge(
            welding, programme, given=Given.NOTHING, competences=[], parts=[], note="", by=deputy, at=FRIDAY
        )


# Changes


def draft(deputy: Actor, programme: Programme, *experts: Organisation) -> ChangeRequest:
    return services.draft_change(
        programme, title="Больше практики", what="Было 72, станет 108", why="Просит завод",
        due_on=TODAY + timedelta(days=14), requirements=[], experts=experts, by=deputy, at=FRIDAY,
    )  # fmt: skip


def test_a_change_goes_through_expertise_remark_by_remark_to_a_new_edition(
    district: District, deputy: Actor, hr: Actor
) -> None:
    programme = make_programme(district.college)
    district.enterprise.email = "office@example.ru"
    district.enterprise.save()
    change = services.send_change(draft(deputy, programme, district.enterprise), by=deputy, at=FRIDAY)
    expertise = change.expertises.get()

    with pytest.raises(ProgrammeError, match="Сначала напишите замечание"):
        services.give_opinion(expertise, opinion="remarks", comment="", by=hr, at=FRIDAY)
    remark = services.make_remark(expertise, about="ПП.01", text="Мало", by=hr, at=FRIDAY)
    services.give_opinion(expertise, opinion="remarks", comment="", by=hr, at=FRIDAY)
    with pytest.raises(ProgrammeError, match="Замечаний без ответа: 1"):
        services.approve_change(change, decision="", by=deputy, at=FRIDAY)
    services.answer_remark(remark, accepted=True, answer="Учли", by=deputy, at=FRIDAY)
    with pytest.raises(Refused):
        services.answer_remark(remark, accepted=False, answer="Нет", by=deputy, at=FRIDAY)
    services.approve_change(change, decision="Приказ № 4", by=deputy, at=FRIDAY)

    programme.refresh_from_db()
    change.refresh_from_db()
    assert (programme.edition, change.edition, change.state) == (2, 2, ChangeState.APPROVED)
    assert facts_of(district) == [("programme-expertise", str(district.college))]
    assert Link.objects.get().revoked_at is not None
    assert JournalEntry.objects.filter(action__startswith="programme_change.").count() == 6


def test_an_expertise_waits_for_everybody_until_its_day(district: District, deputy: Actor) -> None:
    change = services.send_change(
        draft(deputy, make_programme(district.college), district.enterprise), by=deputy, at=FRIDAY
    )

    with pytest.raises(ProgrammeError, match="Ответили не все эксперты"):
        services.approve_change(change, decision="", by=deputy, at=FRIDAY)
    services.approve_change(change, decision="", by=deputy, at=FRIDAY + timedelta(days=15))

    change.refresh_from_db()
    assert change.state == ChangeState.APPROVED


def test_a_change_is_sent_to_somebody_until_some_day(district: District, deputy: Actor) -> None:
    programme = make_programme(district.college)
    with pytest.raises(ProgrammeError, match="хотя бы одного эксперта"):
        services.send_change(draft(deputy, programme), by=deputy, at=FRIDAY)
    late = make_change(programme, experts=(district.enterprise,), due_on=TODAY)
    with pytest.raises(ProgrammeError, match="до какого дня"):
        services.send_change(late, by=deputy, at=FRIDAY)


@pytest.mark.parametrize("decide", [services.reject_change, services.withdraw_change])
def test_a_refusal_says_why(decide: Callable[..., ChangeRequest], district: District, deputy: Actor) -> None:
    change = make_change(
        make_programme(district.college), state=ChangeState.EXPERTISE, experts=(district.enterprise,)
    )

    with pytest.raises(ProgrammeError, match="Назовите причину"):
        decide(change, decision=" ", by=deputy, at=FRIDAY)
    decide(change, decision="Нет станка", by=deputy, at=FRIDAY)

    change.refresh_from_db()
    assert change.decision == "Нет станка"


def test_nobody_speaks_once_the_expertise_is_over(district: District, deputy: Actor, hr: Actor) -> None:
    change = make_change(
        make_programme(district.college), state=ChangeState.APPROVED, experts=(district.enterprise,)
    )
    expertise = change.expertises.get()

    for act in (
        lambda: services.make_remark(expertise, about="", text="Поздно", by=hr, at=FRIDAY),
        lambda: services.give_opinion(expertise, opinion="for", comment="", by=hr, at=FRIDAY),
        lambda: services.withdraw_change(change, decision="Нет", by=deputy, at=FRIDAY),
    ):
        with pytest.raises(Refused):
            act()
    with pytest.raises(ProgrammeError, match="уже закончена"):
        services.answer_by_link(
            expertise, opinion="for", comment="", about="", remark="", evidence=EVIDENCE, at=FRIDAY
        )


def test_an_expert_answers_by_link_with_his_remark(district: District) -> None:
    change = make_change(
        make_programme(district.college), state=ChangeState.EXPERTISE, experts=(district.enterprise,)
    )
    expertise = change.expertises.get()

    for _each in range(2):
        services.answer_by_link(
            expertise, opinion="remarks", comment="", about="ПМ.01", remark="Мало часов", evidence=EVIDENCE,
            at=FRIDAY,
        )  # fmt: skip

    assert [str(remark) for remark in Remark.objects.all()] == ["Мало часов"]
    expertise.refresh_from_db()
    assert expertise.answered_by == "Кадрова Ольга"


def test_the_sheet_lists_every_remark_with_its_answer(district: District, deputy: Actor) -> None:
    change = make_change(
        make_programme(district.college), state=ChangeState.EXPERTISE, experts=(district.enterprise,)
    )
    expertise = Expertise.objects.get()
    make_remark(expertise, text="Мало часов", state=RemarkState.ACCEPTED)
    make_remark(expertise, text="Нет станка", state=RemarkState.DECLINED, answer="Станок будет")

    version = issue(EXPERTISE_SHEET, change, by=deputy, at=FRIDAY)

    said = str(version.content)
    assert "Мало часов" in said
    assert "учтено. Добавлено 36 часов" in said
    assert "отклонено. Станок будет" in said
    assert version.document.number == "ЛС-2026-001"


# Partnership


def test_an_internship_is_agreed_done_and_due_again_by_the_norm(
    district: District, deputy: Actor, hr: Actor
) -> None:
    asked = services.request_internship(
        district.enterprise, teacher="Мастеров  Пётр", teacher_post="мастер", user=None, goal="Наладка",
        programme_text="", starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 13), hours=None, by=deputy,
        at=FRIDAY,
    )  # fmt: skip

    services.agree_internship(asked, by=hr, at=FRIDAY)
    done = services.finish_internship(
        asked, hours=72, report="", certificate="Справка № 5", report_file=None, certificate_file=None,
        next_due_on=None, by=deputy, at=FRIDAY,
    )  # fmt: skip

    assert (done.teacher, done.next_due_on) == ("Мастеров Пётр", date(2029, 11, 13))
    assert facts_of(district) == [("teacher-internship", str(district.enterprise))]


def test_a_master_asks_for_himself_only(district: District) -> None:
    master = make_actor(Role.MASTER, district.college)
    asked: dict[str, Any] = {
        "teacher": "Кто-то", "teacher_post": "", "goal": "Наладка", "programme_text": "",
        "starts_on": TODAY, "ends_on": TODAY, "hours": None, "by": master, "at": FRIDAY,
    }  # fmt: skip

    services.request_internship(district.enterprise, user=master.user, **asked)
    with pytest.raises(Refused):
        services.request_internship(district.enterprise, user=None, **asked)


def test_of_each_teacher_the_last_internship_counts_and_reminds_once(
    district: District, deputy: Actor
) -> None:
    for teacher, ended, due in (
        ("Старый Иван", date(2022, 1, 10), date(2025, 1, 10)),
        ("старый  иван", date(2025, 2, 10), date(2028, 2, 10)),
        ("Поздний Пётр", date(2023, 1, 10), date(2026, 1, 10)),
        ("Скорый Семён", date(2024, 1, 10), TODAY + timedelta(days=30)),
    ):
        make_internship(
            district.college, district.enterprise, state=InternshipState.DONE, teacher=teacher,
            starts_on=ended, ends_on=ended, next_due_on=due,
        )  # fmt: skip

    counted = [services.remind_due(at=FRIDAY) for _each in range(2)]

    assert counted == [2, 2]
    assert Notification.objects.filter(recipient=deputy.user).count() == 2
    assert [row.teacher for row in Internship.objects.due_by(TODAY)] == ["Поздний Пётр"]


def test_a_commission_is_a_fact_with_those_who_sit_in_it(district: District, deputy: Actor) -> None:
    commission = services.add_commission(
        kind=CommissionKind.STATE, programme=None, part=None, held_on=date(2027, 6, 15), order="№ 1",
        by=deputy, at=FRIDAY,
    )  # fmt: skip
    assert facts_of(district) == []

    member = services.seat_member(
        commission, organisation=district.enterprise, seat=Seat.CHAIR, name="Технологов Иван",
        post="главный технолог", by=deputy, at=FRIDAY,
    )  # fmt: skip
    assert facts_of(district) == [("final-exam", str(district.enterprise))]
    with pytest.raises(ProgrammeError, match="Председатель в комиссии уже есть"):
        services.seat_member(
            commission, organisation=district.college, seat=Seat.CHAIR, name="Другой Иван", post="директор",
            by=deputy, at=FRIDAY,
        )  # fmt: skip
    services.unseat_member(member, by=deputy, at=FRIDAY)

    assert facts_of(district) == []


def test_equipment_money_and_topics_are_facts_until_they_are_dropped(
    district: District, deputy: Actor
) -> None:
    programme = make_programme(district.college)
    gift = services.put_contribution(
        enterprise=district.enterprise, programme=None, kind=ContributionKind.MONEY, title="На посты",
        amount=Decimal(1000), given_on=TODAY, paper="Договор № 3", by=deputy, at=FRIDAY,
    )  # fmt: skip
    topic = services.put_topic(
        programme=programme, enterprise=district.enterprise, year=2027, title="Участок", group=None,
        supervisor="", reviewer="Технологов Иван", reviewer_post="", by=deputy, at=FRIDAY,
    )  # fmt: skip
    assert facts_of(district) == [
        ("joint-funding", str(district.college)), ("diploma", str(district.enterprise)),
    ]  # fmt: skip

    services.drop_contribution(gift, by=deputy, at=FRIDAY)
    services.drop_topic(topic, by=deputy, at=FRIDAY)

    assert facts_of(district) == []


def test_money_without_an_amount_is_refused(district: District, deputy: Actor) -> None:
    with pytest.raises(ProgrammeError, match="Для денег укажите сумму"):
        services.put_contribution(
            enterprise=district.enterprise, programme=None, kind=ContributionKind.MONEY, title="На посты",
            amount=None, given_on=TODAY, paper="Договор № 3", by=deputy, at=FRIDAY,
        )  # fmt: skip


def test_nobody_of_another_technikum_touches_ours(district: District, hr: Actor) -> None:
    stranger = make_actor(Role.DEPUTY, make_organisation(Family.COLLEGE, territory=district.ours))
    programme = make_programme(district.college)
    commission = make_commission(district.college)
    requirement = make_requirement(make_profile(district.enterprise))

    for act in (
        lambda by: services.start_programme(programme, by=by, at=FRIDAY),
        lambda by: draft(by, programme),
        lambda by: services.unseat_member(make_member(commission, district.enterprise), by=by, at=FRIDAY),
        lambda by: services.judge(
            requirement, programme, given=0, competences=[], parts=[], note="", by=by, at=FRIDAY
        ),
    ):
        for actor in (stranger, hr):
            with pytest.raises(Refused):
                act(actor)
    with pytest.raises(Refused):
        services.state_needs(
            profession(), [Need("Точить", Level.ALONE)], post="", note="", by=stranger, at=FRIDAY
        )


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "done", "next_due_on": None},
        {"state": "cancelled", "reason": ""},
        {"state": "requested", "closed_at": FRIDAY},
        {"ends_on": date(2020, 1, 1)},
    ],
)
def test_the_database_keeps_the_promises_of_an_internship(
    broken: dict[str, object], district: District
) -> None:
    internship = make_internship(district.college, district.enterprise, state=InternshipState.DONE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Internship.objects.filter(pk=internship.pk).update(**broken)


def test_what_is_asked_of_an_enterprise_stays_unsaid_until_it_answers(district: District) -> None:
    make_requirement(make_profile(district.enterprise, stated_at=None))

    assert not queries.requirements_for(make_programme(district.college)).exists()
    assert Profile.objects.stated().count() == 0
