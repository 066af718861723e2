"""`zveno backup FILE`: one archive of database and files of a working server."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from zveno.base.audit.services import record, seal
from zveno.config.backup.dump import dump
from zveno.config.sentences import Stop


def run(options: Namespace) -> int:
    now = timezone.now()
    path = Path(options.file).expanduser().resolve()
    if path.is_dir():
        path /= f"zveno-{timezone.localtime(now):%Y-%m-%d-%H%M%S}.zip"
    if not path.parent.is_dir():
        raise Stop(f"Нет такой папки: {path.parent}.")
    # What the copy holds is provable by the chain it holds.
    seal(at=now, everything=True)
    manifest = dump(path, at=now, progress=lambda says: print(f"  • {says}", flush=True))
    # All personal data has just been copied: that is an act, and it stays in the journal.
    record("system.backup", None, by=None, at=now, why=str(path))
    print(f"Копия готова: {path} ({path.stat().st_size / 2**20:.1f} МБ).")
    for name in manifest.missing_files:
        print(f"  ! файла нет на диске, в копию не вошёл: {name}")
    return 1 if manifest.missing_files else 0
