"""`zveno restore FILE`: bring a copy back, here or on another machine and another database."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from zveno.base.audit.services import record
from zveno.config.backup.archive import opened
from zveno.config.backup.load import key_fits, require_known, restore
from zveno.config.commands.migrate import one_at_a_time
from zveno.config.lock import home_lock


def run(options: Namespace) -> int:
    path = Path(options.file).expanduser().resolve()
    with opened(path) as archive:
        made = archive.manifest
        archive.verify()
        require_known(archive)
        print(
            f"Копия цела: {made.made_at[:16].replace('T', ' ')} UTC, версия {made.version}, {made.database}."
        )
        if options.check:
            return 0
        with home_lock(Path(settings.HOME), purpose="восстановление"), one_at_a_time():
            done = restore(archive, replace=options.replace)
        fits = key_fits(archive)
        record("system.restore", None, by=None, at=timezone.now(), why=f"{path.name}, {made.made_at}")
    print(f"Восстановлено: таблиц {done.tables}, строк {done.rows}, файлов {done.files}.")
    if done.kept:
        print(f"Прежняя база лежит рядом: {done.kept}. Когда она не нужна, удалите её.")
    if not fits:
        print("  ! Секретный ключ здесь другой: вторые факторы не откроются. Впишите ключ прежнего сервера.")
    print("Все входят заново. Проверьте: zveno doctor")
    return 0
