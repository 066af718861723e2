"""Servers under measurement: ours and the bare peers, started alike."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True)
class Server:
    port: int
    started_in: float
    """Seconds from the start of the process to its first answer."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    application: str, environment: Mapping[str, str], *, ready: str, threads: int = 4
) -> Iterator[Server]:
    """A granian worker with that WSGI application, pinned to the first core where that is possible."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", str(threads), "--no-access-log", "--log-level", "error",
        application,
    ]  # fmt: skip
    # A file, because a pipe that nobody reads fills with the log of requests and stops the server.
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdout=log,
            stderr=log,
            preexec_fn=_on_first_core,  # noqa: PLW1509 -- before exec, one system call
        )
        try:
            _wait_until_it_answers(process, port, ready, log)
            yield Server(port, time.perf_counter() - start)
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def client_apart() -> Iterator[None]:
    """Keep the load generator off the server's core."""
    if not hasattr(os, "sched_setaffinity") or (os.cpu_count() or 1) < 2:  # noqa: PLR2004 -- two cores or none
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, before - {min(before)} or before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _on_first_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, path: str, log: IO[bytes]) -> None:
    deadline = time.perf_counter() + 60
    while time.perf_counter() < deadline:
        if process.poll() is not None:
            log.seek(0)
            raise RuntimeError(f"the server did not start: {log.read().decode()[-2000:]}")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("GET", path)
            if connection.getresponse().status < 500:  # noqa: PLR2004 -- any answer that is no failure
                return
        except ConnectionError:
            time.sleep(0.005)
        finally:
            connection.close()
    raise RuntimeError("the server did not answer within a minute")
