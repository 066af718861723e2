"""The installed command `zveno`."""

from __future__ import annotations

import importlib
import os
import sys
from types import TracebackType
from typing import Self

from zveno.config.parsing import COMMANDS, HIDDEN, parser
from zveno.config.sentences import sentence

# These choose the home folder first and set Django up themselves.
OWN_SETUP = {"demo"}


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Do what the words say; the exit code is 0, 1 (found faults) or 2 (could not, with a sentence)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zveno.config.settings")
    if hasattr(os, "umask"):
        os.umask(0o077)  # what we write is personal data
    with Telling() as told:
        return _run(arguments)
    return told.code


class Telling:
    """Failures of the surroundings end as a sentence and an exit code; our own mistakes as they are."""

    code = 2

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, KeyboardInterrupt):
            self.code = 130
            return True
        said = sentence(error) if error else ""
        if said:
            sys.stderr.write(f"{said}\n")
        return bool(said)


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] not in (*COMMANDS, *HIDDEN) and not arguments[0].startswith("-"):
        from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow; help needs none

        execute_from_command_line(["zveno", *arguments])
        return 0
    options = parser().parse_args(arguments)
    if options.command not in OWN_SETUP:
        import django  # noqa: PLC0415 -- as above

        django.setup()
    module = importlib.import_module(f"zveno.config.commands.{options.command.replace('-', '_')}")
    code: int = module.run(options)
    return code
