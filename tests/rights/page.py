"""The whole matrix for people: docs/rights.md."""

from __future__ import annotations

from itertools import groupby

from tests.architecture.tree import ROOT
from tests.rights.matrix import Row, rows
from zveno.network.organisations.roles import Role

PAGE = ROOT / "docs" / "rights.md"
SIGNS = {"yes": "●", "no": "✕", "hidden": "·", "login": "→", "key": "⚿"}
HEADING = """# Rights

Generated from `tests/rights/routes/` by `python -m tests.rights`; every cell is tried by the tests.

● let in · ✕ refused with a reason (403) · `·` does not exist for him (404) · → asked to sign in ·
⚿ asked for a key

*own* – his own thing in his own organisation; *colleague* – a colleague's there; *inside* – of another
organisation of his district; *outside* – of another district. Rows without a relation have no thing.

Columns:
"""


def page() -> str:
    columns = [f"{number}. {role.value}" for number, role in enumerate(Role, 1)]
    parts = [HEADING + ", ".join(columns) + ".\n"]
    for package, group in groupby(rows(), key=lambda row: row.package):
        parts.append(f"## {package}\n\n{_table(list(group))}")
    return "\n".join(parts)


def _table(found: list[Row]) -> str:
    numbers = " | ".join(str(number) for number, _ in enumerate(Role, 1))
    lines = [f"| route | | visitor | {numbers} |", f"|---|---|:-:|{':-:|' * len(Role)}"]
    for row in found:
        for relation in row.relations:
            cells = " | ".join(SIGNS[row.cells[role, relation]] for role in Role)
            where = relation if row.thing else ""
            lines.append(f"| {row.method} `{row.name}` | {where} | {SIGNS[row.anonymous]} | {cells} |")
    return "\n".join(lines) + "\n"
