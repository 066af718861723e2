"""The source tree as the architecture tests see it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "zveno"
FLOORS = ("web", "oversight", "processes", "network", "base", "engines")


@dataclass(frozen=True)
class Module:
    path: Path

    @property
    def place(self) -> str:
        """Where a reader finds it: `base/tasks/services.py`."""
        return self.path.relative_to(SOURCE).as_posix()

    @property
    def package(self) -> str:
        """`base.tasks`; the packages without a floor (`config`, `demo`) are themselves."""
        parts = self.path.relative_to(SOURCE).parts
        return ".".join(parts[:2]) if parts[0] in FLOORS else parts[0]

    @property
    def role(self) -> str:
        """The question it answers: `services` for `services.py` and for a file of the folder `services/`."""
        parts = self.path.relative_to(SOURCE).with_suffix("").parts
        inside = parts[2:] if parts[0] in FLOORS else parts[1:]
        return inside[0] if inside else "__init__"

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text())

    def imports(self) -> Iterator[str]:
        """Absolute names of our own modules that it imports."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("zveno"):
                yield node.module
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names if name.name.startswith("zveno"))

    def calls(self, *, with_arguments: bool = True) -> Iterator[tuple[int, str]]:
        """Line and dotted name of each call; `localdate(moment)` asks its argument and not the clock."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and (with_arguments or not (node.args or node.keywords)):
                yield node.lineno, ast.unparse(node.func)


def modules() -> list[Module]:
    return [Module(path) for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def packages() -> list[Path]:
    """Every package that stands on a floor."""
    return [
        folder
        for floor in FLOORS
        for folder in sorted((SOURCE / floor).iterdir())
        if folder.is_dir() and (folder / "__init__.py").exists()
    ]


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))
