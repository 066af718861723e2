"""Secrets of keys: shown once, kept as a digest. 256 random bits need no slow hash."""

from __future__ import annotations

import hashlib
import secrets

PREFIX = "zveno_"
HINT_LENGTH = len(PREFIX) + 4


def new_secret() -> str:
    """The prefix lets scanners of leaked secrets recognise ours."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def hint(secret: str) -> str:
    """What the owner recognises his key by."""
    return f"{secret[:HINT_LENGTH]}…"
