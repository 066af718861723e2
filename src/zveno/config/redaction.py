"""What never reaches a log: passwords, tokens, cookies, codes, and the secret segment of addresses."""

from __future__ import annotations

import re
from typing import Any

HIDDEN = "•••"

_SECRET_NAME = re.compile(
    r"pass(word|wd|phrase)?|secret|token|cookie|authorization|api[_-]?key|secret_key|otp|session(id|_key)?"
    r"|csrf\w*|credential",
    re.IGNORECASE,
)
_EXACT_SECRET_NAMES = {"code", "key", "pin"}

# Each leaves what stands before the secret and hides the secret itself.
_SECRETS_IN_TEXT = [
    # /l/<secret>/ of a link without an account; the keys of allauth's letters and of invitations
    re.compile(r"(/l/)[^/\s?#\"'<>]+"),
    # the personal address of a calendar
    re.compile(r"(/calendar/mine/)[^/\s?#\"'<>]+"),
    re.compile(r"(/password/reset/key/)[^/\s?#\"'<>]+"),
    re.compile(r"(/confirm-email/)[^/\s?#\"'<>]+"),
    re.compile(r"(/invitations?/)[\w:.=-]{16,}"),
    # user:password@host of a database, a broker or a mail server
    re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)[^\s/@]+(?=@)", re.IGNORECASE),
    re.compile(r"(\b(?:bearer|basic|token)\s+)[\w.~+/=-]{8,}", re.IGNORECASE),
    re.compile(r"(\b(?:set-)?cookie[\"']?\s*[:=]\s*[\"']?)[^\r\n\"']+", re.IGNORECASE),
    # name=value, "name": "value"
    re.compile(
        r"((?<![\w-])[\w-]*(?:password\d?|passwd|secret(?:_key)?|token|sessionid|session_key|otp|api[_-]?key)"
        r"[\"']?\s*[:=]\s*[\"']?)(?!•)[^\s&;,\"'}]+",
        re.IGNORECASE,
    ),
    re.compile(r"((?:[?&]|(?<![\w-]))(?:code|key|pin)=)[^\s&;,\"'}]+", re.IGNORECASE),
]


def redact_text(said: str) -> str:
    for pattern in _SECRETS_IN_TEXT:
        said = pattern.sub(rf"\g<1>{HIDDEN}", said)
    return said


def redact(value: Any, name: str = "") -> Any:
    """The same value with every secret replaced; mappings and lists are looked into."""
    if name and (name.lower() in _EXACT_SECRET_NAMES or _SECRET_NAME.search(name)):
        return HIDDEN
    if isinstance(value, dict):
        return {key: redact(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [redact(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return redact_text(value.decode(errors="replace") if isinstance(value, bytes) else str(value))
