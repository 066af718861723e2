"""Paragraphs and runs. Word is strict about the order of properties: it is that of the standard."""

from __future__ import annotations

from xml.sax.saxutils import escape

from zveno.base.documents.content import Run, Text

SMALL = 16  # half-points
GREY = "595959"


def text_xml(text: str) -> str:
    """The text of a run; line breaks and tabs have elements of their own."""
    lines = (
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in line.split("\t")
        )
        for line in text.split("\n")
    )
    return "<w:br/>".join(lines)


def run_xml(run: str | Run, *, bold: bool = False, size: int = 0, colour: str = "") -> str:
    if isinstance(run, str):
        run = Run(run)
    look = "".join(
        (
            "<w:b/><w:bCs/>" if run.bold or bold else "",
            "<w:i/><w:iCs/>" if run.italic else "",
            f'<w:color w:val="{colour}"/>' if colour else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
            '<w:u w:val="single"/>' if run.underline else "",
        )
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{text_xml(run.text)}</w:r>"


def runs_xml(text: Text, *, bold: bool = False, size: int = 0, colour: str = "") -> str:
    parts = (text,) if isinstance(text, str) else text
    return "".join(run_xml(part, bold=bold, size=size, colour=colour) for part in parts)


def paragraph_xml(
    inside: str,
    *,
    style: str = "",
    keep_with_next: bool = False,
    page_break_before: bool = False,
    number: tuple[int, int] | None = None,
    spacing: str = "",
    indent: str = "",
    align: str = "",
) -> str:
    """`number` is (list, level); `spacing` and `indent` are attributes of their elements."""
    look = "".join(
        (
            f'<w:pStyle w:val="{style}"/>' if style else "",
            "<w:keepNext/>" if keep_with_next else "",
            "<w:pageBreakBefore/>" if page_break_before else "",
            f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
            if number
            else "",
            f"<w:spacing {spacing}/>" if spacing else "",
            f"<w:ind {indent}/>" if indent else "",
            f'<w:jc w:val="{align}"/>' if align else "",
        )
    )
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{inside}</w:p>"
