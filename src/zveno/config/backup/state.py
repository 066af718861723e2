"""The shape of the tables as of some set of migrations: that of the database now, or that of an old copy.

Rows are read and written through the models of that state and not through today's, so a copy can be
made before an upgrade by the new program, and an old copy is brought back and then migrated forward.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, Model

from zveno.config.sentences import Stop

Node = tuple[str, str]

# Of this server and this moment: whoever was signed in signs in again.
LEFT_OUT = {"sessions.session", "usersessions.usersession"}


@dataclass(frozen=True)
class State:
    migrations: list[Node]
    """All applied ones."""
    targets: list[Node]
    """The last of each app."""
    models: list[type[Model]]


def state_of_database() -> State:
    loader = MigrationLoader(connection)
    applied = [node for node in loader.applied_migrations if node[0] in loader.migrated_apps]
    if not applied:
        raise Stop("База данных пуста: копировать нечего.")
    return state_of(applied, loader, newer="База данных приведена к более новой версии: обновите программу.")


def state_of(migrations: Iterable[Node], loader: MigrationLoader, *, newer: str) -> State:
    """The state after these migrations; `newer` is said if this program does not know one of them."""
    known = sorted(migrations)
    if unknown := [node for node in known if node not in loader.disk_migrations]:
        raise Stop(f"{newer} (Неизвестно: {', '.join('.'.join(node) for node in unknown[:3])}.)")
    inside = {node for node in known if node in loader.graph.nodes}
    targets = sorted(node for node in inside if not _children_in_app(loader, node) & inside)
    apps = loader.project_state(targets).apps
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]
    return State(known, targets, sorted(found, key=lambda model: model._meta.label_lower))


def _children_in_app(loader: MigrationLoader, node: Node) -> set[Node]:
    return {child.key for child in loader.graph.node_map[node].children if child.key[0] == node[0]}


def columns(model: type[Model]) -> list[Field[object, object]]:
    """The stored columns of the model's own table."""
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def file_columns(model: type[Model]) -> list[str]:
    return [field.attname for field in columns(model) if isinstance(field, models.FileField)]
