"""Surroundings that do not fit: one sentence, exit code 2, no traceback, nothing lost."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path

import pytest

from tests.ops.installation import Installation
from tests.ops.serving import free_port

COMMANDS = (["migrate"], ["serve", "--port", "0"], ["doctor", "--only", "database.migrations"], ["worker"])


def is_one_sentence(done: subprocess.CompletedProcess[str]) -> bool:
    return (
        done.returncode == 2 and len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr
    )


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("нечто", "DATABASE_URL"),
        ("mysql://u:p@h/d", "DATABASE_URL"),
        ("postgres://nobody:secret-word@127.0.0.1:{port}/nothing", "не отвечает"),
        ("sqlite:////nowhere/at/all.sqlite3", "нет такой папки"),
    ],
)
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_wrong_database_address_is_a_sentence_to_every_command(
    tmp_path: Path, words: list[str], url: str, says: str
) -> None:
    installation = Installation(tmp_path / "home", url.format(port=free_port()))

    done = installation.zveno(*words)

    if words[0] == "doctor" and "://" in url and "mysql" not in url:
        assert (done.returncode, says in done.stdout) == (1, True)  # the doctor lives to tell it
    else:
        assert is_one_sentence(done), done.stderr
        assert says in done.stderr
    assert "secret-word" not in done.stdout + done.stderr


def test_a_file_that_is_no_database_is_said_and_left_as_it_is(installation: Installation) -> None:
    database = installation.home / "zveno.sqlite3"
    database.write_bytes(b"not a database, only text" * 100)

    done = installation.zveno("serve", "--port", str(free_port()))

    assert is_one_sentence(done), done.stderr
    assert "zveno restore" in done.stderr
    assert database.read_bytes().startswith(b"not a database")


def test_a_place_where_nothing_can_be_written_is_a_sentence() -> None:
    nobody_writes_here = Path("/sys/zveno")  # not even root, as who the tests may run

    done = Installation(nobody_writes_here).zveno("migrate")

    assert is_one_sentence(done), done.stderr
    assert "ZVENO_HOME=/sys/zveno" in done.stderr


def test_a_home_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")

    done = Installation(tmp_path / "home").zveno("migrate")

    assert is_one_sentence(done), done.stderr


def test_a_disk_that_is_full_stops_a_write_with_a_sentence_and_keeps_what_was_there(
    installation: Installation, tmp_path: Path
) -> None:
    """The system's limit on the size of a file stands for a disk without room: `write` refuses alike."""
    before = installation.rows("SELECT * FROM accounts_user")

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    admin = installation.given(ZVENO_ADMIN_PASSWORD="достаточно длинный пароль")
    words = ("--email", "b@example.ru", "--name", "Второв Влас", "--organisation", "Другая " * 20)
    done = admin.zveno("create-admin", *words, preexec_fn=no_room)

    assert is_one_sentence(done), done.stderr
    assert installation.rows("SELECT * FROM accounts_user") == before
    assert installation.rows("PRAGMA integrity_check") == [("ok",)]
    admin.did("create-admin", *words)


@pytest.mark.parametrize(
    ("name", "value"),
    [("ZVENO_URL", "zveno"), ("ZVENO_PROXIES", "many"), ("ZVENO_TIME_ZONE", "Mars"), ("ZVENO_LOG", "xml")],
)
def test_a_wrong_setting_is_a_sentence_that_names_it(
    installation: Installation, name: str, value: str
) -> None:
    done = installation.given(**{name: value}).zveno("serve")

    assert is_one_sentence(done), done.stderr
    assert name in done.stderr


def test_help_needs_no_settings_and_writes_nothing(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "home", "нечто")

    done = installation.zveno("--help")

    assert done.returncode == 0
    assert "Использование: zveno" in done.stdout
    assert not (tmp_path / "home").exists()
