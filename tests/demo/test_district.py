"""The demonstration district is whole, alive, and about nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import models, transaction
from django.test import Client

from zveno import demo
from zveno.base.accounts.models import DemoPerson, User
from zveno.base.audit.models import Entry
from zveno.base.audit.verification import faults
from zveno.base.notifications.models import Letter
from zveno.base.notifications.states import LetterState
from zveno.base.tasks.models import Job
from zveno.demo.people import CARDS
from zveno.network.interactions.models import Interaction
from zveno.network.interactions.queries import silent_pairs
from zveno.network.interactions.services import differences
from zveno.network.interactions.states import Confirmation
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import (
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
    OrganisationKind,
    Territory,
)
from zveno.network.organisations.roles import Role
from zveno.network.people.models import Enrolment, Guardianship, Person
from zveno.network.people.states import EnrolmentStatus
from zveno.processes.events.models import Event
from zveno.processes.events.states import EventState
from zveno.processes.guidance.models import Question
from zveno.processes.guidance.states import QuestionState
from zveno.web.portal.queries import home_of

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def district(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The district, loaded once for this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load(at=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def inside(district: None, db: None) -> None:
    """In that district; what a test writes is gone afterwards."""


def test_everything_happened_before_today_and_nothing_before_the_founding(inside: None) -> None:
    first, last = Entry.objects.order_by("at").first(), Entry.objects.order_by("-at").first()

    assert first
    assert last
    assert NOW - timedelta(days=424) < first.at < last.at <= NOW


def test_the_journal_reads_in_the_order_of_time(inside: None) -> None:
    times = list(Entry.objects.order_by("pk").values_list("at", flat=True))

    assert times == sorted(times)


def test_the_journal_is_sealed_and_whole(inside: None) -> None:
    assert Entry.objects.unsealed().count() == 0
    assert list(faults(at=NOW)) == []


def test_every_role_sits_somewhere(inside: None) -> None:
    seats = Membership.objects.in_force(NOW.date())

    assert set(seats.values_list("role", flat=True)) == set(Role.values)


def test_every_kind_of_the_district_is_there(inside: None) -> None:
    counts = dict(
        Organisation.objects.filter(territory__path__startswith=_ours().path)
        .values_list("kind__family")
        .annotate(amount=models.Count("pk"))
    )

    assert (counts["school"], counts["college"]) == (10, 2)
    assert counts["enterprise"] >= 20
    assert set(OrganisationKind.objects.values_list("family", flat=True)) - set(counts) == {"university"}
    assert Organisation.objects.filter(kind__code="separate-unit", parent__isnull=False).exists()


def test_a_second_district_stands_beside_it(inside: None) -> None:
    others = Organisation.objects.exclude(territory__path__startswith=_ours().path)

    assert set(others.values_list("short_name", flat=True)) == {
        "Комитет образования области",
        "Отдел образования Тихоплёсского округа",
        "МБОУ «Тихоплёсская СОШ № 1»",
        "АО «СеверХимПром»",
    }


def test_a_person_may_have_two_seats(inside: None) -> None:
    mentor = DemoPerson.objects.get(code="mentor").user

    assert list(mentor.memberships.order_by("role").values_list("role", flat=True)) == [
        Role.COUNCIL_MEMBER,
        Role.MENTOR,
    ]


def test_events_and_questions_are_in_every_state(inside: None) -> None:
    assert set(Event.objects.values_list("state", flat=True)) == set(EventState.values)
    assert set(Question.objects.values_list("state", flat=True)) == set(QuestionState.values)
    assert Event.objects.uncounted(NOW).count() >= 4
    assert Question.objects.overdue(NOW.date()).exists()


def test_three_years_of_work_with_partners_are_kept_as_their_sources_tell_them(inside: None) -> None:
    oversees = Actor(*_seat_of("coordinator"))
    silent = silent_pairs(oversees, on=NOW.date())

    assert 2000 <= Interaction.objects.count() <= 4000
    assert {"events", "hand"} <= set(Interaction.objects.values_list("source", flat=True))
    assert {each.confirmation for each in Interaction.objects.filter(source="hand")} == set(Confirmation)
    assert {True, False} == {line.agreed for line in silent}
    assert [difference.source for difference in differences() if difference] == []


def test_the_worker_has_nothing_left_of_the_past(inside: None) -> None:
    states = set(Letter.objects.values_list("state", flat=True))

    assert (Job.objects.due(NOW).count(), states) == (0, {LetterState.SENT})


def test_something_waits_for_the_coordinator(inside: None) -> None:
    assert JoinRequest.objects.waiting().count() == 2
    assert Invitation.objects.waiting().count() == 4
    assert Organisation.objects.filter(confirmed_at=None).exists()


def test_nobody_is_real(inside: None) -> None:
    addresses = [
        *User.objects.values_list("email", flat=True),
        *Organisation.objects.values_list("email", flat=True),
        *Question.objects.exclude(email="").values_list("email", flat=True),
        *JoinRequest.objects.values_list("person_email", flat=True),
        *Invitation.objects.values_list("email", flat=True),
    ]
    phones = Organisation.objects.values_list("phone", flat=True)
    numbers = Organisation.objects.values_list("inn", flat=True)

    assert [email for email in addresses if not re.search(r"[@.]example\.ru$", email)] == []
    assert [phone for phone in phones if not re.fullmatch(r"\+7 000 \d{3}-\d\d-\d\d", phone)] == []
    assert [inn for inn in numbers if not inn.startswith("99")] == []
    assert [entry for entry in Entry.objects.exclude(address="") if not _is_for_examples(entry.address)] == []


def test_a_card_leads_to_each_person_of_the_demonstration(inside: None) -> None:
    cards = DemoPerson.objects.values_list("code", "title")

    assert list(cards) == [(card.code, card.title) for card in CARDS]


@pytest.mark.parametrize("code", [card.code for card in CARDS])
def test_each_role_finds_something_at_home(inside: None, client: Client, code: str) -> None:
    user = DemoPerson.objects.get(code=code).user
    seat = user.memberships.exclude(role=Role.COUNCIL_MEMBER).get()
    client.force_login(user)

    page = client.get("/")
    home = home_of(Actor(user, seat), at=NOW)

    assert page.status_code == 200
    assert [*home.waits, *home.late, *home.soon, *home.figures] != []


def _seat_of(card: str) -> tuple[User, Membership]:
    person = DemoPerson.objects.select_related("user").get(code=card).user
    return person, Membership.objects.select_related("organisation__territory").filter(user=person)[0]


def _ours() -> Territory:
    return Territory.objects.get(name="Верхнеозёрский муниципальный округ")


def _is_for_examples(address: str) -> bool:
    """RFC 5737 keeps these for documentation."""
    return address.startswith(("192.0.2.", "198.51.100.", "203.0.113."))


def test_pupils_and_students_sit_in_their_classes_with_parents(inside: None) -> None:
    now = Enrolment.objects.open()
    counts = {kind: now.filter(kind=kind).count() for kind in ("pupil", "student")}
    guardians = Guardianship.objects.open().count()

    assert counts["pupil"] > 2500
    assert counts["student"] > 800
    assert 0.9 < guardians / Person.objects.filter(enrolments__isnull=False).distinct().count() < 1.2
    assert set(Enrolment.objects.values_list("status", flat=True)) == set(EnrolmentStatus.values)
    assert not Person.objects.exclude(phone="").exclude(phone__startswith="+7 000").exists()


def test_the_people_of_the_cards_have_cards_of_their_own(inside: None) -> None:
    seats = {
        code: DemoPerson.objects.get(code=code).user for code in ("pupil", "parent", "student", "teacher")
    }
    teacher = Membership.objects.get(user=seats["teacher"])

    pupil = Person.objects.get(user=seats["pupil"])

    assert set(Person.objects.own_of(Actor(seats["parent"]))) == {
        pupil,
        Person.objects.get(user=seats["parent"]),
    }
    assert Person.objects.get(user=seats["student"]).enrolments.filter(group__name="МТ-31").exists()
    assert Person.objects.visible_to(Actor(seats["teacher"], teacher)).filter(pk=pupil.pk).exists()
    assert [str(one.group) for one in pupil.enrolments.order_by("since")] == ["8А", "9А"]
