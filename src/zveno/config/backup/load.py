"""Bring a copy back: everything is verified first, then happens at once or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from zveno.config import environment
from zveno.config.backup.archive import Reader, broken
from zveno.config.backup.dump import key_mark
from zveno.config.backup.engines import clear_postgresql, later_constraints, raise_sequence, without_triggers
from zveno.config.backup.state import State, columns, state_of
from zveno.config.sentences import Stop

BATCH = 500
NEWER = "Копия сделана более новой версией: сначала обновите «Звено»."


@dataclass(frozen=True)
class Restored:
    tables: int
    rows: int
    files: int
    kept: Path | None
    """Where the database that was here before lies now."""


def restore(archive: Reader, *, replace: bool) -> Restored:
    """Load a verified archive into this installation."""
    require_room(archive)
    if not replace:
        require_empty()
    with ExitStack() as undo:
        place = undo.enter_context(_put_files(archive))
        kept = None
        if connection.vendor == "sqlite":
            kept = _into_sqlite(archive, keep_old=replace)
        else:
            _into_postgresql(archive)
        place.keep()
    _take_secret(archive)
    tables = archive.manifest.tables()
    return Restored(len(tables), sum(part.rows or 0 for part in tables.values()), place.count, kept)


def _take_secret(archive: Reader) -> None:
    """The key of the copy, unless the administrator keeps keys himself."""
    key = archive.secret()
    path = Path(settings.HOME) / "secret_key"
    if not key or environment.text("ZVENO_SECRET_KEY") or key == settings.SECRET_KEY:
        return
    path.rename(path.with_name("secret_key.before-restore"))
    environment.keep_secret(path, key)


def key_fits(archive: Reader) -> bool:
    """Will what the copy's key has locked be open here?"""
    if archive.secret() and not environment.text("ZVENO_SECRET_KEY"):
        return True  # the copy's own key has been taken
    return key_mark(settings.SECRET_KEY) == archive.manifest.key_mark


def require_known(archive: Reader) -> None:
    """Can this program read that copy at all?"""
    state_of(archive.manifest.migrations, MigrationExecutor(connection).loader, newer=NEWER)


def require_room(archive: Reader) -> None:
    """Refused before it begins rather than halfway."""
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    files = sum(part.size for part in archive.manifest.files().values())
    rows = sum(part.size for part in archive.manifest.tables().values())
    needed = files + (3 * rows if connection.vendor == "sqlite" else 0)
    free = shutil.disk_usage(home).free
    if free < needed:
        raise Stop(
            f"Нужно места: {needed // 2**20 + 1} МБ, свободно {free // 2**20} МБ в {home}: освободите диск."
        )


def require_empty() -> None:
    """People or acts here are somebody's data, which only a clear word may replace."""
    try:
        taken = get_user_model()._default_manager.exists()
    except DatabaseError:
        return  # no such table: as empty as can be
    if taken:
        raise Stop(
            "Здесь уже есть данные. Чтобы заменить их копией, добавьте --replace; "
            "сначала сделайте копию и того, что есть (zveno backup)."
        )


def _into_sqlite(archive: Reader, *, keep_old: bool) -> Path | None:
    """A new database beside the old one, which is then put aside in one rename."""
    target = Path(connection.settings_dict["NAME"])
    building = target.with_name(f"{target.name}.restoring")
    _remove_sqlite(building)
    try:
        with _connected_to(building):
            fill(archive)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA integrity_check")
                if cursor.fetchall() != [("ok",)]:
                    raise broken("собранная база не прошла проверку")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        kept = _set_aside(target) if keep_old else None
        for tail in ("-wal", "-shm"):  # a log of the old file must not be read into the new one
            target.with_name(target.name + tail).unlink(missing_ok=True)
        building.replace(target)
    finally:
        _remove_sqlite(building)
    return kept


@contextmanager
def _connected_to(path: Path) -> Iterator[None]:
    """The default connection speaks to another file for a while."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _set_aside(target: Path) -> Path | None:
    """Give the old database a second name, with everything its log still holds."""
    if not target.exists():
        return None
    with suppress(sqlite3.DatabaseError):  # if it is broken, there is nothing to bring together
        old = sqlite3.connect(target)
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old.close()
    kept = target.with_name(f"{target.name}.before-restore")
    _remove_sqlite(kept)
    os.link(target, kept)
    for tail in ("-wal", "-shm"):
        log = target.with_name(target.name + tail)
        if log.exists():
            log.replace(kept.with_name(kept.name + tail))
    return kept


def _remove_sqlite(path: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def _into_postgresql(archive: Reader) -> None:
    """Dropping, creating and filling are one transaction: readers see the old or the new, never neither."""
    with transaction.atomic():
        clear_postgresql()
        fill(archive)


def fill(archive: Reader) -> None:
    """Tables of the copy's own version, its rows, then the migrations that have come since."""
    manifest = archive.manifest
    executor = MigrationExecutor(connection)
    state = state_of(manifest.migrations, executor.loader, newer=NEWER)
    executor.migrate(state.targets)
    with transaction.atomic(), later_constraints(), without_triggers():
        _empty(state)
        for model in state.models:
            _load_table(archive, model)
        _number_on(state, manifest.sequences)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    ContentType.objects.clear_cache()
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def _empty(state: State) -> None:
    """Rows that the migrations themselves have put in: the copy has its own."""
    with connection.cursor() as cursor:
        for model in state.models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def _load_table(archive: Reader, model: type[Model]) -> None:
    label = model._meta.label_lower
    part = archive.manifest.tables().get(label)
    if part is None:
        raise broken(f"нет таблицы {label}")
    names, rows = archive.rows(label)
    fields = {field.attname: field for field in columns(model)}
    if set(names) != set(fields):
        raise broken(f"столбцы таблицы {label} не те")
    own = [fields[name] for name in names]
    # A relation's own `to_python` is that of what it points to.
    readers = [(getattr(field, "target_field", None) or field).to_python for field in own]
    count = 0
    try:
        while batch := list(islice(rows, BATCH)):
            things = [_thing(model, names, readers, row) for row in batch]
            _insert(model, own, things)
            count += len(batch)
    except (IntegrityError, DataError) as error:
        raise broken(f"строки таблицы {label} не подходят ({str(error).splitlines()[0]})") from error
    if count != part.rows:
        raise broken(f"в таблице {label} строк {count} вместо {part.rows}")


def _thing(model: type[Model], names: list[str], readers: list[Any], row: list[Any]) -> Model:
    values = (None if value is None else read(value) for read, value in zip(readers, row, strict=True))
    return model(**dict(zip(names, values, strict=True)))


def _insert(model: type[Model], fields: list[Any], things: list[Model]) -> None:
    """As they are: `raw` keeps `auto_now` and computed columns from being filled anew."""
    size = max(connection.ops.bulk_batch_size(fields, things), 1)
    for start in range(0, len(things), size):
        model._base_manager._insert(  # type: ignore[attr-defined]  # noqa: SLF001 -- the only raw insert
            things[start : start + size], fields=fields, using=connection.alias, raw=True
        )


def _number_on(state: State, sequences: dict[str, int]) -> None:
    """New rows get numbers after all that were ever given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), state.models):
            cursor.execute(statement)
        for model in state.models:
            given = sequences.get(model._meta.db_table)
            if given is not None:
                raise_sequence(cursor, model, given)


class _Placed:
    """Files put where they belong, and how to take them away again."""

    def __init__(self) -> None:
        self.count = 0
        self._undo: list[tuple[Path, Path | None]] = []
        self._kept = False

    def put(self, source: Path, target: Path, aside: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        before = None
        if target.exists():
            aside.parent.mkdir(parents=True, exist_ok=True)
            before = target.replace(aside)
        self._undo.append((target, before))
        source.replace(target)

    def keep(self) -> None:
        self._kept = True

    def back(self) -> None:
        if self._kept:
            return
        for target, before in reversed(self._undo):
            target.unlink(missing_ok=True)
            if before is not None:
                before.replace(target)


@contextmanager
def _put_files(archive: Reader) -> Iterator[_Placed]:
    """All files of the copy in their places before the database names them; taken back if that fails."""
    placed = _Placed()
    root = Path(settings.HOME)
    staging, aside = root / "files.restoring", root / "files.before-restore"
    for folder in (staging, aside):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        for name in archive.manifest.files():
            staged = staging / name
            staged.parent.mkdir(parents=True, exist_ok=True)
            with archive.file(name) as source, staged.open("wb") as copy:
                shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
        for name in archive.manifest.files():
            placed.put(staging / name, Path(default_storage.path(name)), aside / name)
            placed.count += 1
        yield placed
    finally:
        placed.back()
        shutil.rmtree(staging, ignore_errors=True)
