"""What a paper says, in one description from which the PDF and the Word file are both made."""

from zveno.base.documents.content.blocks import (
    Appendix,
    Block,
    Cell,
    Clause,
    Column,
    Facts,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Parties,
    Party,
    Run,
    Signature,
    Signatures,
    Table,
    Text,
)
from zveno.base.documents.content.paper import Content, Paper
from zveno.base.documents.content.plain import content_hash, from_plain, to_plain

__all__ = [
    "Appendix",
    "Block",
    "Cell",
    "Clause",
    "Column",
    "Content",
    "Facts",
    "Heading",
    "Items",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Parties",
    "Party",
    "Run",
    "Signature",
    "Signatures",
    "Table",
    "Text",
    "content_hash",
    "from_plain",
    "to_plain",
]
