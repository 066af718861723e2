"""A throw-away PostgreSQL on a unix socket and a free port of loopback.

`python -m tests.support.postgres -- COMMAND…` runs the command with its DATABASE_URL.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

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
        raise FileNotFoundError(HOW_TO_GET_IT)
    folder = Path(tempfile.mkdtemp(prefix="zveno-postgres-"))
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    as_owner = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]

    def run(*command: str) -> None:
        subprocess.run([*as_owner, *command], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    careless = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # it lives for minutes
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200 {careless}"
    pg_ctl = str(bin_folder / "pg_ctl")
    try:
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
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a running server; without the program a skip, in CI a failure."""
    if programs() is None:
        if os.environ.get("CI"):
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    with server() as url:
        yield url


def main() -> int:
    command = sys.argv[1:]
    if command[:1] == ["--"]:
        command = command[1:]
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with server() as url:
            environment = {**os.environ, "DATABASE_URL": url}
            return subprocess.run(command, env=environment, check=False).returncode
    except FileNotFoundError as problem:
        print(problem, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
