"""Settings come from the environment; a wrong one is refused with a clear sentence.

Nothing here needs Django: `zveno --help` and the supervisor of `zveno serve` read it too.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import secrets
import tempfile
import zoneinfo
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import dj_database_url

DATABASE_EXAMPLE = "postgres://пользователь:пароль@узел:5432/база или sqlite:////полный/путь/zveno.sqlite3"
MAIL_EXAMPLE = "smtp://пользователь:пароль@узел:587?tls=1, smtps://…@узел:465, file: или console:"
BROKER_EXAMPLE = "amqp://пользователь:пароль@узел:5672/"
SQLITE = "django.db.backends.sqlite3"
SQLITE_WITH_QUEUE = "zveno.config.sqlite"
POSTGRESQL = "django.db.backends.postgresql"
DATABASE_ENGINES = {SQLITE, POSTGRESQL}
SHORTEST_SECRET = 32


class ConfigurationError(Exception):
    """The environment says something we cannot work with. Its text is a sentence for the administrator."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    if value == "":
        return default
    if value in {"0", "no", "false", "off"}:
        return False
    if value in {"1", "yes", "true", "on"}:
        return True
    raise ConfigurationError(f"{name}={value!r}: напишите 1 (да) или 0 (нет).")


def number(name: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
    value = text(name) or str(default)
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise ConfigurationError(f"{name}={value!r}: напишите целое число от {least} до {most}.")
    return int(value)


def choice(name: str, *allowed: str) -> str:
    """One of the allowed words; the first is the default."""
    value = text(name) or allowed[0]
    if value not in allowed:
        raise ConfigurationError(f"{name}={value!r}: можно {' или '.join(allowed)}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def home() -> Path:
    """The folder of this installation: database, files, secret key."""
    return Path(text("ZVENO_HOME", "var")).expanduser().resolve()


def public_url() -> str:
    """The address by which people reach the server, without a closing slash."""
    value = text("ZVENO_URL", "http://127.0.0.1:8000").rstrip("/")
    parts = _split("ZVENO_URL", value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ConfigurationError(
            f"ZVENO_URL={value!r}: напишите адрес сервера без пути, например https://zveno.example.ru"
        )
    return value


def allowed_hosts(url: str) -> list[str]:
    """The host of the public address, this machine, and those named by hand."""
    own = [urlsplit(url).hostname or "", "127.0.0.1", "localhost", "[::1]"]
    return list(dict.fromkeys([*own, *words("ZVENO_HOSTS")]))


def proxies(url: str) -> int:
    """How many reverse proxies stand before us and may be believed about the client's address."""
    count = number("ZVENO_PROXIES", 0, most=9)
    if url.startswith("https://") and count == 0:
        raise ConfigurationError(
            f"ZVENO_URL={url} – с https, а ZVENO_PROXIES=0. Шифрование ведёт обратный прокси: "
            "укажите ZVENO_PROXIES=1 и передавайте X-Forwarded-For и X-Forwarded-Proto (docs/operations.md)."
        )
    return count


def time_zone() -> str:
    value = text("ZVENO_TIME_ZONE", "Europe/Moscow")
    if value not in zoneinfo.available_timezones():
        raise ConfigurationError(
            f"ZVENO_TIME_ZONE={value!r}: нет такого пояса; есть Europe/Moscow, Asia/Yekaterinburg и другие."
        )
    return value


def secret_key(folder: Path) -> str:
    """From the environment, or made at the first start and kept beside the data."""
    given = text("ZVENO_SECRET_KEY")
    if given:
        if len(given) < SHORTEST_SECRET:
            raise ConfigurationError(f"ZVENO_SECRET_KEY короче {SHORTEST_SECRET} знаков.")
        return given
    path = folder / "secret_key"
    if not path.exists():
        keep_secret(path, secrets.token_urlsafe(50))
    key = path.read_text(encoding="ascii").strip()
    if len(key) < SHORTEST_SECRET:
        raise ConfigurationError(f"Файл секретного ключа {path} испорчен: верните его из копии или удалите.")
    return key


def keep_secret(path: Path, key: str) -> None:
    """Whole or not at all, and only one of two processes that start together wins."""
    _make(path.parent)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".secret_key.")  # mkstemp makes it 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        Path(temporary).unlink()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"ZVENO_HOME={folder}: такой папки нет и создать её нельзя (нет прав, или это файл)."
        ) from error


def database(folder: Path) -> dict[str, Any]:
    """The settings of the one database: PostgreSQL by DATABASE_URL, else SQLite in the home folder."""
    url = text("DATABASE_URL")
    if not url:
        _make(folder)
        url = f"sqlite:///{folder / 'zveno.sqlite3'}"
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except ValueError as error:
        raise ConfigurationError(f"DATABASE_URL не понят; напишите {DATABASE_EXAMPLE}.") from error
    if found["ENGINE"] not in DATABASE_ENGINES or not found["NAME"]:
        raise ConfigurationError(f"DATABASE_URL: нужна PostgreSQL или SQLite; напишите {DATABASE_EXAMPLE}.")
    if found["ENGINE"] == SQLITE:
        found["ENGINE"] = SQLITE_WITH_QUEUE
        # Deferred transactions fail at once with "database is locked" under concurrent writers; FULL because
        # signatures and contracts are kept here. The file remembers WAL, but a new file must be told, and
        # synchronous belongs to the connection: so both are said at each opening.
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    else:
        found["OPTIONS"] = {"connect_timeout": 10, **found.get("OPTIONS", {})}
    return found


def mail(folder: Path) -> dict[str, Any]:
    """Django's settings of e-mail from one address; without it letters become files in the home folder."""
    url = text("ZVENO_EMAIL_URL", "file:")
    parts = _split("ZVENO_EMAIL_URL", url)
    backends = "django.core.mail.backends"
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": f"{backends}.console.EmailBackend"}
    if parts.scheme == "file":
        place = Path(parts.path) if parts.path else folder / "mail"
        return {"EMAIL_BACKEND": f"{backends}.filebased.EmailBackend", "EMAIL_FILE_PATH": str(place)}
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ConfigurationError(f"ZVENO_EMAIL_URL не понят; напишите {MAIL_EXAMPLE}.")
    implicit = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": f"{backends}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if implicit else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls") == ["1"] and not implicit,
        "EMAIL_TIMEOUT": 20,
    }


def openid() -> dict[str, Any]:
    """The organisation's provider of sign-in (OpenID Connect) as allauth wants it; empty without one."""
    url = text("ZVENO_OIDC_URL").rstrip("/")
    if not url:
        return {}
    parts = _split("ZVENO_OIDC_URL", url)
    # The token is believed because it comes straight from the provider over TLS.
    if parts.scheme != "https" and not (
        parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    ):
        raise ConfigurationError(
            f"ZVENO_OIDC_URL={url!r}: нужен адрес с https, например https://id.example.ru"
        )
    for name in ("ZVENO_OIDC_CLIENT_ID", "ZVENO_OIDC_SECRET"):
        if not text(name):
            raise ConfigurationError(f"ZVENO_OIDC_URL задан, а {name} – нет: оба выдаёт поставщик входа.")
    return {
        "provider_id": "organisation",
        "name": text("ZVENO_OIDC_NAME", "учётную запись организации"),
        "client_id": text("ZVENO_OIDC_CLIENT_ID"),
        "secret": text("ZVENO_OIDC_SECRET"),
        "settings": {"server_url": url, "email_authentication": True, "oauth_pkce_enabled": True},
    }


def openid_origins() -> list[str]:
    """Where the browser is sent to sign in."""
    parts = _split("ZVENO_OIDC_URL", text("ZVENO_OIDC_URL"))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def tasks() -> dict[str, Any]:
    """How workers are told of background jobs: through the database, or through Celery on RabbitMQ."""
    lanes = ["quick", "long", "network"]
    if choice("ZVENO_TASKS", "database", "celery") == "database":
        return {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": lanes}}
    url = text("ZVENO_BROKER_URL")
    if _split("ZVENO_BROKER_URL", url).scheme not in {"amqp", "amqps"}:
        raise ConfigurationError(
            f"ZVENO_TASKS=celery: в ZVENO_BROKER_URL нужен адрес RabbitMQ, напишите {BROKER_EXAMPLE}."
        )
    if importlib.util.find_spec("celery") is None:
        raise ConfigurationError("ZVENO_TASKS=celery: установите zveno[celery].")
    options = {"broker_url": url, "concurrency": number("ZVENO_WORKER_THREADS", 4, least=1, most=64)}
    return {
        "default": {"BACKEND": "zveno.base.tasks.rabbit.CeleryBackend", "QUEUES": lanes, "OPTIONS": options}
    }


def scanner() -> str:
    """Where ClamAV's daemon listens; empty: files are not checked."""
    url = text("ZVENO_SCANNER")
    parts = _split("ZVENO_SCANNER", url)
    if url and not (parts.scheme == "tcp" and parts.hostname) and not (parts.scheme == "unix" and parts.path):
        raise ConfigurationError(
            f"ZVENO_SCANNER={url!r}: напишите tcp://узел:3310 или unix:/run/clamav/clamd.ctl."
        )
    return url


def _split(name: str, url: str) -> SplitResult:
    """The parts of an address; a wrong port or bracket is the administrator's mistake, not ours."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 -- raises where it is no number
    except ValueError as error:
        raise ConfigurationError(f"{name}: адрес написан с ошибкой ({error}).") from error
    return parts
