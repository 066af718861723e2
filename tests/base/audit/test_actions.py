"""Every action that is recorded anywhere has words for people."""

from __future__ import annotations

import ast

from tests.architecture.tree import Module, modules

from zveno.base.audit import actions

# Measures how fast a row is written; never part of a journal that people read.
NOT_FOR_PEOPLE = {"bench.insert"}


def test_every_recorded_action_has_a_title() -> None:
    recorded = {code: module.place for module in modules() for code in _codes(module)}

    unsaid = {code: place for code, place in recorded.items() if code not in actions.titles()}

    assert {code: place for code, place in unsaid.items() if code not in NOT_FOR_PEOPLE} == {}


def test_every_action_is_named_in_the_source_that_records_it() -> None:
    """A code that is put together at run time could not be found by the test above."""
    hidden = [
        f"{module.place}:{call.lineno}"
        for module in modules()
        for call in _records(module)
        if not _literals(call.args[0]) and _forwarder(module, call) is None
    ]

    assert hidden == []


def test_the_search_for_actions_sees_forwarded_and_conditional_codes() -> None:
    codes = {module.place: _codes(module) for module in modules()}

    assert "account.sign_in" in codes["base/accounts/receivers.py"]
    assert {"link.issue", "link.renew"} <= codes["base/links/services.py"]


def _codes(module: Module) -> set[str]:
    """Codes given to `record`, straight or through a function of the module that passes its argument on."""
    found: set[str] = set()
    for call in _records(module):
        literals = _literals(call.args[0])
        forwarder = None if literals else _forwarder(module, call)
        found |= literals
        if forwarder:
            found |= {
                code
                for inner in _calls(module, forwarder)
                for argument in inner.args[:2]
                for code in _literals(argument)
            }
    return found | {
        node.value.value
        for node in module.tree.body
        if module.package == "base.audit"
        and isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        and node.value.value.startswith("journal.")
    }


def _records(module: Module) -> list[ast.Call]:
    calls = [call for name in ("record", "services.record") for call in _calls(module, name) if call.args]
    # `record_look` hands a constant of its own module on.
    return [call for call in calls if module.place != "base/audit/services.py"]


def _calls(module: Module, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name
    ]


def _literals(argument: ast.expr) -> set[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return {argument.value} if "." in argument.value else set()
    if isinstance(argument, ast.IfExp):
        return _literals(argument.body) | _literals(argument.orelse)
    return set()


def _forwarder(module: Module, call: ast.Call) -> str | None:
    """The function around the call, when the code is an argument of it."""
    wanted = ast.unparse(call.args[0])
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef) and call in ast.walk(node):
            names = [argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)]
            if wanted in names:
                return node.name
    return None
