"""`zveno create-admin`, `doctor`, `migrate`: what they do and say."""

from __future__ import annotations

import json
from pathlib import Path

from tests.ops.conftest import Make
from tests.ops.installation import PASSWORD, Installation

ADMINISTRATORS = "SELECT COUNT(*) FROM organisations_membership WHERE role = 'administrator'"
WORDS = ("create-admin", "--email", "second@example.ru", "--name", "Второв Влас", "--organisation", "Отдел")


def test_the_first_administrator_is_made_once_and_asking_again_changes_nothing(
    installation: Installation,
) -> None:
    admin = installation.given(ZVENO_ADMIN_PASSWORD=PASSWORD)

    said = admin.did("create-admin", "--email", "ADMIN@example.ru", "--name", "Первов Пётр")

    assert "ничего не изменено" in said
    assert installation.rows(ADMINISTRATORS) == [(1,)]
    assert installation.rows("SELECT email FROM accounts_user") == [("admin@example.ru",)]


def test_a_second_administrator_joins_the_organisation_that_is_there(installation: Installation) -> None:
    installation.given(ZVENO_ADMIN_PASSWORD=PASSWORD).did(*WORDS)

    assert installation.rows(ADMINISTRATORS) == [(2,)]
    assert installation.rows("SELECT COUNT(*) FROM organisations_organisation") == [(1,)]


def test_a_weak_password_is_refused_in_words_and_nothing_is_made(installation: Installation) -> None:
    done = installation.given(ZVENO_ADMIN_PASSWORD="12345").zveno(*WORDS)

    assert done.returncode == 2
    assert "пароль" in done.stderr.lower()
    assert installation.rows(ADMINISTRATORS) == [(1,)]


def test_where_nobody_can_be_asked_what_is_missing_is_named(installation: Installation) -> None:
    done = installation.zveno("create-admin", "--email", "third@example.ru")

    assert (done.returncode, "Фамилия Имя Отчество" in done.stderr) == (2, True)


def test_the_doctor_finds_search_keys_that_fell_behind_and_says_what_to_do(
    installation: Installation,
) -> None:
    healthy = installation.zveno("doctor", "--only", "database.")
    with installation.connection() as connection:
        connection.execute(
            "UPDATE organisations_organisation SET short_name = 'Переименована мимо программы'"
        )

    done = installation.zveno("doctor", "--only", "database.keys", "--json")

    answer = json.loads(done.stdout)
    assert (healthy.returncode, done.returncode) == (0, 1)
    assert (answer["name"], answer["level"]) == ("database.keys", "fault")
    assert answer["findings"][0]["todo"] != ""


def test_the_doctor_finds_a_key_that_others_can_read(installation: Installation) -> None:
    (installation.home / "secret_key").chmod(0o644)

    done = installation.zveno("doctor", "--only", "home.secret")

    assert done.returncode == 1
    assert f"chmod 600 {installation.home / 'secret_key'}" in done.stdout


def test_the_doctor_finds_a_row_that_points_nowhere(installation: Installation) -> None:
    with installation.connection() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE organisations_membership SET user_id = 999999")

    done = installation.zveno("doctor", "--only", "database.constraints")

    assert (done.returncode, "organisations_membership" in done.stdout) == (1, True)


def test_a_migrated_database_is_said_to_be_of_this_version(make: Make) -> None:
    new = make("sqlite")

    first, second = new.did("migrate"), new.did("migrate")

    assert first.startswith("Выполнено миграций: ")
    assert second == "База данных уже этой версии.\n"


def test_all_that_is_written_is_for_the_servers_user_alone(make: Make) -> None:
    new = make("sqlite")

    new.did("migrate")

    open_to_others = [path for path in [new.home, *new.home.rglob("*")] if path.stat().st_mode & 0o077]
    assert open_to_others == []


def test_restore_looks_without_touching_when_it_is_only_to_check(
    installation: Installation, make: Make, tmp_path: Path
) -> None:
    installation.did("backup", tmp_path / "copy.zip")
    new = make("sqlite")

    said = new.did("restore", tmp_path / "copy.zip", "--check")

    assert said.startswith("Копия цела")
    assert not (new.home / "zveno.sqlite3").exists() or new.rows("SELECT * FROM sqlite_master") == []
