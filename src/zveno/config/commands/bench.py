"""`zveno bench`: measurements beside their limits and peers."""

from __future__ import annotations

from argparse import Namespace

from zveno.config.bench.run import bench
from zveno.config.sentences import Stop


def run(options: Namespace) -> int:
    """Goals that were missed are seen in the table; they are no failure of the command on a busy machine."""
    rows = bench(only=options.only, full=options.full, json_lines=options.json)
    if not rows:
        raise Stop(f"Нет измерений, имя которых начинается с {options.only!r}.")
    return 0
