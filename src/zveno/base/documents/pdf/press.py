"""One compiler for the process: its fonts and the compiled template are kept between papers."""

from __future__ import annotations

import json
import threading
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from zveno.base.documents.wording import WORDS

TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path(__file__).parent.parent / "fonts"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]

# A compiler serves one thread at a time; two of them are hardly faster than one (performance.md, kernel 4).
_turn = threading.Lock()


@cache
def _compiler() -> typst.Compiler:
    """The same fonts everywhere: ours, and where they were not built in, those inside Typst itself."""
    return typst.Compiler(TEMPLATE, font_paths=font_paths(), ignore_system_fonts=True)


def font_paths() -> list[Path]:
    return [FONTS] if FONTS.is_dir() else []


def inputs_of(plain: dict[str, Any]) -> dict[str, str]:
    """What the template reads."""
    paper = plain["paper"]
    words = WORDS[paper["language"]]
    said = {
        "verify": words.verify,
        "signature": words.signature,
        "name": words.name,
        "seal": words.seal,
        "date": words.date(date.fromisoformat(paper["on"])) if paper["on"] else "",
    }
    return {"paper": json.dumps(plain, ensure_ascii=False), "words": json.dumps(said, ensure_ascii=False)}


def pdf_of(plain: dict[str, Any], *, at: datetime) -> bytes:
    """The same content at the same time is the same bytes, on every machine with the same fonts."""
    with _turn:
        made = _compiler().compile(
            format="pdf",
            sys_inputs=inputs_of(plain),
            pdf_standards=[*STANDARDS],
            timestamp=int(at.timestamp()),
        )
    assert isinstance(made, bytes)  # noqa: S101 -- narrows Typst's answer, which is a list for pictures
    return made


def pictures_of(plain: dict[str, Any], *, ppi: float = 96) -> list[bytes]:
    """PNG of each page, for previews and for looking at."""
    with _turn:
        made = _compiler().compile(format="png", ppi=ppi, sys_inputs=inputs_of(plain))
    return [page for page in (made if isinstance(made, list) else [made]) if page is not None]
