"""The visible history beside an object."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils.timezone import override
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation, make_seat

from zveno.base.audit.changes import differences, snapshot
from zveno.base.audit.models import Entry
from zveno.base.audit.queries import Change, changes_of, history_of
from zveno.base.audit.services import record, record_look
from zveno.network.organisations.roles import Role

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_history_is_of_one_thing_newest_first_and_without_looks() -> None:
    school, other = make_organisation(), make_organisation()
    person = make_user(last_name="Озерова", first_name="Анна")
    record("system.backup", school, by=person, at=NOW, seat="директор")
    record("system.restore", school, by=None, at=NOW + timedelta(hours=1))
    record("system.backup", other, by=person, at=NOW)
    record_look(school, by=person, at=NOW)

    lines = history_of(school)

    assert [(line.who, line.seat, line.what) for line in lines] == [
        ("система", "", "Данные восстановлены из резервной копии"),
        ("Озерова Анна", "директор", "Сделана резервная копия"),
    ]


def test_changes_are_told_in_the_words_of_the_fields() -> None:
    school = make_organisation(phone="1-11", state="active", confirmed_at=None)
    before = snapshot(school, "phone", "state", "confirmed_at", "email")
    school.phone, school.state, school.confirmed_at = "2-22", "left", NOW

    entry = record("system.backup", school, by=None, at=NOW, changes=differences(before, school))

    with override("Europe/Moscow"):
        told = changes_of(Entry.objects.get(pk=entry.pk))
    assert told == [
        Change("телефон", "1-11", "2-22"),
        Change("состояние", "в сети", "вышла из сети"),
        Change("сведения подтверждены", "пусто", "21.11.2026 12:30"),
    ]


def test_details_that_are_no_fields_have_names_too() -> None:
    person = make_user()

    entry = record(
        "account.rename", person, by=None, at=NOW,
        changes={
            "name": ["Озерова Анна", "Озерова Инна"], "browser": "Firefox", "day": True, "until": "",
            "seat": None,
        },
    )  # fmt: skip

    assert [str(change) for change in changes_of(entry)] == [
        "имя: «Озерова Анна» → «Озерова Инна»",
        "устройство: «Firefox»",
        "day: «да»",
    ]


def test_an_act_on_a_seat_concerns_the_person_who_sits_there() -> None:
    seat = make_seat(Role.PUPIL, make_organisation())

    entry = record("system.backup", seat, by=None, at=NOW)

    assert entry.subject_id == seat.user_id


def test_what_is_typed_by_people_is_escaped() -> None:
    school = make_organisation()
    record("system.backup", school, by=None, at=NOW, why="<b>", changes={"phone": ["<i>", "&"]})

    html = render_to_string("audit/parts/history.html", {"lines": history_of(school)})

    assert "&lt;b&gt;" in html
    assert "<del>&lt;i&gt;</del> → <ins>&amp;</ins>" in html
