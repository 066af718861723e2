"""Secrets of links and one-time codes: how they are made, kept and compared."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from django.utils.crypto import salted_hmac

SECRET_BYTES = 32
CODE_DIGITS = 6
SECRET_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of_secret(secret: str) -> str:
    """256 random bits cannot be guessed from their SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def digest_of_code(link_id: int, code: str) -> str:
    """A million codes are hashed in a second, so theirs is keyed by the secret key and bound to the link."""
    return salted_hmac("zveno.links.code", f"{link_id}:{code}", algorithm="sha256").hexdigest()


def same(kept: str, given: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(kept, given)


def masked(email: str) -> str:
    """Enough for its owner to recognise: «iv•••@example.ru»."""
    local, _at, domain = email.partition("@")
    shown = local[:2] if len(local) > 3 else local[:1]  # noqa: PLR2004 -- of a short name less is shown
    return f"{shown}•••@{domain}"
