"""Bytes on the disk: whole, private, once; and what is swept away."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings
from tests.factories.accounts import make_user
from tests.support import samples

from zveno.base.core.health import Level
from zveno.base.files import checks, folder, services
from zveno.base.files.intake import Received, receive
from zveno.base.files.models import StoredFile
from zveno.base.files.refusal import FileRefused

AT = samples.AT
DAY = timedelta(days=1)


def given(content: bytes | None = None) -> Received:
    return receive(SimpleUploadedFile("письмо.txt", content or "Здравствуйте.".encode()))


def files_in(store: Path) -> list[str]:
    return sorted(str(path.relative_to(store)) for path in store.rglob("*") if path.is_file())


def aged(sha256: str) -> None:
    before = time.time() - 2 * DAY.total_seconds()
    os.utime(folder.path_of(sha256), (before, before))


def test_a_file_lies_under_its_hash_and_only_the_server_reads_it(db: None, store: Path) -> None:
    person = make_user()

    stored = services.keep(given(), by=person, at=AT)

    sha256 = hashlib.sha256("Здравствуйте.".encode()).hexdigest()
    path = store / sha256[:2] / sha256
    assert (stored.content.path, stored.sha256, stored.size) == (str(path), sha256, 25)
    assert (stored.name, stored.media_type, stored.uploaded_by, stored.uploaded_at) == (
        "письмо.txt", "text/plain", person, AT,
    )  # fmt: skip
    assert [stat.S_IMODE(place.stat().st_mode) for place in (path, path.parent)] == [0o600, 0o700]
    assert files_in(store) == [f"{sha256[:2]}/{sha256}"]


def test_equal_files_are_kept_once_and_both_remembered(db: None, store: Path) -> None:
    first, second = (services.keep(given(), by=None, at=AT) for _ in range(2))

    assert first.pk != second.pk
    assert len(files_in(store)) == 1


def test_a_file_over_the_limit_is_stopped_while_it_comes(settings: Settings, store: Path) -> None:
    settings.UPLOAD_MAX_BYTES = 2**20

    with pytest.raises(FileRefused, match="больше 1 МБ"):
        given(b"a" * (2**20 + 1))

    assert files_in(store) == []


def test_a_full_disk_is_told_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, store: Path) -> None:
    def full(descriptor: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(FileRefused, match="кончилось место"):
        given()

    assert files_in(store) == []


def test_another_failure_of_the_disk_is_not_called_full(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(descriptor: int) -> NoReturn:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)

    with pytest.raises(OSError, match="Input/output error"):
        given()


def test_only_old_bytes_that_no_row_names_are_swept_away(db: None, store: Path) -> None:
    named, forgotten, fresh = given(b"named"), given(b"forgotten"), given(b"fresh")
    services.keep(named, by=None, at=AT)
    leftover = store / ".incoming" / "tmpfallen"
    leftover.write_bytes(b"half")
    for sha256 in (named.sha256, forgotten.sha256):
        aged(sha256)
    os.utime(leftover, (0, 0))

    swept = services.sweep(before=datetime.now(UTC) - DAY)

    assert swept == 2
    assert files_in(store) == sorted(folder.place_of(one.sha256) for one in (named, fresh))


def test_bytes_that_come_again_while_their_old_ones_are_swept_stay(
    db: None, monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    orphan = given(b"orphan")
    aged(orphan.sha256)
    asked: Any = StoredFile.objects.filter

    def filter_and_meanwhile_somebody_gives_it_again(**conditions: Any) -> Any:
        found = asked(**conditions).none()
        given(b"orphan")
        return found

    monkeypatch.setattr(StoredFile.objects, "filter", filter_and_meanwhile_somebody_gives_it_again)

    swept = services.sweep(before=datetime.now(UTC) - DAY)

    assert swept == 0
    assert files_in(store) == [folder.place_of(orphan.sha256)]


def test_the_doctor_finds_what_is_changed_and_what_is_lost(db: None, store: Path) -> None:
    whole, changed, lost = (
        services.keep(given(content), by=None, at=AT) for content in (b"whole", b"changed", b"lost")
    )
    Path(changed.content.path).write_bytes(b"changeD")
    Path(lost.content.path).unlink()

    found = [finding for finding in checks.whole() if finding.level is Level.FAULT]

    said = sorted(finding.says for finding in found)
    assert len(said) == 2
    assert [word in "".join(said) for word in ("изменён", "нет на диске", str(whole.content.name))] == [
        True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{"size": 0}, {"state": "infected", "finding": ""}, {"state": "clean", "finding": "Eicar"}]
)
def test_the_database_refuses_a_row_that_contradicts_itself(db: None, wrong: dict[str, Any]) -> None:
    stored = services.keep(given(), by=None, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(**wrong)
