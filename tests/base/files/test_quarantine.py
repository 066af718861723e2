"""The scanner: a clean file is open at once, an infected one is not kept, a silent scanner means waiting."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings
from tests.support import samples

from zveno.base.core.health import Level
from zveno.base.core.verdict import Refused
from zveno.base.files import checks, services
from zveno.base.files.intake import receive
from zveno.base.files.models import StoredFile
from zveno.base.files.refusal import FileRefused
from zveno.base.files.scanner import Clamd, ScannerUnavailable
from zveno.base.files.serving import file_response
from zveno.base.files.states import State
from zveno.base.tasks.models import Job
from zveno.base.tasks.services import enqueue

AT = samples.AT
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
RunJobs = Callable[..., list[Job]]


class FakeClamd(threading.Thread):
    """Speaks the daemon's protocol over a unix socket; `most` is its StreamMaxLength."""

    def __init__(self, path: Path, *, most: int = 2**20) -> None:
        super().__init__(daemon=True)
        self._most = most
        self.heard: list[bytes] = []
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(path))
        self._door.listen()

    def run(self) -> None:
        while True:
            try:
                talk, _address = self._door.accept()
            except OSError:
                return
            with talk, talk.makefile("rb") as heard:
                talk.sendall(self._answer(heard) + b"\0")

    def _answer(self, heard: IO[bytes]) -> bytes:
        command = b"".join(iter(lambda: heard.read(1), b"\0"))
        if command == b"zPING":
            return b"PONG"
        content = b""
        while size := struct.unpack("!L", heard.read(4))[0]:
            content += heard.read(size)
            if len(content) > self._most:
                return b"INSTREAM size limit exceeded. ERROR"
        self.heard.append(content)
        return b"stream: Win.Test.EICAR_HDB-1 FOUND" if EICAR in content else b"stream: OK"

    def stop(self) -> None:
        if self.is_alive():
            self._door.shutdown(socket.SHUT_RDWR)
            self._door.close()
            self.join(5)


@pytest.fixture
def place(tmp_path: Path, settings: Settings) -> Path:
    path = tmp_path / "clamd"
    settings.FILE_SCANNER = f"unix:{path}"
    return path


@pytest.fixture
def clamd(place: Path) -> Iterator[FakeClamd]:
    daemon = FakeClamd(place)
    daemon.start()
    yield daemon
    daemon.stop()


def given(content: bytes = b"text") -> StoredFile:
    return services.keep(receive(SimpleUploadedFile("note.txt", content)), by=None, at=AT)


def test_a_clean_file_is_heard_whole_and_open_at_once(db: None, clamd: FakeClamd) -> None:
    content = b"text " * 40_000

    stored = given(content)

    assert clamd.heard == [content]
    assert (stored.state, stored.scanned_at) == (State.CLEAN, AT)


def test_an_infected_file_is_refused_by_name_and_not_kept(db: None, clamd: FakeClamd, store: Path) -> None:
    with pytest.raises(FileRefused, match=r"вирус \(Win.Test.EICAR_HDB-1\)"):
        given(EICAR)

    assert [path for path in store.rglob("*") if path.is_file()] == []


def test_while_the_scanner_is_silent_files_wait_and_are_let_out_when_it_speaks_again(
    db: None, place: Path, run_jobs: RunJobs
) -> None:
    clean, infected = given(), given(EICAR)
    waited = [str(clean.state), str(infected.state)]
    daemon = FakeClamd(place)
    daemon.start()

    enqueue("files.scan", {}, at=AT)
    run_jobs()
    daemon.stop()

    clean.refresh_from_db()
    infected.refresh_from_db()
    assert waited == [State.QUARANTINED, State.QUARANTINED]
    assert (clean.state, infected.state, infected.finding) == (
        State.CLEAN, State.INFECTED, "Win.Test.EICAR_HDB-1",
    )  # fmt: skip


def test_a_file_longer_than_the_scanner_hears_waits(db: None, place: Path) -> None:
    daemon = FakeClamd(place, most=1000)
    daemon.start()

    stored = given(b"text " * 400_000)
    daemon.stop()

    assert stored.state == State.QUARANTINED


def test_neither_a_waiting_nor_an_infected_file_is_given_out(db: None, place: Path) -> None:
    waiting = given()
    infected = services.judge(given(), "Eicar", at=AT)

    said = []
    for stored in (waiting, infected):
        with pytest.raises(Refused) as refused:
            file_response(stored)
        said.append(str(refused.value))

    assert said == [
        "Файл «note.txt» ещё не проверен на вирусы. Обычно это занимает несколько минут.",
        "В файле «note.txt» найден вирус (Eicar): открыть его нельзя.",
    ]


def test_what_is_infected_stays_so(db: None) -> None:
    infected = services.judge(given(), "Eicar", at=AT)

    with pytest.raises(Refused):
        services.judge(infected, "", at=AT)


def test_a_download_is_never_a_page_of_ours(db: None) -> None:
    response: Any = file_response(given(), name="Договор № 5 «Заря».txt")

    content = b"".join(response.streaming_content)
    response.file_to_stream.close()
    assert content == b"text"
    assert {name: response[name] for name in ("X-Content-Type-Options", "Content-Security-Policy")} == {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%20%E2%84%96%205%20"
        "%C2%AB%D0%97%D0%B0%D1%80%D1%8F%C2%BB.txt"
    )


def test_the_doctor_says_whether_files_are_scanned(db: None, settings: Settings, clamd: FakeClamd) -> None:
    listening = [finding.level for finding in checks.scanning()]
    clamd.stop()
    silent = [finding.level for finding in checks.scanning()]
    settings.FILE_SCANNER = ""
    absent = [finding.level for finding in checks.scanning()]

    assert (listening, silent, absent) == ([], [Level.FAULT], [Level.WARNING])


def test_an_answer_in_unknown_words_is_no_permission(tmp_path: Path, place: Path) -> None:
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(place))
    door.listen()

    def mumble() -> None:
        talk, _address = door.accept()
        with talk:
            talk.recv(1000)
            talk.sendall(b"stream: hmm\0")

    speaker = threading.Thread(target=mumble)
    speaker.start()
    (tmp_path / "file").write_bytes(b"x")

    with pytest.raises(ScannerUnavailable, match="hmm"):
        Clamd(str(place)).find(tmp_path / "file")

    speaker.join(5)
    door.close()
