"""`zveno backup` and `zveno restore`: a copy of a working server comes back whole, on either database."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ops.installation import ROOT, Installation

Make = Callable[[str], Installation]
VENDORS = ("sqlite", "postgresql")
PAIRS = "SELECT COUNT(*) FROM audit_entry WHERE action = 'test.pair'"
PEOPLE = "SELECT COUNT(*) FROM accounts_user WHERE first_name = 'Пара'"
# A table that is read between those of a pair and takes long enough for writers to come between.
LONG_TABLE = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
    " INSERT INTO auth_group (name) SELECT 'group ' || i FROM n"
)
COUNTED = "SELECT about FROM organisations_organisation"


class Writers:
    """Processes that write without a pause, and how far they have come."""

    def __init__(self, processes: list[subprocess.Popen[str]]) -> None:
        self._processes = processes

    def write(self, pairs: int) -> None:
        """Wait until each has written that many more pairs."""
        for process in self._processes:
            assert process.stdout is not None
            for _ in range(pairs):
                line = process.stdout.readline()
                assert line, "a writer has fallen"


@contextmanager
def writing_into(installation: Installation) -> Iterator[Writers]:
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.ops.writer", name],
            cwd=ROOT,
            env=installation.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("first", "second")
    ]
    try:
        yield Writers(processes)
    finally:
        for process in processes:
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


@pytest.mark.parametrize("target_vendor", VENDORS)
@pytest.mark.parametrize("source_vendor", VENDORS)
def test_a_copy_made_among_writers_is_of_one_moment_and_comes_back_on_either_database(
    make: Make, make_begun: Make, tmp_path: Path, source_vendor: str, target_vendor: str
) -> None:
    source = make_begun(source_vendor)
    target = make(target_vendor)
    copy = tmp_path / "copy.zip"
    with source.connection() as connection:
        connection.execute(LONG_TABLE)

    with writing_into(source) as writers:
        writers.write(20)
        before = source.rows(PAIRS)[0][0]
        source.did("backup", copy)
        after = source.rows(PAIRS)[0][0]
        writers.write(5)
    target.did("restore", copy)

    people, pairs, counted = (
        target.rows(PEOPLE)[0][0],
        target.rows(PAIRS)[0][0],
        int(target.rows(COUNTED)[0][0]),
    )
    assert people == pairs == counted
    assert before <= people <= after
    assert before < after, "nobody wrote while the copy was made: the test has proved nothing"


@pytest.mark.parametrize(("source_vendor", "target_vendor"), [VENDORS, VENDORS[::-1]])
def test_every_row_comes_back_exactly_as_it_was(
    make: Make, make_begun: Make, tmp_path: Path, source_vendor: str, target_vendor: str
) -> None:
    source = make_begun(source_vendor)
    target = make(target_vendor)
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"

    source.did("backup", first)
    target.did("restore", first)
    target.did("backup", second)

    assert came_back(second) == came_back(first)
    assert tables(second)["audit.entry"][:-1] == tables(first)["audit.entry"]  # …and then the restore itself


@pytest.mark.parametrize("vendor", VENDORS)
def test_numbers_of_deleted_rows_are_not_given_again_after_a_restore(
    make: Make, make_begun: Make, tmp_path: Path, vendor: str
) -> None:
    source = make_begun(vendor)
    with source.connection() as connection:
        columns = "(level, name, path, oktmo, sort_key)"
        for name in ("a", "b"):
            values = f"VALUES ('region', '{name}', '/{name}/', '', '{name}')"
            connection.execute(f"INSERT INTO organisations_territory {columns} {values}")
        highest = connection.execute("SELECT MAX(id) FROM organisations_territory").fetchone()[0]
        connection.execute("DELETE FROM organisations_territory WHERE name IN ('a', 'b')")
    target = make("postgresql" if vendor == "sqlite" else "sqlite")

    source.did("backup", tmp_path / "copy.zip")
    target.did("restore", tmp_path / "copy.zip")
    with target.connection() as connection:
        connection.execute(f"INSERT INTO organisations_territory {columns} {values}")
        given = connection.execute("SELECT MAX(id) FROM organisations_territory").fetchone()[0]

    assert given == highest + 1


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_restore_leaves_the_journal_guarded_and_the_doctor_content(
    make: Make, make_begun: Make, tmp_path: Path, vendor: str
) -> None:
    source = make_begun("sqlite")
    target = make(vendor)

    source.did("backup", tmp_path / "copy.zip")
    target.did("restore", tmp_path / "copy.zip")
    answers = [json.loads(line) for line in target.did("doctor", "--json").splitlines()]

    faults = [answer for answer in answers if answer["level"] == "fault"]
    assert faults == []
    assert {"audit.chain", "audit.guards", "database.keys"} <= {answer["name"] for answer in answers}


@pytest.mark.parametrize("vendor", VENDORS)
def test_data_that_are_here_are_replaced_only_on_a_clear_word(
    make_begun: Make, tmp_path: Path, vendor: str
) -> None:
    source = make_begun("sqlite")
    source.did("backup", tmp_path / "copy.zip")
    target = make_begun(vendor)
    rename = "UPDATE accounts_user SET first_name = 'Здешний'"
    with target.connection() as connection:
        connection.execute(rename)

    refused = target.zveno("restore", tmp_path / "copy.zip")
    still = target.rows("SELECT first_name FROM accounts_user")
    target.did("restore", tmp_path / "copy.zip", "--replace")

    assert (refused.returncode, "--replace" in refused.stderr) == (2, True)
    assert still == [("Здешний",)]
    assert target.rows("SELECT first_name FROM accounts_user") == [("Пётр",)]


def test_the_database_that_was_replaced_lies_aside(make_begun: Make, tmp_path: Path) -> None:
    target = make_begun("sqlite")
    target.did("backup", tmp_path / "copy.zip")
    with target.connection() as connection:
        connection.execute("UPDATE accounts_user SET first_name = 'Здешний'")

    said = target.did("restore", tmp_path / "copy.zip", "--replace")

    aside = target.home / "zveno.sqlite3.before-restore"
    assert str(aside) in said
    (target.home / "zveno.sqlite3").unlink()
    aside.rename(target.home / "zveno.sqlite3")
    assert target.rows("SELECT first_name FROM accounts_user") == [("Здешний",)]


def test_the_secret_key_comes_with_the_copy_so_second_factors_open(
    make: Make, make_begun: Make, tmp_path: Path
) -> None:
    source, target = make_begun("sqlite"), make("sqlite")

    source.did("backup", tmp_path / "copy.zip")
    target.did("restore", tmp_path / "copy.zip")

    assert (target.home / "secret_key").read_text() == (source.home / "secret_key").read_text()
    assert (target.home / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_key_from_the_environment_stays_out_of_the_copy(
    make: Make, make_begun: Make, tmp_path: Path
) -> None:
    key = "a key that the administrator keeps by himself"
    source = make_begun("sqlite").given(ZVENO_SECRET_KEY=key)
    target = make("sqlite")

    source.did("backup", tmp_path / "copy.zip")
    said = target.did("restore", tmp_path / "copy.zip")

    assert "secret_key" not in zipfile.ZipFile(tmp_path / "copy.zip").namelist()
    assert "Секретный ключ здесь другой" in said


def truncated(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-200])


def not_a_zip(copy: Path) -> None:
    copy.write_text("просто текст")


def altered_row(copy: Path) -> None:
    rewritten(
        copy, "tables/accounts.user.jsonl", lambda text: text.replace("Пётр".encode(), "Павел".encode())
    )


def altered_manifest(copy: Path) -> None:
    rewritten(copy, "manifest.json", lambda text: text.replace(b'"rows": 1', b'"rows": 2'))


def lost_table(copy: Path) -> None:
    rewritten(copy, "tables/accounts.user.jsonl", lambda _text: None)


def flipped_byte(copy: Path) -> None:
    with zipfile.ZipFile(copy) as archive:
        place = archive.getinfo("tables/auth.permission.jsonl").header_offset + 200
    data = bytearray(copy.read_bytes())
    data[place] ^= 0xFF
    copy.write_bytes(bytes(data))


def rewritten(copy: Path, name: str, change: Callable[[bytes], bytes | None]) -> None:
    """The same archive with one part changed, its zip checksums right."""
    with zipfile.ZipFile(copy) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
        comment = archive.comment
    changed = change(parts.pop(name))
    assert changed is None or changed != parts.get(name)
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
        if changed is not None:
            archive.writestr(name, changed)
        archive.comment = comment


@pytest.fixture(scope="module")
def whole_copy(begun: Make, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("copy")
    source = begun("sqlite")
    source.did("backup", folder / "copy.zip")
    return (folder / "copy.zip").read_bytes()


@pytest.mark.parametrize(
    "damage", [truncated, not_a_zip, altered_row, altered_manifest, lost_table, flipped_byte]
)
def test_a_damaged_copy_is_refused_with_a_sentence_and_nothing_is_touched(
    installation: Installation, tmp_path: Path, whole_copy: bytes, damage: Callable[[Path], None]
) -> None:
    copy = tmp_path / "copy.zip"
    copy.write_bytes(whole_copy)
    damage(copy)
    before = installation.rows("SELECT * FROM accounts_user")

    done = installation.zveno("restore", copy, "--replace")

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "Копию восстановить нельзя" in done.stderr
    assert installation.rows("SELECT * FROM accounts_user") == before
    assert sorted(path.name for path in installation.home.iterdir() if "rest" in path.name) == []


def test_a_copy_of_a_newer_version_is_refused(
    installation: Installation, tmp_path: Path, whole_copy: bytes
) -> None:
    from hashlib import sha256

    copy = tmp_path / "copy.zip"
    copy.write_bytes(whole_copy)
    with zipfile.ZipFile(copy) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    manifest = json.loads(parts["manifest.json"])
    manifest["migrations"].append(["accounts", "0099_of_tomorrow"])
    parts["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(copy, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
        archive.comment = sha256(parts["manifest.json"]).hexdigest().encode()

    done = installation.zveno("restore", copy)

    assert done.returncode == 2
    assert "более новой версией" in done.stderr


def test_a_copy_is_readable_by_its_owner_alone_and_never_written_over(
    installation: Installation, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.zip"

    installation.did("backup", copy)
    first = copy.read_bytes()
    again = installation.zveno("backup", copy)

    assert copy.stat().st_mode & 0o777 == 0o600
    assert (again.returncode, "уже есть" in again.stderr) == (2, True)
    assert copy.read_bytes() == first


def test_a_copy_that_did_not_fit_on_the_disk_leaves_nothing_behind(
    installation: Installation, tmp_path: Path
) -> None:
    import resource

    folder = tmp_path / "copies"
    folder.mkdir()

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = installation.zveno("backup", folder, preexec_fn=little_room)

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert list(folder.iterdir()) == []
    assert installation.rows("SELECT first_name FROM accounts_user") == [("Пётр",)]


def came_back(copy: Path) -> dict[str, list[str]]:
    """All tables but those of the journal, which goes on: the copy and the restore are acts themselves."""
    return {name: lines for name, lines in tables(copy).items() if not name.startswith("audit.")}


def tables(copy: Path) -> dict[str, list[str]]:
    """`app.model` → its lines."""
    with zipfile.ZipFile(copy) as archive:
        return {
            name.removeprefix("tables/").removesuffix(".jsonl"): archive.read(name).decode().splitlines()
            for name in archive.namelist()
            if name.startswith("tables/")
        }


def test_the_demonstration_district_with_its_papers_moves_to_the_other_database(
    make: Make, tmp_path: Path
) -> None:
    source, target = make("sqlite"), make("postgresql")
    source.did("demo", "--load-only")
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"

    source.did("backup", first)
    target.did("restore", first)
    target.did("backup", second)

    # Nobody works here, so letters and jobs wait; about the data themselves the doctor has nothing to say.
    assert faults(target) == faults(source) <= {"notifications.letters", "tasks.worker"}
    assert files(first) == files(second)
    assert len(files(first)) > 0
    assert came_back(second) == came_back(first)


def faults(installation: Installation) -> set[str]:
    answers = [json.loads(line) for line in installation.zveno("doctor", "--json").stdout.splitlines()]
    return {answer["name"] for answer in answers if answer["level"] == "fault"}


def files(copy: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(copy) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith("files/")}
