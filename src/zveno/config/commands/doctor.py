"""`zveno doctor`: is the installation in order, are the data what they must be, and what to do if not."""

from __future__ import annotations

import json
import time
from argparse import Namespace
from dataclasses import dataclass

from django.db import DatabaseError, connection

from zveno.base.core.health import Check, Finding, Level, checks, fault
from zveno.config import checks as _own  # noqa: F401 -- registers ours
from zveno.config.sentences import Stop, sentence

MARKS = {Level.FINE: "✓", Level.WARNING: "!", Level.FAULT: "✗"}
LEVELS = {Level.FINE: "fine", Level.WARNING: "warning", Level.FAULT: "fault"}


@dataclass(frozen=True)
class Answer:
    check: Check
    findings: list[Finding]
    seconds: float

    @property
    def level(self) -> Level:
        return max((finding.level for finding in self.findings), default=Level.FINE)


def run(options: Namespace) -> int:
    asked = [check for check in checks() if check.name.startswith(options.only)]
    if not asked:
        raise Stop(f"Нет проверок, имя которых начинается с {options.only!r}.")
    answers = []
    for check in asked:
        answer = ask(check)
        answers.append(answer)
        print(_as_json(answer) if options.json else _as_text(answer), flush=True)
    faults = sum(answer.level is Level.FAULT for answer in answers)
    warnings = sum(answer.level is Level.WARNING for answer in answers)
    if not options.json:
        print(f"\nПроверок: {len(answers)}, неисправностей: {faults}, предупреждений: {warnings}.")
    return 1 if faults else 0


def ask(check: Check) -> Answer:
    """A database that does not answer is a finding of every check that needs it, not the doctor's end."""
    start = time.perf_counter()
    try:
        findings = list(check.ask())
    except DatabaseError as error:
        connection.close()
        says = sentence(error) or f"База данных ответила ошибкой: {error}"
        findings = [fault(says, todo="Сначала исправьте то, что сказано о базе данных (database.…).")]
    return Answer(check, findings, time.perf_counter() - start)


def _as_text(answer: Answer) -> str:
    lines = [f"{MARKS[answer.level]} {answer.check.title}"]
    for finding in answer.findings:
        lines.append(f"    {finding.says}")
        if finding.todo:
            lines.append(f"    → {finding.todo}")
    return "\n".join(lines)


def _as_json(answer: Answer) -> str:
    said = {
        "name": answer.check.name,
        "title": str(answer.check.title),
        "level": LEVELS[answer.level],
        "seconds": round(answer.seconds, 3),
        "findings": [
            {"level": LEVELS[finding.level], "says": finding.says, "todo": finding.todo}
            for finding in answer.findings
        ],
    }
    return json.dumps(said, ensure_ascii=False)
