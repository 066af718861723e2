"""Tables: with lines, whose header repeats, and without, which only put things beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zveno.base.documents.content import Cell, Column, Facts, Parties, Signatures, Table, Text
from zveno.base.documents.docx.text import GREY, SMALL, paragraph_xml, runs_xml
from zveno.base.documents.wording import Words

WIDTH = 9354  # twentieths of a point: A4 less the margins of 30 and 15 mm
SIDES = {"left": "left", "right": "right", "center": "center", "justify": "both"}
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in _EDGES)
# Word joins two tables that follow each other, and wants a paragraph at the end of a section.
AFTER = paragraph_xml("", style="TableText", spacing='w:before="0" w:after="0"')


def _frame(widths: Sequence[int], rows: str, *, has_lines: bool, caption: str = "") -> str:
    lines = f"<w:tblBorders>{_LINES}</w:tblBorders>" if has_lines else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{lines}<w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{AFTER}"
    )


def _row(cells: str, *, is_header: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_header else ''}</w:trPr>{cells}</w:tr>"


def _cell(
    inside: str,
    width: int,
    *,
    columns: int = 1,
    merge: str = "",
    line_below: bool = False,
    valign: str = "",
) -> str:
    look = "".join(
        (
            f'<w:tcW w:w="{width}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else "",
            f'<w:vMerge w:val="{merge}"/>' if merge else "",
            '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>'
            if line_below
            else "",
            f'<w:vAlign w:val="{valign}"/>' if valign else "",
        )
    )
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{inside}</w:tc>"


def _widths(shares: Sequence[int]) -> list[int]:
    """Whole numbers that add up to the width of the page."""
    edges = [round(WIDTH * sum(shares[:count]) / sum(shares)) for count in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def table_xml(table: Table) -> str:
    widths = _widths([column.width for column in table.columns])
    above = ""
    if table.caption:
        above = paragraph_xml(
            runs_xml(table.caption), style="Flush", keep_with_next=True, spacing='w:before="120" w:after="60"'
        )
    head = _rows(table.header, table.columns, widths, is_header=True)
    return above + _frame(
        widths, head + _rows(table.rows, table.columns, widths, is_header=False), has_lines=True
    )


def _rows(
    rows: Sequence[Sequence[Text | Cell]], columns: Sequence[Column], widths: list[int], *, is_header: bool
) -> str:
    """`covered` remembers the cells of rows above that reach down: column → (rows left, columns wide)."""
    covered: dict[int, tuple[int, int]] = {}
    made = []
    for row in rows:
        cells, column, waiting = "", 0, list(row)
        while column < len(columns):
            left, wide = covered.get(column, (0, 1))
            if left:
                cells += _cell(
                    paragraph_xml("", style="TableText"),
                    sum(widths[column : column + wide]),
                    columns=wide,
                    merge="continue",
                )
                covered[column] = (left - 1, wide)
            else:
                given = waiting.pop(0)
                cell = given if isinstance(given, Cell) else Cell(given)
                wide = cell.columns
                align = cell.align or ("center" if is_header else columns[column].align)
                cells += _cell(
                    paragraph_xml(
                        runs_xml(cell.text, bold=cell.bold),
                        style="TableText",
                        align=SIDES[align],
                        keep_with_next=is_header,
                    ),
                    sum(widths[column : column + wide]),
                    columns=wide,
                    merge="restart" if cell.rows > 1 else "",
                )
                covered[column] = (cell.rows - 1, wide)
            column += wide
        made.append(_row(cells, is_header=is_header))
    return "".join(made)


def facts_xml(facts: Facts) -> str:
    left, right = _widths([36, 64])
    rows = "".join(
        _row(
            _cell(paragraph_xml(runs_xml(label, colour=GREY), style="Flush"), left)
            + _cell(paragraph_xml(runs_xml(value), style="Flush"), right)
        )
        for label, value in facts.rows
    )
    return _frame([left, right], rows, has_lines=False)


def parties_xml(parties: Parties) -> str:
    widths = _widths([1] * len(parties.parties))
    cells = "".join(
        _cell(
            paragraph_xml(runs_xml(party.title, bold=True), style="Flush")
            + "".join(paragraph_xml(runs_xml(line, size=24), style="Flush") for line in party.lines),
            width,
        )
        for party, width in zip(parties.parties, widths, strict=True)
    )
    return _frame(widths, f"<w:tr>{cells}</w:tr>", has_lines=False)


def signatures_xml(signatures: Signatures, words: Words) -> str:
    """Two rows for each: what stands on the line, and in small what belongs there. Kept on one page."""
    widths = _widths([67, 3, 40, 3, 52])

    def line(parts: Sequence[str], lined: Sequence[bool], *, size: int = 0, before: int = 0) -> str:
        cells = "".join(
            _cell(
                paragraph_xml(
                    runs_xml(part, size=size) if part else "",
                    style="Flush",
                    keep_with_next=True,
                    spacing=f'w:before="{before}" w:after="0"',
                    align="center" if size and place else "",
                ),
                width,
                line_below=is_lined,
                valign="bottom" if not size else "",
            )
            for place, (part, width, is_lined) in enumerate(zip(parts, widths, lined, strict=True))
        )
        return _row(cells)

    rows = ""
    for one in signatures.signatures:
        is_unknown = one.name == ""
        rows += line((one.post, "", "", "", one.name), (False, False, True, False, is_unknown), before=240)
        seal = words.seal if one.with_seal else ""
        rows += line(
            (seal, "", words.signature, "", words.name if is_unknown else ""), (False,) * 5, size=SMALL
        )
    above = ""
    if signatures.title:
        above = paragraph_xml(
            runs_xml(signatures.title),
            style="Flush",
            keep_with_next=True,
            spacing='w:before="360" w:after="0"',
        )
    return above + _frame(widths, rows, has_lines=False)
