"""An import at work: files are looked into, rows are understood and planned. Nothing is written here."""

from zveno.base.imports.running.checking import (
    Outcome,
    amount_of_rows,
    dry_run,
    plans_of,
    target_of,
)
from zveno.base.imports.running.looking import (
    Look,
    NotYetScanned,
    heading_of,
    letter,
    look_into,
    path_of,
    proposed_columns,
)
from zveno.base.imports.running.rows import Read, Rows, understanding_of

__all__ = [
    "Look",
    "NotYetScanned",
    "Outcome",
    "Read",
    "Rows",
    "amount_of_rows",
    "dry_run",
    "heading_of",
    "letter",
    "look_into",
    "path_of",
    "plans_of",
    "proposed_columns",
    "target_of",
    "understanding_of",
]
