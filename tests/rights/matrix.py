"""The rights matrix as the tests and the docs read it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from zveno.network.organisations.roles import Role

FOLDER = Path(__file__).parent / "routes"
RELATIONS = ("own", "colleague", "inside", "outside")
EVERYONE = "everyone"
ANSWERS = {"yes", "no", "hidden", "login", "key"}


@dataclass(frozen=True)
class Row:
    """One route and method: who gets what."""

    package: str
    name: str
    method: str
    thing: str
    anonymous: str
    cells: Mapping[tuple[Role, str], str]
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.name}"

    @property
    def relations(self) -> tuple[str, ...]:
        return RELATIONS if self.thing else (EVERYONE,)


def groups() -> dict[str, frozenset[Role]]:
    """Named groups of roles; a role's own name is a group of one."""
    named = tomllib.loads((FOLDER / "_groups.toml").read_text())
    return {role.value: frozenset({role}) for role in Role} | {
        name: frozenset(Role(role) for role in roles) for name, roles in named.items()
    }


def rows() -> list[Row]:
    """Every row of every file, expanded to all roles."""
    known = groups()
    return [
        _row(path.stem, method, route, known)
        for path in sorted(FOLDER.glob("[!_]*.toml"))
        for route in tomllib.loads(path.read_text())["route"]
        for method in route["method"].split()
    ]


def _row(package: str, method: str, route: Mapping[str, Any], known: Mapping[str, frozenset[Role]]) -> Row:
    thing = route.get("thing", "")
    relations = RELATIONS if thing else (EVERYONE,)
    cells = {
        (role, relation): answer
        for relation in relations
        for role, answer in _expanded(route["name"], route[relation], known).items()
    }
    wrong = ({*cells.values(), route["anonymous"]}) - ANSWERS
    if wrong:
        raise ValueError(f"{route['name']}: {wrong} are no answers")
    return Row(
        package=package,
        name=route["name"],
        method=method,
        thing=thing,
        anonymous=route["anonymous"],
        cells=cells,
        kwargs=route.get("kwargs", {}),
        data=route.get("data", {}),
    )


def _expanded(
    name: str, said: str | Mapping[str, str], known: Mapping[str, frozenset[Role]]
) -> dict[Role, str]:
    if isinstance(said, str):
        return dict.fromkeys(Role, said)
    answers = dict.fromkeys(Role, said["otherwise"]) if "otherwise" in said else {}
    for words, answer in said.items():
        if words == "otherwise":
            continue
        for word in words.split():
            answers |= dict.fromkeys(known[word], answer)
    missing = set(Role) - set(answers)
    if missing:
        raise ValueError(f"{name} says nothing of {sorted(missing)}")
    return answers


def routes() -> dict[str, URLPattern]:
    """Every address the resolver knows, by its full name (or by its pattern, if it has none)."""
    return dict(_walk(get_resolver().url_patterns, (), ""))


def _walk(
    patterns: list[URLPattern | URLResolver], namespaces: tuple[str, ...], prefix: str
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, inside, prefix + str(pattern.pattern))
        else:
            yield ":".join((*namespaces, pattern.name or prefix + str(pattern.pattern))), pattern
