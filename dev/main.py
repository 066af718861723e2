"""The sub-commands of `./run`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence

from dev import check
from dev.prepare import PYTHON, prepare
from dev.steps import ROOT, Stop, speak_utf8

HELP = """\
Использование: ./run КОМАНДА [...]

  demo    демонстрационный округ на этой машине: [--reset] [--port N] [--host A]
  test    все тесты; слова после команды достаются pytest: ./run test tests/base -k links
  check   всё, что проверяет сборка: стиль, типы, границы, тесты на двух базах, браузер, колесо
  bench   измерения таблицей: [--only НАЧАЛО] [--full] [--json]
  serve   рабочий сервер: [--port N] [--host A]; настройки – docs/operations.md
  fmt     привести код к одному виду
  zveno   любая команда продукта в подготовленном окружении: ./run zveno doctor
"""


def main(arguments: Sequence[str]) -> int:
    speak_utf8()
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("help", [])
    if name not in COMMANDS:
        asked = name in {"help", "-h", "--help"}
        print(HELP if asked else f"Нет такой команды: {name}\n\n{HELP}", end="")
        return 0 if asked and arguments else 2
    try:
        return COMMANDS[name](rest)
    except Stop as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nПрервано; следующий запуск продолжит.", file=sys.stderr)
        return 130


def _become(command: Sequence[str], **environment: str) -> int:
    """Nothing of ours is left to do: the process becomes the command, so signals reach it alone."""
    os.environ.update(environment)
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], list(command))  # noqa: S606 -- our own program
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:  # the child got it too and has ended by itself
        return 130


def _zveno(home: str) -> Callable[[list[str]], int]:
    def run(arguments: list[str]) -> int:
        prepare()
        folder = os.environ.get("ZVENO_HOME") or str(ROOT / home)
        return _become([str(PYTHON), "-m", "zveno", *arguments], ZVENO_HOME=folder)

    return run


def _demo(arguments: list[str]) -> int:
    return _zveno("var/demo")(["demo", *arguments])


def _serve(arguments: list[str]) -> int:
    return _zveno("var")(["serve", *arguments])


def _bench(arguments: list[str]) -> int:
    return _zveno("var")(["bench", *arguments])


def _test(arguments: list[str]) -> int:
    prepare("dev")
    if not any(word.startswith(("-n", "-x", "--pdb", "--lf", "tests", "-k")) for word in arguments):
        arguments = ["-n", "auto", "--dist", "loadgroup", *arguments]
    os.chdir(ROOT)
    return _become([str(PYTHON), "-m", "pytest", "-rs", *arguments])


def _check(arguments: list[str]) -> int:
    prepare("dev")
    os.chdir(ROOT)
    return check.run(only=arguments[0] if arguments else "")


def _fmt(arguments: list[str]) -> int:
    prepare("dev")
    os.chdir(ROOT)
    ruff = [str(PYTHON), "-m", "ruff"]
    subprocess.run([*ruff, "check", "--fix", "--quiet", *check.PYTHON_SOURCES], check=False)
    return subprocess.run([*ruff, "format", *check.PYTHON_SOURCES], check=False).returncode


def _prepare(arguments: list[str]) -> int:
    prepare("dev" if "dev" in arguments else "runtime")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": _demo,
    "test": _test,
    "check": _check,
    "bench": _bench,
    "serve": _serve,
    "fmt": _fmt,
    "zveno": _zveno("var"),
    "prepare": _prepare,
}
