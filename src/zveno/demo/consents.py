"""Consents of the demonstration: given on paper and in the cabinet, missing, refused, withdrawn.

With what is known of health and who looked, and a request about one's own data that waits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from django.utils import timezone

from zveno.base.documents.content import Content, Paper, Paragraph, to_plain
from zveno.base.documents.pdf import pdf_of
from zveno.base.files.intake import Received, receive_own
from zveno.base.files.kinds import PDF
from zveno.demo.world import World
from zveno.network.organisations.models import Organisation
from zveno.network.people.models import (
    Consent,
    ConsentAsk,
    ConsentPurpose,
    ConsentRequest,
    Identified,
    LookReason,
    Person,
    RequestKind,
    SpecialWord,
    StudyGroup,
    SubjectRequest,
    Way,
)
from zveno.network.people.queries.consents import request_page, text_of
from zveno.network.people.services.consent_requests import ask_group, ask_person, close_request, send_links
from zveno.network.people.services.consents import (
    Signature,
    give_consent,
    refuse_consent,
    take_papers,
    withdraw_consent,
)
from zveno.network.people.services.special import Known, add_special, look_at_special
from zveno.network.people.services.subject_requests import (
    Asked,
    answer_request,
    file_request,
    prepare_export,
    register_request,
)
from zveno.network.people.years import school_year

GIVES, REFUSES = 0.86, 0.04
ASKED, TAKEN, CLOSED = -58, -47, -40
HOUSES = (("school-1", "school-1.steward"), ("polytechnic", "polytechnic.deputy"))


@dataclass(frozen=True)
class Health:
    person: str
    word: str
    note: str
    basis: str


@dataclass(frozen=True)
class Look:
    days: int
    who: str
    person: str
    reason: LookReason
    words: str = ""


KNOWN = (
    Health("pupil", "limit-eyesight", "За станком – защитные очки с диоптриями, места с хорошим светом.",
           "справка врача-офтальмолога № 214"),
    Health("pupil-3", "limit-breathing", "Не вести в цеха с пылью и красками.",
           "справка № 86 детской поликлиники"),
    Health("pupil-1", "group-preparatory", "", "справка о группе здоровья № 31"),
    Health("student-2", "limit-heights", "Без работ на высоте и в котловане.",
           "заключение врачебной комиссии № 7"),
)  # fmt: skip
LOOKS = (
    Look(-9, "teacher", "pupil", LookReason.TRIAL),
    Look(-4, "teacher", "pupil-3", LookReason.SAFETY, "экскурсия на лесопилку"),
    Look(-3, "polytechnic.practice", "student-2", LookReason.TRIAL, "место на стройке"),
)


def plan(world: World) -> None:
    for turn, (code, asker) in enumerate(HOUSES):
        world.plan(world.day(ASKED, f"10:{turn:02d}"), partial(_ask_house, world, code, asker))
        world.plan(world.day(TAKEN, f"15:{turn:02d}"), partial(_take_house, world, code, asker))
        world.plan(world.day(CLOSED, f"16:{turn:02d}"), partial(_close_house, world, code, asker))
    world.plan(world.day(-52, "20:40", working=False), partial(_give, world, "parent", "guidance"))
    world.plan(world.day(-52, "21:05", working=False), partial(_give, world, "pupil", "guidance"))
    world.plan(world.day(-45, "19:15", working=False), partial(_give, world, "parent", "publication"))
    world.plan(world.day(-45, "19:30", working=False), partial(_give, world, "parent-1", "publication"))
    world.plan(world.day(-12, "21:20", working=False), partial(_withdraw, world, "parent-1", "publication"))
    for turn, known in enumerate(KNOWN):
        world.plan(world.day(-33, f"11:{turn * 10:02d}"), partial(_know, world, known))
    for turn, look in enumerate(LOOKS):
        world.plan(world.day(look.days, f"12:{turn * 13:02d}"), partial(_look, world, look))
    world.plan(world.day(-6, "13:30"), partial(_ask_again, world))
    world.plan(world.day(-24, "10:20"), partial(_answered, world))
    world.plan(world.day(-4, "21:45", working=False), partial(_waits, world))


def _ask_house(world: World, code: str, asker: str, at: datetime) -> None:
    """Every class and group of the year is asked for the consent that guidance needs."""
    year = school_year(timezone.localdate(at))
    groups = StudyGroup.objects.filter(
        organisation=world.organisations[code], year=year, enrolments__until__isnull=True
    ).distinct()
    due_on = timezone.localdate(at) + timedelta(days=14)
    with world.acting(asker) as actor:
        for group in groups.order_by("level", "sort_key", "pk"):
            ask_group(group, _purpose("guidance"), due_on=due_on, by=actor, at=at)


def _take_house(world: World, code: str, asker: str, at: datetime) -> None:
    """Two weeks later each class brings its stack."""
    for request in _requests(world.organisations[code]):
        pairs = list(_papers(request, world.random, at))
        if pairs:
            with world.acting(asker) as actor:
                take_papers(request, pairs, given_on=_signed_on(at), scan=_scan(request), by=actor, at=at)


def _papers(request: ConsentRequest, random: Random, at: datetime) -> Iterator[tuple[Person, Person]]:
    """Most have brought theirs; whoever has an account, or a parent with one, signs there."""
    page = request_page(request, ConsentAsk.objects.select_related("person"), on=timezone.localdate(at))
    for line in page.lines:
        person = line.ask.person
        if person.user_id or any(signer.user_id for signer in line.signers):
            continue
        luck = random.random()
        guardian = next((signer for signer in line.signers if signer.pk != person.pk), None)
        if luck > 1 - REFUSES and guardian:
            refuse_consent(line.ask, signer=guardian, by=None, at=at)
        if luck > GIVES:
            continue
        if guardian:
            yield person, guardian
        if any(signer.pk == person.pk for signer in line.signers):
            yield person, person


def _close_house(world: World, code: str, asker: str, at: datetime) -> None:
    with world.acting(asker) as actor:
        for request in _requests(world.organisations[code]):
            close_request(request, by=actor, at=at)


def _ask_again(world: World, at: datetime) -> None:
    """9 «А» goes to the works: its teacher asks once more, and some have answered already."""
    year = school_year(timezone.localdate(at))
    if year != school_year(timezone.localdate(world.at)):  # in August the class is not this teacher's yet
        return
    group = StudyGroup.objects.get(organisation=world.organisations["school-1"], year=year, name="9А")
    due_on = timezone.localdate(world.at) + timedelta(days=8)
    with world.acting("teacher") as actor:
        request = ask_group(group, _purpose("employer"), due_on=due_on, by=actor, at=at)
        send_links(request, by=actor, at=at)
    world.plan(at + timedelta(days=1, hours=2), partial(_take_first, world, request, at))


def _take_first(world: World, request: ConsentRequest, asked: datetime, at: datetime) -> None:
    pairs = list(_papers(request, world.random, at))[:9]
    with world.acting("teacher") as actor:
        take_papers(request, pairs, given_on=_signed_on(asked), scan=_scan(request), by=actor, at=at)


def _give(world: World, person: str, purpose: str, at: datetime) -> None:
    """In the cabinet: for oneself, or for one's child."""
    signer = _person(world, person)
    link = signer.wardships.select_related("child").first()
    whose = link.child if link else signer
    rule = _purpose(purpose)
    text = text_of(rule, timezone.localdate(at))
    if text is None:
        raise ValueError(f"nothing is signed for {purpose}")
    with world.acting(person) as actor:
        give_consent(
            whose,
            rule,
            operator=_house(whose),
            signer=signer,
            version=text.version,
            signature=Signature(Way.CABINET, evidence={"account": actor.user.pk, "email": actor.user.email}),
            by=actor.user,
            at=at,
        )


def _withdraw(world: World, person: str, purpose: str, at: datetime) -> None:
    consent = Consent.objects.get(signer=_person(world, person), purpose__code=purpose, ended_at__isnull=True)
    with world.acting(person) as actor:
        withdraw_consent(consent, why="Не хотим фотографий на сайте.", by=actor, at=at)


def _know(world: World, known: Health, at: datetime) -> None:
    """The consent comes first, on paper; then what the school must mind."""
    learner = _person(world, known.person)
    house = _house(learner)
    keeper = next(seat for _code, seat in HOUSES if world.seats[seat].organisation == house)
    on = timezone.localdate(at)
    with world.acting(keeper) as actor:
        request = ask_person(learner, _purpose("health"), due_on=on + timedelta(days=7), by=actor, at=at)
        line = request_page(request, ConsentAsk.objects.select_related("person"), on=on).lines[0]
        if not line.signers:
            return
        pairs = [(learner, signer) for signer in line.signers]
        take_papers(request, pairs, given_on=on, scan=_scan(request), by=actor, at=at)
        close_request(request, by=actor, at=at)
        if not request_page(request, ConsentAsk.objects.all(), on=on).lines[0].standing.is_whole:
            return
        add_special(
            learner,
            Known(
                SpecialWord.objects.get(code=known.word),
                basis=known.basis,
                note=known.note,
                valid_to=on + timedelta(days=365),
            ),
            by=actor,
            at=at,
        )


def _look(world: World, look: Look, at: datetime) -> None:
    person = _person(world, look.person)
    with world.acting(look.who) as actor:
        look_at_special(person, reason=look.reason, words=look.words, by=actor, at=at)


def _answered(world: World, at: datetime) -> None:
    """A student came with her passport, and got everything in a week."""
    student = _person(world, "student")
    asked = Asked(RequestKind.EXPORT, student, Identified.PASSPORT, "Хочу знать, что обо мне хранится.")
    with world.acting("polytechnic.deputy") as actor:
        request = register_request(student, asked, by=actor, at=at)
    world.plan(at + timedelta(days=6), partial(_hand_over, world, request))


def _hand_over(world: World, request: SubjectRequest, at: datetime) -> None:
    with world.acting("polytechnic.deputy") as actor:
        request = prepare_export(request, by=actor, at=at)
        answer_request(request, answer="Выгрузка выдана на руки.", by=actor, at=at)


def _waits(world: World, at: datetime) -> None:
    """A mother asks from her phone: the director has ten working days."""
    mother = _person(world, "parent-2")
    child = mother.wardships.select_related("child").get().child
    file_request(
        child,
        RequestKind.EXPORT,
        operator=_house(child),
        text="Пришлите всё, что есть о сыне, и кто это видел.",
        by=world.user("parent-2"),
        at=at,
    )


def _requests(house: Organisation) -> list[ConsentRequest]:
    found = ConsentRequest.objects.filter(operator=house, closed_at__isnull=True, group__isnull=False)
    return list(found.select_related("purpose", "group", "operator__territory", "operator__kind"))


def _purpose(code: str) -> ConsentPurpose:
    return ConsentPurpose.objects.get(code=code)


def _person(world: World, code: str) -> Person:
    return Person.objects.select_related("user").get(user=world.user(code))


def _house(person: Person) -> Organisation:
    enrolment = person.enrolments.open().select_related("organisation").order_by("-since").first()
    if enrolment is None:
        raise ValueError(f"{person} learns nowhere")
    found: Organisation = enrolment.organisation
    return found


def _signed_on(at: datetime) -> date:
    return timezone.localdate(at) - timedelta(days=2)


def _scan(request: ConsentRequest) -> Received:
    """What a scanner made of the stack: here a page that says so."""
    content = Content(
        Paper(title="Подписанные согласия", subtitle=str(request)),
        (Paragraph("Здесь – скан пачки бумажных согласий. В демонстрации вместо него эта страница."),),
    )
    pdf = pdf_of(to_plain(content), at=request.asked_at)
    return receive_own(pdf, name=f"Согласия {request.group or request.pk}", kind=PDF)
