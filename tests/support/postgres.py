"""A throw-away PostgreSQL on a unix socket and a free port of loopback.

`python -m tests.support.postgres -- COMMAND…` runs the command with its DATABASE_URL.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.servers import NotInstalled, own_folder, run_beside, started

HOW_TO_GET_IT = "no PostgreSQL server on this machine: install Debian's `postgresql`"


def programs() -> Path | None:
    """The folder of the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def server() -> Iterator[str]:
    """Start one, give the address of its database `zveno`, stop it and delete its folder."""
    bin_folder = programs()
    if bin_folder is None:
        raise NotInstalled(HOW_TO_GET_IT)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with own_folder("postgres") as (folder, as_owner):

        def run(*command: str) -> None:
            subprocess.run([*as_owner, *command], cwd=folder, check=True, stdout=subprocess.DEVNULL)

        data = str(folder / "data")
        careless = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # it lives for minutes
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200 {careless}"
        pg_ctl = str(bin_folder / "pg_ctl")
        run(
            str(bin_folder / "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        run(pg_ctl, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            run(str(bin_folder / "createdb"), "-h", str(folder), "-p", str(port), "-U", "postgres", "zveno")
            yield f"postgres://postgres@127.0.0.1:{port}/zveno"
        finally:
            run(pg_ctl, "-D", data, "-w", "-m", "immediate", "stop")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a running server."""
    yield from started(server)


if __name__ == "__main__":
    sys.exit(run_beside(server, "DATABASE_URL", __doc__))
