"""Draws every table of moves into docs/workflows.md: `python -m tests.architecture.workflows`."""

from __future__ import annotations

import importlib

from tests.architecture.tree import ROOT, modules
from zveno.base.core.workflow import Workflow

PAGE = ROOT / "docs" / "workflows.md"


def workflows() -> dict[str, Workflow]:
    """Every `Workflow` of every `states.py`, by package and name."""
    found = {}
    for module in modules():
        if module.role != "states":
            continue
        name = "zveno." + module.place.removesuffix(".py").replace("/", ".")
        for attribute, value in vars(importlib.import_module(name)).items():
            if isinstance(value, Workflow):
                found[f"{module.package} · {attribute.lower()}"] = value
    return found


HEADING = """# Lives

Generated from the tables of moves (`states.py`) by `python -m tests.architecture.workflows`.
"""


def page() -> str:
    lives = [f"## {name}\n\n```mermaid\n{flow.mermaid()}```\n" for name, flow in sorted(workflows().items())]
    return "\n".join([HEADING, *lives])


if __name__ == "__main__":
    import django

    django.setup()
    PAGE.write_text(page())
