"""What the doctor asks of the installation itself; packages register questions about their own data."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import checks as django_checks
from django.db import connection, models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno import __version__
from zveno.base.core.fields import SearchKeyField, SortKeyField
from zveno.base.core.health import Finding, check, fault, fine, warning
from zveno.config import environment
from zveno.config.installation import pending_migrations

LITTLE_SPACE = 1 * 2**30
TOO_LITTLE_SPACE = 100 * 2**20
OLDEST_POSTGRESQL = 140_000
MOST_SHOWN = 5


@check("settings.sound", gettext_lazy("Настройки согласны между собой"))
def settings_sound() -> Iterator[Finding]:
    yield fine(
        _("«Звено» %(version)s, папка данных %(home)s") % {"version": __version__, "home": settings.HOME}
    )
    for message in django_checks.run_checks(include_deployment_checks=settings.HTTPS):
        if not message.is_silenced():
            yield warning(f"{message.id}: {message.msg}", todo=message.hint or _("Исправьте настройку."))
    if settings.DEBUG:
        yield warning(
            _("Включён ZVENO_DEBUG: посторонние увидят внутренности программы."),
            todo=_("Уберите ZVENO_DEBUG, если это не машина разработчика."),
        )
    if settings.DEMO:
        yield warning(
            _("Включён режим демонстрации: войти может каждый, без пароля."),
            todo=_("Для настоящих данных уберите ZVENO_DEMO."),
        )


@check("settings.mail", gettext_lazy("Письма уходят"))
def settings_mail() -> Iterator[Finding]:
    if not settings.LETTERS_BACKEND.endswith("smtp.EmailBackend") and not settings.DEMO:
        yield warning(
            _("Почтовый сервер не указан: письма складываются в папку и никуда не уходят."),
            todo=_("Укажите ZVENO_EMAIL_URL, например smtp://имя:пароль@узел:587?tls=1."),
        )


@check("home.writable", gettext_lazy("Папка данных доступна только своим"))
def home_writable() -> Iterator[Finding]:
    home = Path(settings.HOME)
    if not os.access(home, os.W_OK | os.X_OK):
        yield fault(
            _("В папку %(home)s нельзя писать.") % {"home": home},
            todo=_("Дайте на неё права пользователю сервера."),
        )
    elif os.name == "posix" and stat.S_IMODE(home.stat().st_mode) & stat.S_IRWXO:
        yield warning(
            _("Папку %(home)s может читать любой пользователь машины.") % {"home": home},
            todo=f"chmod o-rwx {home}",
        )


@check("home.space", gettext_lazy("На диске есть место"))
def home_space() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.HOME).free
    says = _("Свободно %(free)d МБ.") % {"free": free // 2**20}
    todo = _("Освободите диск или перенесите папку данных (ZVENO_HOME).")
    if free < TOO_LITTLE_SPACE:
        yield fault(says, todo=todo)
    elif free < LITTLE_SPACE:
        yield warning(says, todo=todo)
    else:
        yield fine(says)


@check("home.secret", gettext_lazy("Секретный ключ знает только сервер"))
def home_secret() -> Iterator[Finding]:
    path = Path(settings.HOME) / "secret_key"
    if environment.text("ZVENO_SECRET_KEY"):
        yield fine(_("Ключ взят из ZVENO_SECRET_KEY."))
    elif os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield fault(_("Файл %(path)s могут читать другие.") % {"path": path}, todo=f"chmod 600 {path}")


@check("database.engine", gettext_lazy("База данных отвечает и настроена надёжно"))
def database_engine() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            yield from _sqlite(
                {
                    name: _pragma(name)
                    for name in ("journal_mode", "synchronous", "foreign_keys", "quick_check")
                }
            )
            return
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0])
        cursor.execute("SHOW server_encoding")
        encoding = cursor.fetchone()[0]
    yield fine(f"PostgreSQL {version // 10_000}.{version % 10_000}")
    if version < OLDEST_POSTGRESQL:
        yield warning(
            _("Эта версия PostgreSQL уже не проверяется."), todo=_("Обновите PostgreSQL до 14 или новее.")
        )
    if encoding != "UTF8":
        yield fault(
            _("Кодировка базы – %(encoding)s.") % {"encoding": encoding},
            todo=_(
                "Создайте базу с кодировкой UTF8 и перенесите данные копией (zveno backup, zveno restore)."
            ),
        )


def _pragma(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return str(cursor.fetchone()[0])


def _sqlite(pragmas: dict[str, str]) -> Iterator[Finding]:
    import sqlite3  # noqa: PLC0415 -- only for its version

    yield fine(f"SQLite {sqlite3.sqlite_version}, {connection.settings_dict['NAME']}")
    wanted = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
    for name, value in wanted.items():
        if pragmas[name] != value and pragmas["journal_mode"] != "memory":
            yield fault(
                f"PRAGMA {name} = {pragmas[name]}, нужно {value}.",
                todo=_("Положите базу на обычный диск этой машины: на сетевом SQLite ненадёжна."),
            )
    if pragmas["quick_check"] != "ok":
        yield fault(
            _("Файл базы испорчен: %(says)s") % {"says": pragmas["quick_check"]},
            todo=_("Остановите сервер и верните последнюю копию: zveno restore ФАЙЛ --replace."),
        )


@check("database.migrations", gettext_lazy("База данных приведена к этой версии"))
def database_migrations() -> Iterator[Finding]:
    waiting = pending_migrations(connection)
    if waiting:
        yield fault(
            _("Не выполнено миграций: %(count)d (%(first)s…).")
            % {"count": len(waiting), "first": waiting[0]},
            todo=_("Сделайте копию (zveno backup) и выполните zveno migrate."),
        )


@check("database.constraints", gettext_lazy("Строки ссылаются только на то, что есть"))
def database_constraints() -> Iterator[Finding]:
    """SQLite checks foreign keys only while they are switched on; PostgreSQL cannot be got round."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        broken = cursor.fetchall()
    for table, row, parent, _number in broken[:MOST_SHOWN]:
        yield fault(
            _("%(table)s, строка %(row)s: нет того, на что она ссылается в %(parent)s.")
            % {"table": table, "row": row, "parent": parent},
            todo=_("Верните последнюю копию, в которой этого нет, и сообщите разработчикам."),
        )


@check("database.keys", gettext_lazy("Поиск и порядок строк согласны с текстом"))
def database_keys() -> Iterator[Finding]:
    for model in apps.get_models():
        derived = [
            field
            for field in model._meta.local_concrete_fields
            if isinstance(field, SearchKeyField | SortKeyField)
        ]
        if not derived or model._meta.proxy:
            continue
        stale = [row.pk for row in model._default_manager.iterator(chunk_size=500) if _is_stale(row, derived)]
        if stale:
            yield fault(
                _("%(model)s: ключи поиска отстали у строк: %(count)d (№ %(first)s…).")
                % {"model": model._meta.verbose_name_plural, "count": len(stale), "first": stale[0]},
                todo=_("Сохраните эти записи ещё раз на их страницах или сообщите разработчикам."),
            )


def _is_stale(row: models.Model, derived: list[SearchKeyField | SortKeyField]) -> bool:
    return any(
        getattr(row, field.attname) != type(field).derive(*(getattr(row, name) for name in field.sources))
        for field in derived
    )
