"""The description as JSON: what is stored and hashed, and what Typst reads."""

from __future__ import annotations

import hashlib
import json
import re
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from zveno.base.documents.content import blocks
from zveno.base.documents.content.paper import Content

FORM = 1
"""Raised when what is stored could not be read back by today's classes as it is."""

# What no XML may hold, and nobody can see.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLOCKS: dict[str, type] = {
    block.__name__: block
    for block in vars(blocks).values()
    if isinstance(block, type) and is_dataclass(block)
}


def to_plain(content: Content) -> dict[str, Any]:
    return {"form": FORM, **_plain(content)}


def from_plain(plain: dict[str, Any]) -> Content:
    """The same description again: `from_plain(to_plain(content)) == content`."""
    if plain["form"] != FORM:
        raise ValueError(f"content of form {plain['form']}, we know {FORM}")
    found = _value(Content, {key: value for key, value in plain.items() if key != "form"})
    return typing.cast("Content", found)


def content_hash(plain: dict[str, Any]) -> str:
    """Of one spelling of the JSON, so that a database may keep it in another."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **named} if type(value).__name__ in _BLOCKS else named
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    if value is None or isinstance(value, int | bool):
        return value
    # A lazy translation or a number of another kind would hash differently tomorrow.
    raise TypeError(f"a paper cannot hold {type(value)}: {value!r}")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _value(kind: Any, plain: Any) -> Any:
    if isinstance(plain, dict):
        made = _BLOCKS[plain["is"]] if "is" in plain else kind
        hints = _hints(made)
        return made(**{name: _value(hints[name], item) for name, item in plain.items() if name != "is"})
    if isinstance(plain, list):
        return tuple(_value(_item_of(kind), item) for item in plain)
    if isinstance(plain, str) and date in _alternatives(kind):
        return date.fromisoformat(plain)
    return plain


def _alternatives(kind: Any) -> tuple[Any, ...]:
    return typing.get_args(kind) if isinstance(kind, types.UnionType) else (kind,)


def _item_of(kind: Any) -> Any:
    """What the items of a tuple are; only dataclasses without a name of their own need to know."""
    found = next((one for one in _alternatives(kind) if typing.get_origin(one) is tuple), None)
    arguments = typing.get_args(found) if found else ()
    return arguments[0] if arguments else None
