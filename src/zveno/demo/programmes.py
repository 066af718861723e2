"""Programmes of two technikums, what employers ask of graduates, a change in the middle, who helps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone

from zveno.base.classifiers.kinds import Classifier
from zveno.base.classifiers.models import Entry
from zveno.base.documents.services import issue, print_out
from zveno.base.links.models import Link
from zveno.demo.curricula import CURRICULA, Curriculum, competences, rows
from zveno.demo.world import SCHOOL_BEGAN, World
from zveno.network.people.models import StudyGroup
from zveno.network.people.years import school_year
from zveno.network.programmes import services
from zveno.network.programmes.documents.expertise_sheet import EXPERTISE_SHEET
from zveno.network.programmes.models import (
    ChangeRequest,
    Commission,
    CompetenceKind,
    Expertise,
    Importance,
    Internship,
    Level,
    Part,
    Profile,
    Programme,
    Requirement,
    Seat,
)
from zveno.network.programmes.services import Need

ENTERED, STARTED, LINKED = -280, -272, SCHOOL_BEGAN + 3
STATED, JUDGED = -58, -41
K, S, A, T = Level.KNOWS, Level.SUPERVISED, Level.ALONE, Level.TEACHES
WISHED, IMPORTANT, NECESSARY = Importance.WISHED, Importance.IMPORTANT, Importance.NECESSARY


@dataclass(frozen=True)
class Said:
    """What an employer said of a profession: words, level, importance; and what a programme gives for it.

    The last of a line is the level given with the code of the competence; nothing where nobody has judged.
    """

    who: str
    code: str
    post: str
    needs: tuple[tuple[str, Level, Importance, str], ...]
    note: str = ""


SAID = (
    Said("machine-works.steward", "15.01.33", "токарь-оператор 3 разряда", (
        ("Точить детали на станке с ЧПУ по готовой программе", A, NECESSARY, "3 ПК 1.2"),
        ("Готовить станок и инструмент к работе", A, NECESSARY, "2 ПК 1.1"),
        ("Измерять деталь и вести карту контроля", A, IMPORTANT, "3 ПК 1.3"),
        ("Вводить и править управляющую программу", S, IMPORTANT, "2 ПК 2.1"),
        ("Менять инструмент по износу, не дожидаясь наладчика", A, NECESSARY, "0"),
        ("Работать по системе 5С", S, IMPORTANT, "0"),
        ("Читать чертёж с допусками по ISO", A, IMPORTANT, "1 ПК 1.3"),
        ("Сдавать смену с записью в планшете", S, WISHED, ""),
    ), "Нужны пятеро каждый год, работаем в две смены."),
    Said("digital.steward", "15.01.33", "оператор опытного участка", (
        ("Вводить и править управляющую программу", A, NECESSARY, "2 ПК 2.1"),
        ("Подналаживать станок между партиями", S, IMPORTANT, "2 ПК 2.2"),
        ("Проверять программу на симуляторе до запуска", A, NECESSARY, "0"),
    )),
    Said("pulp.steward", "15.01.05", "сварщик ремонтной службы 4 разряда", (
        ("Варить стыковые швы в нижнем положении", A, NECESSARY, "3 ПК 2.1"),
        ("Варить трубы в потолочном положении", A, NECESSARY, "1 ПК 2.1"),
        ("Варить в среде защитного газа", A, IMPORTANT, "2 ПК 2.2"),
        ("Читать чертёж сварной конструкции", A, IMPORTANT, "3 ПК 1.1"),
        ("Работать на высоте с допуском", S, IMPORTANT, "0"),
    )),
    Said("builders.steward", "15.01.05", "сварщик на стройке", (
        ("Собирать изделие под сварку на прихватках", A, NECESSARY, "3 ПК 1.2"),
        ("Исправлять дефекты швов", S, IMPORTANT, "2 ПК 2.3"),
        ("Варить арматуру ванной сваркой", S, IMPORTANT, ""),
    )),
    Said("grid.steward", "13.01.10", "электромонтёр сетей 0,4–10 кВ", (
        ("Находить неисправность по схеме", A, NECESSARY, "2 ПК 2.1"),
        ("Прокладывать и подключать кабель", A, NECESSARY, "3 ПК 1.1"),
        ("Работать с третьей группой допуска", A, NECESSARY, "1 ПК 2.2"),
        ("Вести оперативные переговоры", K, WISHED, ""),
    )),
    Said("bakery.steward", "43.01.09", "пекарь-кондитер", (
        ("Замешивать и выпекать дрожжевое тесто", A, NECESSARY, ""),
        ("Соблюдать правила ХАССП на рабочем месте", A, NECESSARY, ""),
        ("Работать на ротационной печи", S, IMPORTANT, ""),
    )),
    Said("hotel.steward", "43.01.09", "повар горячего цеха", (
        ("Готовить горячие блюда из мяса и рыбы", A, NECESSARY, ""),
        ("Собирать банкет на сорок человек", S, IMPORTANT, ""),
        ("Считать калькуляцию блюда", S, WISHED, ""),
    )),
    Said("poultry.steward", "36.02.01", "ветеринарный фельдшер птичника", (
        ("Брать пробы для лаборатории", A, NECESSARY, ""),
        ("Вести ветеринарный осмотр стада", A, NECESSARY, ""),
        ("Работать в системе «Меркурий»", S, IMPORTANT, ""),
    )),
)  # fmt: skip


def plan(world: World) -> None:
    for turn, of in enumerate(CURRICULA):
        entered = world.day(ENTERED + turn % 5, f"1{turn % 6}:{turn * 7 % 60:02}")
        world.plan(entered, partial(_enter, world, of))
        if not of.does_not_add_up:
            world.plan(world.day(STARTED, f"12:{turn * 3:02}"), partial(_start, world, of))
            world.plan(world.day(LINKED, f"13:{turn * 3:02}"), partial(_link_group, world, of))
    for turn, said in enumerate(SAID):
        world.plan(world.day(STATED + turn * 2, f"1{turn % 7}:{10 + turn}"), partial(_state, world, said))
        world.plan(world.day(JUDGED + turn, f"15:{turn * 5:02}"), partial(_judge, world, said))
    world.plan(world.day(-19, "11:05"), partial(_ask, world, "chem-unit", "13.01.10"))
    world.plan(world.day(-33, "11:40"), partial(_ask, world, "sawmill", "13.01.10"))
    world.plan(world.day(-32, "20:14"), partial(_answer_by_link, world, "sawmill"))
    _plan_changes(world)
    _plan_internships(world)
    _plan_partnership(world)
    world.plan(world.day(-1, "06:20"), _remind)


def profession(code: str) -> Entry:
    return Entry.objects.get(classifier=Classifier.SPO, code=code)


def _year_of(of: Curriculum, at: datetime) -> int:
    return school_year(timezone.localdate(at)) - of.course + 1


def _programme(world: World, of: Curriculum) -> Programme:
    return Programme.objects.select_related("college__kind", "college__territory", "profession").get(
        college=world.organisations[of.college], profession__code=of.code, year=_year_of(of, world.at)
    )


def _first(code: str) -> Curriculum:
    return next(of for of in CURRICULA if of.code == code)


def _enter(world: World, of: Curriculum, at: datetime) -> None:
    with world.acting(f"{of.college}.deputy") as actor:
        programme = services.add_programme(
            profession=profession(of.code),
            year=_year_of(of, world.at),
            base="9",
            form="full",
            months=of.months,
            qualification=of.qualification,
            hours=of.hours,
            is_adapted=False,
            by=actor,
            at=at,
        )
        parts: dict[str, Part] = {}
        for row in rows(of):
            parts[row.code] = services.put_part(
                programme,
                parent=parts.get(row.inside),
                kind=row.kind,
                code=row.code,
                name=row.name,
                hours=row.hours,
                weeks=row.weeks,
                course_year=row.year,
                by=actor,
                at=at,
            )
        for code, words, taught in competences(of):
            services.put_competence(
                programme,
                kind=CompetenceKind.PROFESSIONAL if code.startswith("ПК") else CompetenceKind.GENERAL,
                code=code,
                name=words,
                parts=[parts[part] for part in taught],
                by=actor,
                at=at,
            )


def _start(world: World, of: Curriculum, at: datetime) -> None:
    with world.acting(f"{of.college}.steward") as actor:
        services.start_programme(_programme(world, of), by=actor, at=at)


def _link_group(world: World, of: Curriculum, at: datetime) -> None:
    group = StudyGroup.objects.get(
        organisation=world.organisations[of.college],
        year=school_year(timezone.localdate(world.at)),
        name=f"{of.prefix}-{of.course}1",
    )
    with world.acting(f"{of.college}.deputy") as actor:
        services.link_group(_programme(world, of), group, by=actor, at=at)


def _state(world: World, said: Said, at: datetime) -> None:
    with world.acting(said.who) as actor:
        services.state_needs(
            profession(said.code),
            [Need(text, level, importance) for text, level, importance, _given in said.needs],
            post=said.post,
            note=said.note,
            by=actor,
            at=at,
        )


def _judge(world: World, said: Said, at: datetime) -> None:
    """The technikum maps what it can; what has no mark yet stays open."""
    of = _first(said.code)
    programme = _programme(world, of)
    enterprise = world.organisations[said.who.partition(".")[0]]
    known = {row.code: row for row in programme.competences.all()}
    with world.acting(f"{of.college}.deputy") as actor:
        for text, _level, _importance, mark in said.needs:
            if not mark:
                continue
            given, _space, code = mark.partition(" ")
            services.judge(
                Requirement.objects.select_related("profile__profession").get(
                    profile__enterprise=enterprise, profile__profession__code=said.code, text=text
                ),
                programme,
                given=int(given),
                competences=[known[code]] if code else [],
                parts=list(known[code].parts.all()) if code else [],
                note="",
                by=actor,
                at=at,
            )


def _ask(world: World, code: str, of: str, at: datetime) -> None:
    with world.acting("polytechnic.deputy") as actor:
        services.ask_for_needs(world.organisations[code], profession(of), by=actor, at=at)


def _answer_by_link(world: World, code: str, at: datetime) -> None:
    profile = Profile.objects.select_related("profession").get(enterprise=world.organisations[code])
    link = Link.objects.get(purpose="programmes.needs", thing_id=str(profile.pk))
    services.state_by_link(
        profile,
        [Need("Находить неисправность по схеме", S, NECESSARY), Need("Обслуживать пилораму", S, IMPORTANT)],
        post="дежурный электромонтёр",
        note="",
        evidence={"person": link.person_name, "email": link.email, "address": "203.0.113.81"},
        at=at,
    )


def _plan_changes(world: World) -> None:
    """A change that went all the way, and one in the middle of its expertise."""
    world.plan(world.day(-38, "10:30"), partial(_change_welding, world))
    world.plan(world.day(-36, "16:20"), partial(_welding_answers, world))
    world.plan(world.day(-29, "11:10"), partial(_welding_decided, world))
    world.plan(world.day(-13, "10:05"), partial(_change_turning, world))
    world.plan(world.day(-9, "14:32"), partial(_turning_remarks, world))
    world.plan(world.day(-6, "09:50"), partial(_turning_answered, world))


def _draft(
    world: World, code: str, at: datetime, *, title: str, what: str, why: str, missing: tuple[str, ...],
    experts: tuple[str, ...], days: int,
) -> ChangeRequest:  # fmt: skip
    programme = _programme(world, _first(code))
    with world.acting("polytechnic.deputy") as actor:
        change = services.draft_change(
            programme,
            title=title,
            what=what,
            why=why,
            due_on=timezone.localdate(at) + timedelta(days=days),
            requirements=Requirement.objects.filter(
                text__in=missing, profile__profession__code=code
            ).select_related("profile__profession"),
            experts=[world.organisations[expert] for expert in experts],
            by=actor,
            at=at,
        )
        return services.send_change(change, by=actor, at=at)


def _change_welding(world: World, at: datetime) -> None:
    _draft(
        world, "15.01.05", at,
        title="Сварка труб в потолочном положении",
        what="ПП.02: 36 из 252 часов – на трубном участке.\nМДК.02.01: тема «Положения швов», +8 часов.",
        why="Комбинат не принимает сварщиков, которые не варят потолочные швы.",
        missing=("Варить трубы в потолочном положении",), experts=("pulp", "builders"), days=8,
    )  # fmt: skip


def _expertise(world: World, who: str) -> Expertise:
    return Expertise.objects.select_related("change").get(
        organisation=world.organisations[who], change__state="expertise"
    )


def _welding_answers(world: World, at: datetime) -> None:
    with world.acting("pulp.steward") as actor:
        services.make_remark(
            _expertise(world, "pulp"),
            about="ПП.02",
            text="36 часов мало: нужно хотя бы 72, иначе руку не поставить.",
            by=actor,
            at=at,
        )
        services.give_opinion(
            _expertise(world, "pulp"),
            opinion="remarks",
            comment="",
            by=actor,
            at=at,
        )
    with world.acting("builders.steward") as actor:
        services.give_opinion(_expertise(world, "builders"), opinion="for", comment="", by=actor, at=at)


def _welding_decided(world: World, at: datetime) -> None:
    change = ChangeRequest.objects.get(title="Сварка труб в потолочном положении")
    with world.acting("polytechnic.deputy") as actor:
        for expertise in change.expertises.all():
            for remark in expertise.remarks.select_related("expertise__change"):
                services.answer_remark(
                    remark, accepted=True, answer="Сделали 72 часа за счёт УП.02.", by=actor, at=at
                )
    with world.acting("polytechnic.steward") as actor:
        change = services.approve_change(
            change,
            decision="Утверждено педагогическим советом, протокол № 2",
            by=actor,
            at=at,
        )
    with world.acting("polytechnic.deputy") as actor:
        print_out(issue(EXPERTISE_SHEET, change, by=actor, at=at), at=at)


def _change_turning(world: World, at: datetime) -> None:
    _draft(
        world, "15.01.33", at,
        title="Инструмент и симулятор станка в ПМ.01 и ПМ.02",
        what="ПМ.01: тема «Износ и замена инструмента», 24 часа из вариативной части.\n"
        "ПМ.02: проверка программы на симуляторе, 18 часов, в лаборатории «Цифровой мастерской».",
        why="Два предприятия назвали это условием приёма, а в программе этого нет.",
        missing=("Менять инструмент по износу, не дожидаясь наладчика",
                 "Проверять программу на симуляторе до запуска"),
        experts=("machine-works", "digital", "union"), days=22,
    )  # fmt: skip


def _turning_remarks(world: World, at: datetime) -> None:
    with world.acting("machine-works.steward") as actor:
        expertise = _expertise(world, "machine-works")
        services.make_remark(
            expertise,
            about="ПМ.01",
            text="Добавьте замену пластин на резцах с механическим креплением: другого у нас нет.",
            by=actor,
            at=at,
        )
        services.make_remark(
            expertise,
            about="ПП.01",
            text="Пусть студенты выходят и во вторую смену.",
            by=actor,
            at=at,
        )
        services.give_opinion(expertise, opinion="remarks", comment="", by=actor, at=at)
    with world.acting("digital.steward") as actor:
        services.make_remark(
            _expertise(world, "digital"),
            about="ПМ.02",
            text="18 часов хватит на две программы, а нужно не меньше пяти.",
            by=actor,
            at=at,
        )


def _turning_answered(world: World, at: datetime) -> None:
    """One is taken into account, one is not; the third still waits."""
    remarks = {
        remark.about: remark
        for expertise in ChangeRequest.objects.get(state="expertise").expertises.all()
        for remark in expertise.remarks.select_related("expertise__change")
    }
    with world.acting("polytechnic.deputy") as actor:
        services.answer_remark(
            remarks["ПМ.01"], accepted=True, answer="Внесли в МДК.01.01, 4 часа.", by=actor, at=at
        )
        services.answer_remark(
            remarks["ПП.01"],
            accepted=False,
            answer="До 18 лет во вторую смену нельзя; остальных поставим по графику.",
            by=actor,
            at=at,
        )


@dataclass(frozen=True)
class Stay:
    """A teacher of `college` at `host`, so many days from today; `due` is the day of the next."""

    college: str
    who: str
    host: str
    goal: str
    start: int
    due: int | None = None


DONE = (
    Stay("polytechnic", "master", "machine-works", "Наладка токарных центров", -290, -12),
    Stay("polytechnic", "master-2", "pulp", "Сварка труб под давлением", -230, 45),
    Stay("agrarian", "master", "bakery", "Ротационные печи и расстойка", -95),
)
AGREED = Stay("polytechnic", "practice", "grid", "Обслуживание распределительных сетей", 16)
ASKED = Stay("polytechnic", "master", "machine-works", "Измерительные машины и щупы", 30)


def _plan_internships(world: World) -> None:
    """One is late, one is due soon, one is fresh, one is agreed and one waits for an answer."""
    for stay in DONE:
        world.plan(world.day(stay.start - 10, "09:40"), partial(_request, world, stay))
        world.plan(world.day(stay.start - 7, "12:15"), partial(_agree, world, stay))
        world.plan(world.day(stay.start + 17, "14:40"), partial(_finish, world, stay))
    world.plan(world.day(-20, "10:25"), partial(_request, world, AGREED))
    world.plan(world.day(-17, "11:15"), partial(_agree, world, AGREED))
    world.plan(world.day(-4, "15:05"), partial(_request, world, ASKED))


def _request(world: World, stay: Stay, at: datetime) -> None:
    user = world.user(f"{stay.college}.{stay.who}")
    with world.acting(f"{stay.college}.deputy") as actor:
        services.request_internship(
            world.organisations[stay.host],
            teacher=user.get_full_name(),
            teacher_post="преподаватель профессионального цикла",
            user=user,
            goal=stay.goal,
            programme_text="1. Ознакомление с участком.\n2. Работа дублёром.\n3. Выводы для программы.",
            starts_on=timezone.localdate(world.day(stay.start)),
            ends_on=timezone.localdate(world.day(stay.start + 11)),
            hours=72,
            by=actor,
            at=at,
        )


def _agree(world: World, stay: Stay, at: datetime) -> None:
    with world.acting(f"{stay.host}.steward") as actor:
        services.agree_internship(Internship.objects.get(goal=stay.goal), by=actor, at=at)


def _finish(world: World, stay: Stay, at: datetime) -> None:
    """Some technikums ask for it every year."""
    with world.acting(f"{stay.college}.deputy") as actor:
        services.finish_internship(
            Internship.objects.get(goal=stay.goal),
            hours=72,
            report="Освоены новые приёмы, обновлены лабораторные работы модуля.",
            certificate=f"Справка о стажировке от {timezone.localdate(at):%d.%m.%Y}",
            report_file=None,
            certificate_file=None,
            next_due_on=timezone.localdate(world.day(stay.due)) if stay.due is not None else None,
            by=actor,
            at=at,
        )


def _plan_partnership(world: World) -> None:
    world.plan(world.day(-52, "13:20"), partial(_commission, world))
    world.plan(world.day(-48, "12:40"), partial(_state_commission, world))
    world.plan(world.day(-30, "15:15"), partial(_topics, world))
    world.plan(world.day(-120, "11:00"), partial(_gifts, world))


def _commission(world: World, at: datetime) -> None:
    programme = _programme(world, _first("15.01.33"))
    with world.acting("polytechnic.practice") as actor:
        commission = services.add_commission(
            kind="module",
            programme=programme,
            part=programme.parts.get(code="ПМ.01"),
            held_on=timezone.localdate(world.day(-45)),
            order="№ 112-у",
            by=actor,
            at=at,
        )
        _seat(world, commission, "polytechnic.deputy", Seat.CHAIR, at=at)
        _seat(world, commission, "machine-works.steward", Seat.MEMBER, at=at)
        _seat(world, commission, "mentor", Seat.EXPERT, at=at)


def _state_commission(world: World, at: datetime) -> None:
    programme = _programme(world, _first("15.02.16"))
    spring = date(timezone.localdate(world.at).year + 1, 6, 16)
    with world.acting("polytechnic.practice") as actor:
        commission = services.add_commission(
            kind="state", programme=programme, part=None, held_on=spring, order="№ 140-у", by=actor, at=at
        )
        _seat(world, commission, "pulp.steward", Seat.CHAIR, at=at)
        _seat(world, commission, "digital.steward", Seat.MEMBER, at=at)
        _seat(world, commission, "polytechnic.deputy", Seat.MEMBER, at=at)


def _seat(world: World, commission: Commission, who: str, seat: Seat, *, at: datetime) -> None:
    with world.acting("polytechnic.practice") as actor:
        services.seat_member(
            commission,
            organisation=world.seats[who].organisation,
            seat=seat,
            name=world.user(who).get_full_name(),
            post=world.seats[who].post or str(world.seats[who].get_role_display()),
            by=actor,
            at=at,
        )


def _topics(world: World, at: datetime) -> None:
    programme = _programme(world, _first("15.02.16"))
    with world.acting("polytechnic.deputy") as actor:
        for enterprise, title, reviewer in (
            ("machine-works", "Участок обработки гильз гидроцилиндров", "machine-works.steward"),
            ("machine-works", "Оснастка для сверления фланцев", ""),
            ("digital", "Перенос программ станков в систему хранения", "digital.steward"),
        ):
            services.put_topic(
                programme=programme,
                enterprise=world.organisations[enterprise],
                year=timezone.localdate(world.at).year + 1,
                title=title,
                group=None,
                supervisor=world.user("polytechnic.master").get_full_name(),
                reviewer=world.user(reviewer).get_full_name() if reviewer else "",
                reviewer_post="ведущий специалист" if reviewer else "",
                by=actor,
                at=at,
            )


def _gifts(world: World, at: datetime) -> None:
    for college, enterprise, kind, title, amount, code in (
        ("polytechnic", "machine-works", "equipment", "Токарный станок с ЧПУ, после ремонта", "1250000",
         "15.01.33"),
        ("polytechnic", "pulp", "money", "На сварочные посты учебной мастерской", "300000", "15.01.05"),
        ("agrarian", "bakery", "materials", "Мука и дрожжи для учебной практики", "46500", "43.01.09"),
    ):  # fmt: skip
        with world.acting(f"{college}.deputy") as actor:
            services.put_contribution(
                enterprise=world.organisations[enterprise],
                programme=_programme(world, _first(code)),
                kind=kind,
                title=title,
                amount=Decimal(amount),
                given_on=timezone.localdate(at) - timedelta(days=6),
                paper=f"Договор пожертвования от {timezone.localdate(at) - timedelta(days=9):%d.%m.%Y}",
                by=actor,
                at=at,
            )


def _remind(at: datetime) -> None:
    services.remind_due(at=at)
