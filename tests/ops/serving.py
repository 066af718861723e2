"""Processes that stay: started, watched, ended; never waited for without a bound."""

from __future__ import annotations

import http.client
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.ops.installation import Installation

PATIENCE = 60.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def status(port: int, path: str = "/health/live") -> int | None:
    """The status of an answer, or nothing if nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (ConnectionError, TimeoutError):
        return None
    finally:
        connection.close()


def eventually(holds: Callable[[], bool], *, seconds: float = PATIENCE) -> bool:
    """Ask until it holds; processes give no event to wait for."""
    deadline = time.monotonic() + seconds
    with selectors.DefaultSelector() as pause:
        while not holds():
            if time.monotonic() > deadline:
                return False
            pause.select(timeout=0.05)
    return True


class Running:
    def __init__(self, process: subprocess.Popen[bytes], output: Path, port: int) -> None:
        self.process = process
        self.port = port
        self._output = output

    @property
    def said(self) -> str:
        return self._output.read_text(errors="replace")

    def children(self) -> dict[int, str]:
        """All processes begun by it, their numbers and command lines."""
        found: dict[int, str] = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(FileNotFoundError, ProcessLookupError):
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found[int(folder.name)] = f"{parent} {command}"
        mine = {self.process.pid}
        grown = True
        while grown:
            more = {pid for pid, line in found.items() if int(line.split()[0]) in mine} - mine
            grown = bool(more)
            mine |= more
        return {pid: found[pid].partition(" ")[2] for pid in mine - {self.process.pid} if pid in found}

    def has(self, word: str) -> bool:
        return any(word in command for command in self.children().values())

    def child(self, word: str) -> int:
        """The number of the one that has this word in its command line."""
        return next(pid for pid, command in sorted(self.children().items()) if word in command)

    def up(self) -> bool:
        """Does it answer, or will it never?"""
        eventually(lambda: self.process.poll() is not None or status(self.port) == 200)
        return status(self.port) == 200

    def end(self, number: signal.Signals) -> tuple[int, float]:
        """Send the signal; exit code and seconds until it was over."""
        start = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE), time.monotonic() - start


@contextmanager
def running(installation: Installation, words: Sequence[str], folder: Path) -> Iterator[Running]:
    """`zveno …  --port N` in its own process; whatever is left of it at the end is killed."""
    port = free_port()
    output = folder / f"said-{port}.txt"
    with output.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "zveno", *words, "--port", str(port)],
            env=installation.environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    served = Running(process, output, port)
    try:
        yield served
    finally:
        left = served.children()
        process.kill()
        process.wait()
        for pid in left:
            with suppress(ProcessLookupError):
                _kill(pid)


def _kill(pid: int) -> None:
    import os

    os.kill(pid, signal.SIGKILL)


def gone(pids: Sequence[int]) -> bool:
    """None of these processes runs any more."""

    def none_left() -> bool:
        for pid in pids:
            with suppress(FileNotFoundError, ProcessLookupError):
                if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                    return False
        return True

    return eventually(none_left, seconds=20)
