"""Tables of moves: complete, reachable, and drawn in the docs as they are."""

from __future__ import annotations

from tests.architecture.workflows import PAGE, page, workflows


def test_the_diagrams_in_docs_are_those_of_the_tables() -> None:
    assert PAGE.read_text() == page()


def test_every_state_of_every_life_can_be_reached() -> None:
    lost = {
        name: sorted(set(flow.states.values) - {flow.start} - {move.target for move in flow.moves})
        for name, flow in workflows().items()
    }

    assert {name: states for name, states in lost.items() if states} == {}


def test_move_names_are_unique_in_each_table() -> None:
    for flow in workflows().values():
        names = [move.name for move in flow.moves]
        assert sorted(names) == sorted(set(names))
