"""Sealing the journal, and finding that somebody was at it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from tests.factories.accounts import make_user
from tests.factories.organisations import make_actor, make_organisation

from zveno.base.accounts.models import User
from zveno.base.audit import chain, guards, services
from zveno.base.audit.models import Entry, Inspection, Purge, Seal
from zveno.base.audit.queries import agrees
from zveno.base.audit.services import JournalError, inspect, purge, record, seal
from zveno.base.audit.verification import faults
from zveno.base.core.verdict import Refused
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Family, Role

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def write(amount: int, *, at: datetime = NOW) -> list[Entry]:
    return [
        record("organisation.edit", None, by=None, at=at, why=f"запись {number}") for number in range(amount)
    ]


def seated(role: Role, *, user: User | None = None) -> Actor:
    return make_actor(role, make_organisation(Family.AUTHORITY), user=user)


def found(*, at: datetime = NOW) -> list[str]:
    return [str(fault) for fault in faults(at=at)]


def tamper(sql: str, *values: Any) -> None:
    """What a hand with the rights of the database's owner can do."""
    with guards.lowered(connection), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.django_db
def test_every_entry_gets_one_ring_bound_to_the_one_before() -> None:
    entries = write(3)

    assert seal(at=NOW) == 3

    rings = list(Seal.objects.all())
    assert [(ring.position, ring.entry_number) for ring in rings] == [
        (number, entry.pk) for number, entry in enumerate(entries, start=1)
    ]
    assert [ring.previous for ring in rings] == [chain.BEGINNING, rings[0].digest, rings[1].digest]
    assert found() == []


@pytest.mark.django_db
def test_sealing_again_adds_only_what_is_new() -> None:
    write(2)
    seal(at=NOW)
    write(1)

    assert (seal(at=NOW), seal(at=NOW), Seal.objects.count()) == (1, 0, 3)


@pytest.mark.django_db
def test_sealing_goes_on_beyond_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "RINGS_AT_ONCE", 2)
    write(5)

    assert (seal(at=NOW), found()) == (5, [])


@pytest.mark.django_db
def test_an_entry_with_an_earlier_number_is_sealed_when_it_appears() -> None:
    early, late = write(2)
    seal(at=NOW)
    tamper("DELETE FROM audit_seal WHERE position = 1")
    tamper("UPDATE audit_seal SET position = 1, previous = %s, digest = %s", chain.BEGINNING,
           chain.ring(1, chain.BEGINNING, chain.content_of(late)))  # fmt: skip

    seal(at=NOW + timedelta(minutes=1))

    assert list(Seal.objects.values_list("entry_number", flat=True)) == [late.pk, early.pk]
    assert found() == []


@pytest.mark.django_db
def test_the_ring_is_the_same_on_every_database() -> None:
    entry = Entry(
        pk=7, at=NOW, action="organisation.edit", actor_name="Ёлкина Анна", why="«кавычки»\n",
        changes={"b": [1, None], "a": True},
    )  # fmt: skip

    assert chain.content_of(entry) == "3f85230eebd27c7ce73fda5634d8b3349fa6361849712b3034dc69aaf177f899"


@pytest.mark.django_db
def test_a_changed_entry_is_found() -> None:
    entries = write(3)
    seal(at=NOW)

    tamper("UPDATE audit_entry SET why = 'переписано' WHERE id = %s", entries[1].pk)

    assert found() == [f"Запись {entries[1].pk} (звено № 2) изменена."]


@pytest.mark.django_db
@pytest.mark.parametrize("field", [*chain.FORMS[chain.FORM], "at"])
def test_no_field_of_an_entry_can_change_unseen(field: str) -> None:
    entry = record(
        "organisation.edit", None, by=None, at=NOW, seat="директор", why="так", address="203.0.113.7",
        changes={"phone": ["1", "2"]},
    )  # fmt: skip
    seal(at=NOW)
    other = {"at": NOW + timedelta(seconds=1), "is_look": True, "actor_id": 5, "subject_id": 5}

    tamper(f"UPDATE audit_entry SET {field} = %s", other.get(field, '{"other": 1}'))  # noqa: S608 -- names of our own fields

    assert found() == [f"Запись {entry.pk} (звено № 1) изменена."]


@pytest.mark.django_db
def test_a_deleted_entry_is_found() -> None:
    entries = write(3)
    seal(at=NOW)

    tamper("DELETE FROM audit_entry WHERE id = %s", entries[0].pk)

    assert found() == [f"Записи {entries[0].pk} (звено № 1) нет в журнале."]


@pytest.mark.django_db
def test_an_entry_deleted_with_its_ring_is_found() -> None:
    entries = write(3)
    seal(at=NOW)

    tamper("DELETE FROM audit_entry WHERE id = %s", entries[1].pk)
    tamper("DELETE FROM audit_seal WHERE position = 2")

    assert found() == [
        "В цепочке нет звеньев с № 2 по № 2.",
        "Звено № 3 не сходится с предыдущим.",
    ]


@pytest.mark.django_db
def test_a_ring_computed_anew_is_found_by_the_next_one() -> None:
    entries = write(3)
    seal(at=NOW)
    tamper("UPDATE audit_entry SET why = 'переписано' WHERE id = %s", entries[1].pk)
    content = chain.content_of(Entry.objects.get(pk=entries[1].pk))
    first = Seal.objects.get(position=1)

    tamper("UPDATE audit_seal SET content = %s, digest = %s WHERE position = 2",
           content, chain.ring(2, first.digest, content))  # fmt: skip

    assert found() == ["Звено № 3 не сходится с предыдущим."]


@pytest.mark.django_db
def test_a_chain_rewritten_as_a_whole_is_found_by_what_was_seen_before() -> None:
    entries = write(2)
    seal(at=NOW)
    seen = Seal.objects.get(position=2)
    assert inspect(at=NOW).faults == []

    tamper("UPDATE audit_entry SET why = 'переписано' WHERE id = %s", entries[0].pk)
    tamper("DELETE FROM audit_seal")
    seal(at=NOW)

    assert found() == ["Звено № 2 не такое, каким его видела прежняя проверка."]
    assert (agrees(2, seen.digest), agrees(3, seen.digest)) == (False, None)


@pytest.mark.django_db
def test_a_chain_cut_short_is_found_by_what_was_seen_before() -> None:
    entries = write(2)
    seal(at=NOW)
    inspect(at=NOW)

    tamper("DELETE FROM audit_seal WHERE position = 2")
    tamper("DELETE FROM audit_entry WHERE id = %s", entries[1].pk)

    assert found() == ["Звено № 2 не такое, каким его видела прежняя проверка."]


@pytest.mark.django_db
def test_an_entry_may_wait_for_its_seal_and_not_for_ever() -> None:
    write(1)

    assert found(at=NOW + timedelta(minutes=14)) == []
    assert found(at=NOW + timedelta(minutes=16)) == ["1 записей старше 15 минут не опечатаны."]


@pytest.mark.django_db
def test_what_an_inspection_found_is_remembered() -> None:
    auditor = seated(Role.AUDITOR, user=make_user(last_name="Озерова", first_name="Анна"))
    write(1, at=NOW - timedelta(hours=1))

    inspect(at=NOW, by=auditor)

    kept = Inspection.objects.get()
    assert (kept.by_name, kept.position, kept.faults) == (
        "Озерова Анна", 0, ["1 записей старше 15 минут не опечатаны."],
    )  # fmt: skip


@pytest.mark.django_db
def test_a_purge_takes_the_oldest_entries_and_the_chain_stays_provable() -> None:
    person = seated(Role.ADMINISTRATOR)
    old = write(3, at=NOW - timedelta(days=800))
    new = write(2, at=NOW - timedelta(days=30))

    act = purge(before=NOW - timedelta(days=730), why="Истёк срок", by=person, at=NOW)

    seal(at=NOW)
    assert (act.first_position, act.last_position, act.amount) == (1, len(old), 3)
    assert list(Entry.objects.exclude(action="journal.purge").order_by("pk")) == new
    assert (Seal.objects.count(), found()) == (6, [])


@pytest.mark.django_db
def test_a_second_purge_goes_on_where_the_first_one_ended() -> None:
    person = seated(Role.ADMINISTRATOR)
    write(2, at=NOW - timedelta(days=1900))
    purge(before=NOW - timedelta(days=1500), why="Истёк срок", by=person, at=NOW - timedelta(days=700))
    write(2, at=NOW - timedelta(days=600))

    act = purge(before=NOW - timedelta(days=500), why="Истёк срок", by=person, at=NOW)

    seal(at=NOW)
    assert (act.first_position, act.last_position) == (3, 5)
    assert found() == []


@pytest.mark.django_db
def test_nothing_younger_than_a_year_is_purged() -> None:
    write(1, at=NOW - timedelta(days=300))

    administrator = seated(Role.ADMINISTRATOR)

    with pytest.raises(JournalError, match="не меньше года"):
        purge(before=NOW - timedelta(days=200), why="", by=administrator, at=NOW)
    with pytest.raises(JournalError, match="старше этого дня"):
        purge(before=NOW - timedelta(days=366), why="", by=administrator, at=NOW)

    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_the_services_themselves_ask_who_may_purge_and_inspect() -> None:
    write(1, at=NOW - timedelta(days=800))

    with pytest.raises(Refused):
        purge(before=NOW - timedelta(days=730), why="", by=seated(Role.AUDITOR), at=NOW)
    with pytest.raises(Refused):
        inspect(at=NOW, by=seated(Role.COORDINATOR))

    assert (Entry.objects.count(), Inspection.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_a_purge_that_nobody_recorded_is_found() -> None:
    write(2, at=NOW - timedelta(days=800))
    seal(at=NOW)
    last = Seal.objects.get(position=2)

    act = Purge.objects.create(
        before=NOW, first_position=1, last_position=2, oldest_at=NOW, newest_at=NOW,
        last_digest=last.digest, at=NOW, by_name="Никто", why="",
    )  # fmt: skip
    Entry.objects.all().cut()

    assert found() == [f"Акт об уничтожении № {act.pk} не записан в журнале."]


@pytest.mark.django_db
def test_a_missing_guard_is_found_and_put_up_again() -> None:
    with connection.cursor() as cursor:
        where = " ON audit_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER audit_entry_update{where}")

    before = guards.missing(connection)
    guards.put_up(connection)

    assert (before, guards.missing(connection)) == (["audit_entry_update"], [])


def test_writers_and_sealers_at_once_leave_a_whole_chain(shared_database: None) -> None:
    writers, each, sealers = 4, 15, 3
    start = threading.Barrier(writers + sealers)
    failures: list[BaseException] = []

    def run(work: object) -> None:
        try:
            start.wait(timeout=10)
            for _ in range(each):
                work()  # type: ignore[operator]
        except BaseException as failure:  # noqa: BLE001 -- a thread's failure is the test's
            failures.append(failure)
        finally:
            connection.close()

    def write_one() -> None:
        with transaction.atomic():
            record("organisation.edit", None, by=None, at=NOW)

    def seal_now() -> None:
        seal(at=NOW)

    works = [write_one] * writers + [seal_now] * sealers
    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal(at=NOW)

    assert failures == []
    assert Seal.objects.count() == writers * each
    assert found() == []
