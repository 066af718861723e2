"""Writing into the journal."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation

from zveno.base.audit.changes import differences, plain, snapshot
from zveno.base.audit.models import AppendOnlyError, Entry
from zveno.base.audit.origin import Origin, acting_from
from zveno.base.audit.services import record, record_look

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_an_act_keeps_names_as_they_were() -> None:
    person = make_user(last_name="Озерова", first_name="Анна")
    school = make_organisation(short_name="Школа № 1")

    entry = record("organisation.edit", school, by=person, at=NOW, why="Сменился телефон")

    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.actor_name, kept.thing_name, kept.thing_type, kept.thing_id, kept.why, kept.at) == (
        "Озерова Анна",
        "Школа № 1",
        "organisations.organisation",
        str(school.pk),
        "Сменился телефон",
        NOW,
    )


def test_address_request_and_seat_come_from_where_one_acts() -> None:
    person = make_user()
    origin = Origin(address="203.0.113.7", request="abc", person=person.pk, seat="директор, Школа № 1")

    with acting_from(origin):
        entry = record("organisation.edit", None, by=person, at=NOW)

    assert (entry.address, entry.request, entry.actor_seat) == ("203.0.113.7", "abc", "директор, Школа № 1")


def test_the_system_does_not_act_from_the_seat_of_the_person_it_serves() -> None:
    person = make_user()

    with acting_from(Origin(address="203.0.113.7", person=person.pk, seat="директор")):
        entry = record("job.fail", None, by=None, at=NOW)

    assert (entry.actor_id, entry.actor_seat, entry.address) == (None, "", "203.0.113.7")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:DB8::0001", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("not an address", ""),
        (None, ""),
    ],
)
def test_an_address_has_one_spelling(given: str | None, kept: str) -> None:
    entry = record("organisation.edit", None, by=None, at=NOW, address=given)

    assert entry.address == kept


def test_an_act_on_an_account_concerns_its_person() -> None:
    person = make_user()

    entry = record("account.rename", person, by=None, at=NOW)

    assert entry.subject_id == person.pk


def test_a_look_is_told_from_an_act() -> None:
    pupil, teacher = make_user(), make_user()

    look = record_look(pupil, by=teacher, at=NOW, why="Консультация")

    assert (look.is_look, look.subject_id, look.actor_id) == (True, pupil.pk, teacher.pk)


def test_what_is_kept_reads_the_same_from_both_databases() -> None:
    changes = {
        "share": [Decimal("0.50"), 0.1 + 0.2],
        "day": [date(2026, 9, 1), NOW],
        "words": "пусто\x00\ud800",
        "big": 10**15,
        "flags": (True, None),
    }

    entry = record("organisation.edit", None, by=None, at=NOW, changes=changes)

    assert Entry.objects.get(pk=entry.pk).changes == {
        "share": ["0.50", "0.30000000000000004"],
        "day": ["2026-09-01", "2026-11-21T09:30:00+00:00"],
        "words": "пусто?",
        "big": 10**15,
        "flags": [True, None],
    }


def test_names_longer_than_the_column_are_cut_and_not_refused() -> None:
    entry = record("organisation.edit", None, by=None, at=NOW, seat="места " * 100)

    assert len(entry.actor_seat) == 300


def test_differences_name_only_what_changed() -> None:
    school = make_organisation(phone="1", email="a@example.ru")
    before = snapshot(school, "phone", "email")

    school.phone = "2"

    assert differences(before, school) == {"phone": ["1", "2"]}


def test_plain_leaves_truth_apart_from_numbers() -> None:
    assert (plain(True), plain(1), plain(None)) == (True, 1, None)
    assert plain(True) is True


def test_python_refuses_to_change_or_delete_an_entry() -> None:
    entry = record("organisation.edit", None, by=None, at=NOW)

    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(why="переписано"),
        lambda: Entry.objects.bulk_update([entry], ["why"]),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET why = 'переписано'",
        "DELETE FROM audit_entry",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(sql: str) -> None:
    record("organisation.edit", None, by=None, at=NOW, why="как было")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _execute(sql)

    assert Entry.objects.get().why == "как было"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_postgresql_refuses_to_empty_the_table() -> None:
    record("organisation.edit", None, by=None, at=NOW)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _execute("TRUNCATE audit_entry")


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
