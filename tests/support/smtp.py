"""A mail server on loopback that a test tells how to answer."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest
from pytest_django import Settings


@dataclass(frozen=True)
class Received:
    """A message the server took."""

    to: str
    message: EmailMessage

    @property
    def text(self) -> str:
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""

    @property
    def html(self) -> str:
        part = self.message.get_body(("html",))
        return part.get_content() if part else ""


class MailServer(socketserver.ThreadingTCPServer):
    """`answers` maps a verb (CONNECT, RCPT, DATA, «.» after the text) to what it is answered with.

    At a verb of `silences` it says nothing until the client has gone.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.received: list[Received] = []
        self.answers: dict[str, str] = {}
        self.silences: dict[str, threading.Event] = {}

    def fall_silent_at(self, verb: str) -> threading.Event:
        """Set when a client has come so far."""
        return self.silences.setdefault(verb, threading.Event())

    @property
    def port(self) -> int:
        return cast("tuple[str, int]", self.server_address)[1]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer
    timeout = 10

    def handle(self) -> None:
        self._say("CONNECT", "220 test")
        to = ""
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            match verb:
                case "EHLO" | "HELO":
                    self._say(verb, "250 test")
                case "RCPT":
                    to = line.partition("<")[2].partition(">")[0]
                    self._say(verb, "250 ok")
                case "DATA":
                    if self._say(verb, "354 go on").startswith("354"):
                        self._take(to)
                case "QUIT":
                    self._say(verb, "221 bye")
                    return
                case _:
                    self._say(verb, "250 ok")

    def _take(self, to: str) -> None:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if not self.server.answers.get(".", "250").startswith("2"):
            self._say(".", "")
            return
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.received.append(Received(to, message))
        self._say(".", "250 taken")

    def _say(self, verb: str, usual: str) -> str:
        if verb in self.server.silences:
            self.server.silences[verb].set()
            self.rfile.read()  # until the other side hangs up
            return ""
        answer = self.server.answers.get(verb, usual)
        self.wfile.write(f"{answer}\r\n".encode())
        return answer


@contextmanager
def serving() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A running server that Django's mail settings point at."""
    with serving() as server:
        settings.LETTERS_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 5
        yield server
