"""The product as a person gets it: its own command, its own home folder, its own processes."""

from __future__ import annotations

import http.client
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Product:
    url: str
    home: Path


def _environment(home: Path, **more: str) -> dict[str, str]:
    own = {
        "ZVENO_HOME": str(home),
        "ZVENO_DEMO": "1",
        "ZVENO_EMAIL_URL": "file:",
        "DJANGO_SETTINGS_MODULE": "zveno.config.settings",
        **more,
    }
    # The suite's own database address must not reach the served product unless the run is about PostgreSQL.
    kept = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "ZVENO_SECRET_KEY"}
    }
    return {**kept, **own}


def build_home(home: Path) -> None:
    """Migrate and load the demonstration district."""
    done = subprocess.run(
        [sys.executable, "-m", "zveno", "demo", "--load-only"],
        env=_environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def serving(home: Path) -> Iterator[Product]:
    """`zveno serve` on a free port until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    log = home / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "zveno", "serve", "--port", str(port)],
            env=_environment(home, ZVENO_URL=url),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        eventually(lambda: process.poll() is not None or answers(port))
        assert process.poll() is None, log.read_text()
        yield Product(url, home)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/health/live")
        return connection.getresponse().status == http.HTTPStatus.OK
    except ConnectionError:
        return False
    finally:
        connection.close()


def eventually(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    """Ask until it holds; a process has no event to wait for."""
    deadline = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        while not condition():
            assert time.monotonic() < deadline, f"did not happen within {seconds:g} s"
            selector.select(timeout=0.05)
