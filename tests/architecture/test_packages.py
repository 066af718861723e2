"""The anatomy of packages: one file, one question (docs/architecture.md)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import SOURCE, Module, modules, packages

# What another package may import. Of the base everything but its doors may be used: it is a library.
OPEN_TO_OTHERS = {
    "models", "actors", "states", "signals", "policies", "queries", "services", "roles",
    "requests", "documents", "links", "__init__",
}  # fmt: skip
DOORS = {"views", "urls", "forms", "admin", "receivers", "apps", "planning", "management"}
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "misc", "manager", "handler", "processor", "info"}


def package_id(folder: object) -> str:
    return str(folder).removeprefix(f"{SOURCE}/")


@pytest.mark.parametrize("folder", packages(), ids=package_id)
def test_each_package_says_what_it_is_for_on_one_screen(folder: Path) -> None:
    lines = (folder / "README.md").read_text().splitlines()

    assert 3 <= len(lines) <= 60


def test_no_module_has_a_name_that_says_nothing() -> None:
    silent = [module.place for module in modules() if module.path.stem in NAMES_THAT_SAY_NOTHING]

    assert silent == []


def test_packages_import_of_each_other_only_what_may_cross_a_border() -> None:
    crossings = [
        f"{module.place} imports {name}"
        for module in modules()
        if module.package not in {"config", "demo", "web.portal", "web.api"}
        for name in module.imports()
        if crosses_a_closed_border(module, name)
    ]

    assert crossings == []


def crosses_a_closed_border(module: Module, name: str) -> bool:
    floor, *rest = name.removeprefix("zveno.").split(".")
    if not rest or f"{floor}.{rest[0]}" == module.package:
        return False
    role = rest[1] if len(rest) > 1 else "__init__"
    if floor in {"base", "engines"}:
        return role in DOORS
    return role not in OPEN_TO_OTHERS


def test_only_planning_calls_engines() -> None:
    callers = [
        module.place
        for module in modules()
        if not module.package.startswith("engines")
        and module.role != "planning"
        and module.package != "config"
        if any(name.startswith("zveno.engines") for name in module.imports())
    ]

    assert callers == []


def test_views_write_nothing_by_themselves() -> None:
    writes = {"save", "delete", "create", "bulk_create", "update", "get_or_create", "update_or_create"}
    found = [
        f"{module.place}:{line} {name}"
        for module in modules()
        if module.role in {"views", "api"}
        for line, name in module.calls()
        if name.rpartition(".")[2] in writes and re.search(r"objects|_set\b|\.save$|\.delete$", name)
    ]

    assert found == []


def test_services_policies_and_engines_do_not_look_at_the_clock_or_at_http() -> None:
    clock = re.compile(r"(timezone|datetime|date|time)\.(now|today|localdate|localtime|time|utcnow)$")
    looks = [
        f"{module.place}:{line} {name}"
        for module in modules()
        if module.role in {"services", "policies", "queries", "states"}
        or module.package.startswith("engines")
        for line, name in module.calls(with_arguments=False)
        if clock.search(name)
    ]
    http = [
        module.place
        for module in modules()
        if module.role in {"services", "policies", "queries", "states", "models"}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"django.http", "django.shortcuts"}
    ]

    assert (looks, http) == ([], [])


def test_engines_use_no_global_randomness_and_no_files() -> None:
    forbidden = {"random", "secrets", "pathlib", "io", "os", "time"}
    found = [
        f"{module.place} imports {name.name}"
        for module in modules()
        if module.package.startswith("engines")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import)
        for name in node.names
        if name.name in forbidden
    ]

    assert found == []


def test_models_have_no_side_effects() -> None:
    overrides = [
        f"{module.place}:{node.lineno} {node.name}"
        for module in modules()
        if module.role == "models"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
        and node.name in {"save", "delete"}
        and module.package != "base.audit"
    ]
    listeners = [
        module.place
        for module in modules()
        if re.search(
            r"signals import .*(post|pre)_(save|delete)|receiver\((post|pre)_", module.path.read_text()
        )
    ]

    assert (overrides, listeners) == ([], [])


def test_nobody_swallows_every_exception() -> None:
    swallowers = [
        f"{module.place}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]

    assert swallowers == []
