"""What an installation is made of, and whether it is in order: for commands, probes and the doctor."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from zveno import __version__


def pending_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """Migrations of this version that the database has not seen, as `app.name`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def collect_static() -> bool:
    """Bring static files into STATIC_ROOT if they have changed since; was there anything to do?

    The stamp is written last, so an interrupted collection is done anew.
    """
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    fingerprint = _static_fingerprint()
    if stamp.is_file() and stamp.read_text() == fingerprint:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(fingerprint)
    return True


def _static_fingerprint() -> str:
    """Of names, sizes and times: reading two thousand files at each start would cost more than it gives."""
    found = hashlib.sha256(f"{__version__} {settings.STORAGES}".encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            at = Path(storage.path(path)).stat()
            found.update(f"{path} {at.st_size} {at.st_mtime_ns}\n".encode())
    return found.hexdigest()
