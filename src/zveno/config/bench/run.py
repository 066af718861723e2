"""Runs kernels and prints what they say."""

from __future__ import annotations

from zveno.config.bench.kernels import FULL, KERNELS, SMALL
from zveno.config.bench.rows import Row, as_json, as_line, heading, summary


def bench(*, only: str = "", full: bool = False, json_lines: bool = False) -> list[Row]:
    """Measure every kernel whose name begins with `only`; print a table, or one JSON object a line."""
    rows = []
    if not json_lines:
        print(heading())
    for name, kernel in KERNELS.items():
        if not (name.startswith(only) or only.startswith(name)):
            continue
        for row in kernel(FULL if full else SMALL):
            if not row.name.startswith(only):
                continue
            rows.append(row)
            print(as_json(row) if json_lines else as_line(row), flush=True)
    if not json_lines:
        print(summary(rows))
    return rows
