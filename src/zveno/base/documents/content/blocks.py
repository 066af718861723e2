"""The blocks of a paper. Texts are plain text: nothing in them is ever read as mark-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


Text = str | tuple[str | Run, ...]


@dataclass(frozen=True)
class Heading:
    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True)
class Paragraph:
    text: Text
    align: Align = "justify"
    indent: bool = True
    keep_with_next: bool = False


@dataclass(frozen=True)
class Clause:
    """A numbered clause: «1.», «1.1.», «1.1.1.». With `is_heading` the title of a section.

    Numbers are the printer's: they go on through the paper and begin anew in each appendix.
    """

    text: Text
    level: Literal[1, 2, 3] = 2
    is_heading: bool = False


@dataclass(frozen=True)
class Items:
    """A list with dashes."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Cell:
    """Takes `columns` × `rows` places; what it covers is left out of the row."""

    text: Text
    columns: int = 1
    rows: int = 1
    bold: bool = False
    align: Align | None = None


@dataclass(frozen=True)
class Column:
    """`width` is a share of the table's width."""

    width: int
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """`header` repeats on each page and may have several rows with merged cells."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text | Cell, ...], ...]
    header: tuple[tuple[Text | Cell, ...], ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class Facts:
    """«Название: значение» in two columns without lines."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Party:
    """One side with its requisites, a line each."""

    title: str
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Parties:
    """Sides beside each other."""

    parties: tuple[Party, ...]


@dataclass(frozen=True)
class Signature:
    """A post, a line to sign on, and who signs; an unknown name is left as a line to fill in."""

    post: str
    name: str = ""
    with_seal: bool = False


@dataclass(frozen=True)
class Signatures:
    """Kept together on one page; `title` stands above («От организации:»)."""

    signatures: tuple[Signature, ...]
    title: str = ""


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Appendix:
    """Begins on a new page: «Приложение № 1 / к договору …»."""

    label: str
    to: str
    title: str
    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Clause | Items | Table | Facts | Parties | Signatures | PageBreak | Appendix
