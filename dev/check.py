"""`./run check`: everything that CI asks, in the order of how soon it can fail."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dev.prepare import BIN, PYTHON
from dev.steps import ROOT

PYTHON_SOURCES = ("src", "tests", "dev")
PYTEST = (str(PYTHON), "-m", "pytest", "-q", "-rs", "-n", "auto", "--dist", "loadgroup", "--durations", "5")
NOT_SYSTEM = "not browser and not system"  # those choose their databases themselves: once is enough
CLOSING_LINE = re.compile(r"^(=+ )?(\d+ (passed|failed|error|skipped|xfailed)|no tests ran).* in [\d.]+s.*$")


@dataclass(frozen=True)
class Step:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    needs_network: bool = False
    """Without it the step says so and is not counted as failed."""
    wrong_if: str = ""
    """For steps that need the network: only output with these words is a finding."""


@dataclass(frozen=True)
class Result:
    step: Step
    verdict: str
    seconds: float
    closing_line: str = ""


def _module(*words: str) -> tuple[str, ...]:
    return (str(PYTHON), "-m", *words)


STEPS = (
    Step("style", _module("ruff", "check", *PYTHON_SOURCES)),
    Step("format", _module("ruff", "format", "--check", "--quiet", *PYTHON_SOURCES)),
    Step("borders", (str(BIN / "lint-imports"), "--no-cache")),
    Step("types", _module("mypy", *PYTHON_SOURCES)),
    Step("templates", (str(BIN / "djlint"), "src", "--lint", "--quiet")),
    Step("migrations", _module("zveno", "makemigrations", "--check", "--dry-run")),
    Step("translations", _module("dev.translations")),
    Step(
        "vulnerabilities",
        (str(BIN / "pip-audit"), "--disable-pip", "--require-hashes", "--timeout=20", "-r=requirements.lock"),
        needs_network=True,
        wrong_if="known vulnerabilit",
    ),
    Step("tests on PostgreSQL", _module("tests.support.postgres", "--", *PYTEST, "-m", NOT_SYSTEM)),
    Step("tests in the browser", (*PYTEST, "-m", "browser")),
    Step("bench", _module("zveno", "bench", "--only", "web.", "--json")),
    Step("tests on SQLite", (*PYTEST, "-m", "not browser")),
)


def run(*, only: str = "") -> int:
    """All steps, or those whose name begins so; goes on after a failure, so that one run tells everything."""
    results = [_done(step) for step in STEPS if step.name.startswith(only)]
    print("\nИтог")
    for result in results:
        print(f"  {result.verdict:<8} {result.seconds:6.1f} с  {result.step.name}  {result.closing_line}")
    failed = [result for result in results if result.verdict == "ОШИБКА"]
    total = sum(result.seconds for result in results)
    print(f"\n{len(results) - len(failed)} из {len(results)} в порядке, {total / 60:.1f} мин.")
    for result in results:
        if result.closing_line:
            print(f"{result.step.name}:\n{result.closing_line}")
    return 1 if failed else 0


def _done(step: Step) -> Result:
    """Its output goes to the screen as it comes; pytest's own closing line is remembered for the end."""
    print(f"\n── {step.name}", flush=True)
    start = time.monotonic()
    closing, said = "", []
    home = ROOT / "var" / "check"
    process = subprocess.Popen(
        step.command,
        cwd=ROOT,
        env={**os.environ, "ZVENO_HOME": str(home), "PYTHONUNBUFFERED": "1", **step.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    for line in process.stdout or ():
        print(line, end="", flush=True)
        said.append(line)
        if CLOSING_LINE.match(line.strip()):
            closing = line.strip()
    code = process.wait()
    return Result(step, _verdict(step, code, "".join(said)), time.monotonic() - start, closing)


def _verdict(step: Step, code: int, said: str) -> str:
    if code == 0:
        return "хорошо"
    if step.needs_network and step.wrong_if not in said:
        print("(нет сети: проверка не состоялась)")
        return "нет сети"
    return "ОШИБКА"
