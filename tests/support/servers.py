"""What throw-away servers share: whose they are, what without them, a command that runs beside one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest

Server = Callable[[], AbstractContextManager[str]]


class NotInstalled(Exception):
    """How to get it."""


@contextmanager
def own_folder(owner: str) -> Iterator[tuple[Path, Sequence[str]]]:
    """A folder and the words before a command that runs there: such servers refuse to belong to root."""
    folder = Path(tempfile.mkdtemp(prefix=f"zveno-{owner}-"))
    as_owner: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, owner, owner)
        as_owner = ["runuser", "-u", owner, "--"]
    try:
        yield folder, as_owner
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def started(server: Server) -> Iterator[str]:
    """For a fixture: its address; where it is not installed a skip, in CI a failure."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(server())
        except NotInstalled as missing:
            if os.environ.get("CI"):
                pytest.fail(str(missing))
            pytest.skip(str(missing))
        yield url


def run_beside(server: Server, variable: str, usage: str | None) -> int:
    """For `python -m …  -- COMMAND`: run it with the address in that variable."""
    command = sys.argv[1:]
    if command[:1] == ["--"]:
        command = command[1:]
    if not command:
        print(usage, file=sys.stderr)
        return 2
    try:
        with server() as url:
            return subprocess.run(command, env={**os.environ, variable: url}, check=False).returncode
    except NotInstalled as missing:
        print(missing, file=sys.stderr)
        return 2
