"""Failures of the surroundings, told as one sentence: what happened and what to do."""

from __future__ import annotations

import errno

from zveno.config.environment import ConfigurationError
from zveno.config.redaction import redact_text


class Stop(Exception):
    """A command cannot go on. Its text is a sentence for the administrator."""


_SYSTEM = {
    errno.ENOSPC: "На диске кончилось место",
    errno.EDQUOT: "Исчерпана квота диска",
    errno.EFBIG: "Файл больше, чем разрешает диск или система",
    errno.EROFS: "Диск подключён только для чтения",
    errno.EACCES: "Нет прав на запись или чтение",
    errno.EPERM: "Нет прав на запись или чтение",
}

# Said by SQLite, in its words.
_SQLITE = {
    "unable to open database file": "Не могу открыть файл базы данных: нет такой папки или прав на неё.",
    "readonly database": "База данных доступна только для чтения: дайте права на запись в её папку.",
    "disk is full": "На диске кончилось место: освободите его и повторите, данные целы.",
    "disk I/O error": "Диск не отвечает или переполнен: проверьте место и исправность диска.",
    "database is locked": "Базу данных держит другая программа: остановите её или повторите позже.",
    "not a database": "Файл базы данных – не база SQLite: верните его из резервной копии (zveno restore).",
    "malformed": "Файл базы данных испорчен: верните его из резервной копии (zveno restore).",
    "no such table": "В базе данных нет нужных таблиц: выполните zveno migrate.",
}


def sentence(error: BaseException) -> str:
    """The sentence for this failure, or nothing if it is a mistake of the program and must be seen whole."""
    if isinstance(error, Stop | ConfigurationError):
        return str(error)
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        place = f": {error.filename}" if error.filename else ""
        return f"{_SYSTEM[error.errno]}{place}."
    from django.db import DatabaseError  # noqa: PLC0415 -- slow, and the commands' help needs no Django

    return _of_database(error) if isinstance(error, DatabaseError) else ""


def _of_database(error: BaseException) -> str:
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415 -- as above

    said = redact_text(str(error).strip())
    for words, told in _SQLITE.items():
        if words in said:
            return told
    first = said.splitlines()[0] if said else type(error).__name__
    if isinstance(error, OperationalError):
        return f"База данных не отвечает – проверьте DATABASE_URL и что сервер базы запущен: {first}"
    if isinstance(error, ProgrammingError) and "does not exist" in said:
        return "В базе данных нет нужных таблиц: выполните zveno migrate."
    return ""
