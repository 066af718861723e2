"""Settings come from the environment; a wrong one is refused with a clear sentence."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


class ConfigurationError(Exception):
    """The environment says something we cannot work with."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    if value in {"", "0", "no", "false", "off"}:
        return default if value == "" else False
    if value in {"1", "yes", "true", "on"}:
        return True
    raise ConfigurationError(f"{name}={value!r}: write 1 or 0")


def number(name: str, default: int) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isdigit():
        raise ConfigurationError(f"{name}={value!r}: write a whole number")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def home() -> Path:
    """The folder of this installation: database, files, secret key."""
    return Path(text("ZVENO_HOME", "var")).resolve()


def secret_key(folder: Path) -> str:
    """From the environment, or made at the first start and kept beside the data."""
    given = text("ZVENO_SECRET_KEY")
    if given:
        return given
    path = folder / "secret_key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    folder.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key


@dataclass(frozen=True)
class Mail:
    """Where e-mail goes: `smtp://user:password@host:587?tls=1`, `file:` (into the home folder) or `console:`."""

    backend: str
