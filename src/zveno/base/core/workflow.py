"""A life cycle is a table of moves; only services move along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zveno.base.core.verdict import YES, Verdict, no


@dataclass(frozen=True)
class Move:
    """One permitted step: its name, where it may start, where it ends."""

    name: str
    title: str | Promise
    sources: frozenset[str]
    target: str


@dataclass(frozen=True)
class Workflow:
    """The table of moves of one kind of thing."""

    states: type[TextChoices]
    start: str
    moves: Sequence[Move]

    def move(self, name: str) -> Move:
        """The move of that name; an unknown name is a mistake of ours."""
        return next(move for move in self.moves if move.name == name)

    def can(self, state: str, name: str) -> Verdict:
        """May this move be made *now*? Who may make it is asked of policies."""
        move = self.move(name)
        if state in move.sources:
            return YES
        sources = ", ".join(
            f"«{self.states(source).label}»" for source in self.states.values if source in move.sources
        )
        return no(
            _("«%(move)s» возможно в состоянии %(sources)s, а сейчас «%(state)s».")
            % {"move": move.title, "sources": sources, "state": self.states(state).label}
        )

    def open_moves(self, state: str) -> list[Move]:
        """What may come next."""
        return [move for move in self.moves if state in move.sources]

    def mermaid(self) -> str:
        """The diagram that docs show; CI compares it with the table."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        for move in self.moves:
            lines += [
                f"    {source} --> {move.target}: {move.name}"
                for source in self.states.values
                if source in move.sources
            ]
        ends = [
            state for state in self.states.values if not any(state in move.sources for move in self.moves)
        ]
        lines += [f"    {state} --> [*]" for state in ends]
        return "\n".join(lines) + "\n"
