"""A whole paper: what stands above, what stands in it, how to check it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from zveno.base.documents.content.blocks import Block


@dataclass(frozen=True)
class Paper:
    """The head of the paper, as ГОСТ Р 7.0.97 lays it out. What is empty is not printed.

    `verify_url` stands at the foot of each page: whoever holds the paper can ask there whether it is ours.
    """

    title: str
    subtitle: str = ""
    issuer: tuple[str, ...] = ()
    number: str = ""
    on: date | None = None
    place: str = ""
    verify_url: str = ""
    language: Literal["ru", "en"] = "ru"


@dataclass(frozen=True)
class Content:
    paper: Paper
    blocks: tuple[Block, ...]
