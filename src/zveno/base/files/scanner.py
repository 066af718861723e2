"""Whoever looks for viruses: nobody, or a ClamAV daemon that is sent the bytes (INSTREAM)."""

from __future__ import annotations

import re
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings

CHUNK = 2**16
MOST_ANSWER = 4096
_FOUND = re.compile(r"^stream: (?P<name>.+) FOUND$")
DEFAULT_PORT = 3310


class ScannerUnavailable(Exception):
    """It did not answer, or not in words we know: the file waits in quarantine."""


class Scanner(Protocol):
    def find(self, path: Path) -> str:
        """The name of the virus in the file; nothing when it is clean."""
        ...

    def ping(self) -> None:
        """Raise `ScannerUnavailable` when nobody is there."""
        ...


@dataclass(frozen=True)
class Clamd:
    """`address` is (host, port), or the path of a unix socket."""

    address: tuple[str, int] | str
    timeout: float = 60

    def find(self, path: Path) -> str:
        with self._talking() as talk, path.open("rb") as file:
            talk.sendall(b"zINSTREAM\0")
            try:
                while chunk := file.read(CHUNK):
                    talk.sendall(struct.pack("!L", len(chunk)) + chunk)
                talk.sendall(struct.pack("!L", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it has heard enough (its StreamMaxLength): the answer says why
            answer = _answer(talk)
        if answer == "stream: OK":
            return ""
        found = _FOUND.match(answer)
        if found is None:
            raise ScannerUnavailable(answer)
        return found["name"][:200]

    def ping(self) -> None:
        with self._talking() as talk:
            talk.sendall(b"zPING\0")
            answer = _answer(talk)
        if answer != "PONG":
            raise ScannerUnavailable(answer)

    @contextmanager
    def _talking(self) -> Iterator[socket.socket]:
        try:
            with self._connected() as talk:
                yield talk
        except OSError as error:
            raise ScannerUnavailable(str(error)) from error

    def _connected(self) -> socket.socket:
        if isinstance(self.address, tuple):
            return socket.create_connection(self.address, self.timeout)
        talk = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        talk.settimeout(self.timeout)
        try:
            talk.connect(self.address)
        except OSError:
            talk.close()
            raise
        return talk


def _answer(talk: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < MOST_ANSWER:
        piece = talk.recv(MOST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def scanner() -> Scanner | None:
    """As `ZVENO_SCANNER` says; None is «files are not checked», which the doctor tells."""
    url: str = settings.FILE_SCANNER
    if not url:
        return None
    if url.startswith("unix:"):
        return Clamd(url.removeprefix("unix:"))
    parts = urlsplit(url)
    return Clamd((parts.hostname or "127.0.0.1", parts.port or DEFAULT_PORT))
