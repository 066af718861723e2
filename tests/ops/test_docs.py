"""What the documents say is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ops.installation import ROOT
from zveno.config.parsing import COMMANDS

OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
VARIABLE = r"\b(?:ZVENO_[A-Z_]+|DATABASE_URL)\b"
DOCUMENTS = sorted(
    path for pattern in ("*.md", "docs/**/*.md", "src/**/README.md") for path in ROOT.glob(pattern)
)


def test_operations_documents_exactly_the_variables_that_the_program_reads() -> None:
    read = {
        name
        for path in (ROOT / "src" / "zveno").rglob("*.py")
        for name in re.findall(rf"[\"']({VARIABLE})[\"']", path.read_text())
    }
    table = OPERATIONS.partition("## Settings")[2].partition("\n## ")[0]
    documented = {
        name
        for row in table.splitlines()
        if row.startswith("| `")
        for name in re.findall(VARIABLE, row.split("|")[1])
    }

    assert documented == read


def test_operations_speaks_of_every_command() -> None:
    unspoken = [name for name in COMMANDS if f"zveno {name}" not in OPERATIONS]

    assert unspoken == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text())

    lost = [target for target in targets if not (document.parent / target).exists()]
    assert lost == []
