"""The lists that come with a release, and how rows come into the table: by their code and first day."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "lists"


@dataclass(frozen=True)
class Row:
    """What a row of a list says."""

    code: str
    name: str
    valid_from: date | None = None
    valid_until: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Taken:
    """What came of it."""

    added: int
    changed: int
    same: int


def rows(classifier: str) -> list[Row]:
    with (FOLDER / f"{classifier}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Row(
                code=line["code"],
                name=line["name"],
                valid_from=date.fromisoformat(line["from"]) if line["from"] else None,
                valid_until=date.fromisoformat(line["until"]) if line["until"] else None,
                source=line["source"],
            )
            for line in csv.DictReader(file, delimiter=";")
        ]


def put(entries: Any, classifier: str, found: Iterable[Row]) -> Taken:
    """New rows come in, known ones are corrected, what an installation has besides them stays.

    `entries` is the manager of `Entry`, in a migration that of its past.
    """
    known = {(entry.code, entry.valid_from): entry for entry in entries.filter(classifier=classifier)}
    new, changed, same = [], [], 0
    for row in found:
        entry = known.get((row.code, row.valid_from))
        if entry is None:
            new.append(entries.model(classifier=classifier, **vars(row)))
        elif (entry.name, entry.valid_until) == (row.name, row.valid_until):
            same += 1
        else:
            entry.name, entry.valid_until, entry.source = row.name, row.valid_until, row.source
            changed.append(entry)
    entries.bulk_create(new)
    for entry in changed:
        entry.save()
    return Taken(added=len(new), changed=len(changed), same=same)
