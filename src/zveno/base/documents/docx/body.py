"""The body of the document: its blocks one after another."""

from __future__ import annotations

from collections.abc import Sequence

from zveno.base.documents.content import (
    Appendix,
    Block,
    Clause,
    Content,
    Facts,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Parties,
    Signatures,
    Table,
)
from zveno.base.documents.docx.tables import SIDES, facts_xml, parties_xml, signatures_xml, table_xml
from zveno.base.documents.docx.text import paragraph_xml, runs_xml
from zveno.base.documents.wording import WORDS, Words

DASHES = 1
FIRST_CLAUSES = 2
MIDDLE, RIGHT = 4677, 9354


class Body:
    """Writes blocks and counts the lists of clauses: each appendix has one of its own."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.clause_lists = 1

    def of(self, content: Content) -> str:
        return self._head(content) + self._blocks(content.blocks, FIRST_CLAUSES)

    def _head(self, content: Content) -> str:
        paper = content.paper
        parts = [paragraph_xml(runs_xml(line), style="Centred") for line in paper.issuer]
        parts.append(paragraph_xml(runs_xml(paper.title.upper()), style="Heading1"))
        if paper.subtitle:
            parts.append(paragraph_xml(runs_xml(paper.subtitle), style="Centred"))
        if paper.on or paper.number or paper.place:
            day = self._words.date(paper.on) if paper.on else ""
            number = f"№ {paper.number}" if paper.number else ""
            parts.append(paragraph_xml(runs_xml(f"{day}\t{number}\t{paper.place}"), style="DateAndNumber"))
        return "".join(parts)

    def _blocks(self, blocks: Sequence[Block], clauses: int) -> str:
        return "".join(self._block(block, clauses) for block in blocks)

    def _block(self, block: Block, clauses: int) -> str:  # noqa: C901, PLR0911 -- a line for each kind of block
        match block:
            case Paragraph():
                return paragraph_xml(
                    runs_xml(block.text),
                    style="" if block.indent else "Flush",
                    keep_with_next=block.keep_with_next,
                    align=SIDES[block.align],
                )
            case Clause():
                return paragraph_xml(
                    runs_xml(block.text),
                    style="Heading2" if block.is_heading else "",
                    number=(clauses, block.level - 1),
                    # The list's own indent would push a centred title aside.
                    indent='w:left="0" w:firstLine="0"' if block.is_heading else "",
                )
            case Heading():
                return paragraph_xml(runs_xml(block.text), style=f"Heading{block.level + 1}")
            case Items():
                return "".join(paragraph_xml(runs_xml(item), number=(DASHES, 0)) for item in block.items)
            case Table():
                return table_xml(block)
            case Facts():
                return facts_xml(block)
            case Parties():
                return parties_xml(block)
            case Signatures():
                return signatures_xml(block, self._words)
            case PageBreak():
                return paragraph_xml('<w:r><w:br w:type="page"/></w:r>', style="Flush")
            case Appendix():
                return self._appendix(block)

    def _appendix(self, block: Appendix) -> str:
        clauses = FIRST_CLAUSES + self.clause_lists
        self.clause_lists += 1
        return (
            paragraph_xml(runs_xml(block.label), style="Flush", page_break_before=True, align="right")
            + paragraph_xml(runs_xml(block.to), style="Flush", align="right")
            + paragraph_xml(runs_xml(block.title), style="Heading2")
            + self._blocks(block.blocks, clauses)
        )


def body_of(content: Content) -> tuple[str, int]:
    """The XML of the body and how many lists of clauses it numbers."""
    body = Body(WORDS[content.paper.language])
    return body.of(content), body.clause_lists
