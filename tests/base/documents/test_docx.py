"""The Word file: opened by another program, and strict as Word is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree
from tests.support.papers import CONTRACT, MARK_UP

from zveno.base.documents.content import to_plain
from zveno.base.documents.docx import docx_of

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# The order of ECMA-376, part 1: Word calls a file with another one damaged.
ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc outlineLvl"
        " rPr sectPr"
    ),
    "rPr": "rStyle rFonts b bCs i iCs caps strike color spacing sz szCs highlight u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg",
    "lvl": "start numFmt lvlRestart pStyle suff lvlText lvlJc pPr rPr",
    "style": "name basedOn next link uiPriority qFormat pPr rPr",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
}


@pytest.fixture(scope="module")
def written() -> bytes:
    return docx_of(to_plain(CONTRACT), at=AT)


@pytest.fixture(scope="module")
def opened(written: bytes) -> Any:
    return docx.Document(io.BytesIO(written))


def parts(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name, etree.fromstring(archive.read(name))


def test_the_page_is_that_of_an_office(opened: Any) -> None:
    section, normal = opened.sections[0], opened.styles["Normal"]
    family = normal.element.xpath("/w:styles/w:docDefaults//w:rFonts/@w:ascii")
    size = normal.element.xpath("/w:styles/w:docDefaults//w:sz/@w:val")

    margins = [
        round(side.mm)
        for side in (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    ]
    assert (margins, round(section.page_width.mm), round(section.page_height.mm)) == (
        [30, 15, 20, 20],
        210,
        297,
    )
    assert (family, size) == (["Times New Roman"], ["28"])
    assert abs(normal.paragraph_format.first_line_indent - Mm(12.5)) < Pt(1)


def test_the_head_and_the_text_are_there_word_for_word(opened: Any) -> None:
    texts = [paragraph.text for paragraph in opened.paragraphs]

    assert texts[:6] == [
        "Администрация Верхнеозёрского муниципального округа",
        "Управление образования",
        "ДОГОВОР",
        "о практической подготовке обучающихся",
        "21 ноября 2026 г.\t№ 2026-0001\tпос. Верхнеозёрский",
        f"Организация «Верхнеозёрский техникум» заключила: {MARK_UP}",
    ]
    assert [(run.text, run.bold) for run in opened.paragraphs[5].runs][1] == (
        "«Верхнеозёрский техникум»",
        True,
    )


def test_clauses_are_numbered_by_word_itself_and_anew_in_an_appendix(opened: Any) -> None:
    lists = {
        paragraph.text: (number.numId.val, number.ilvl.val)
        for paragraph in opened.paragraphs
        if paragraph._p.pPr is not None and (number := paragraph._p.pPr.numPr) is not None
    }
    levels = opened.part.numbering_part.element.xpath(
        "w:abstractNum[@w:abstractNumId=1]/w:lvl/w:lvlText/@w:val"
    )

    assert lists == {
        "Предмет договора": (2, 0),
        "Первый пункт.": (2, 1),
        "Второй пункт:": (2, 1),
        "подпункт;": (2, 2),
        "направить обучающихся;": (1, 0),
        "назначить руководителя": (1, 0),
        "Снова первый.": (3, 0),
    }
    assert levels == ["%1.", "%1.%2.", "%1.%2.%3."]


def test_a_table_keeps_its_merged_head_and_repeats_it(opened: Any) -> None:
    table = next(table for table in opened.tables if len(table.rows) > 50)

    heads = [
        [cell.text for cell in row.cells] for row in table.rows if row._tr.xpath("w:trPr/w:tblHeader") != []
    ]
    last = [cell.text for cell in table.rows[-1].cells]
    assert heads == [
        ["№", "Обучающийся", "Практика", "Практика"],
        ["№", "Обучающийся", "часов", "стоимость"],
    ]
    assert last == ["Итого", "Итого", "5490", "—"]
    assert len(table.rows) == 2 + 60 + 1


def test_every_row_fills_the_grid_of_its_table(opened: Any) -> None:
    ragged = [
        (number, len(table.columns))
        for table in opened.tables
        for number, row in enumerate(table.rows)
        if len(row.cells) != len(table.columns)
    ]

    assert ragged == []


def test_pages_are_numbered_from_the_second_and_say_where_to_verify(opened: Any) -> None:
    section = opened.sections[0]
    field = section.header._element.xpath("string(.//w:instrText)")

    assert section.different_first_page_header_footer
    assert (field.strip(), section.first_page_header.paragraphs[0].text) == ("PAGE", "")
    notes = {footer.paragraphs[0].text for footer in (section.footer, section.first_page_footer)}
    assert notes == {"Проверить документ: https://zveno.example.ru/d/7K3M-9QXD-2HTB/"}


def test_it_says_what_it_is_and_when_it_was_made(opened: Any) -> None:
    about = opened.core_properties

    assert (about.title, about.created, about.language) == ("договор № 2026-0001", AT, "ru")
    assert about.author == "Администрация Верхнеозёрского муниципального округа, Управление образования"


def test_elements_stand_in_the_order_word_insists_on(written: bytes) -> None:
    wrong = []
    for part, root in parts(written):
        for element in root.iter():
            order = ORDER.get(str(element.tag).removeprefix(W))
            if order is None:
                continue
            names = [str(child.tag).removeprefix(W) for child in element]
            places = [order.split().index(name) for name in names]
            wrong += [(part, element.tag, names) for left, right in pairwise(places) if left > right]

    assert wrong == []


def test_every_part_is_named_and_every_name_leads_to_a_part(written: bytes) -> None:
    found = dict(parts(written))
    types = {node.get("PartName", "").lstrip("/") for node in found["[Content_Types].xml"]} - {""}
    targets = {node.get("Target") for node in found["word/_rels/document.xml.rels"]}
    used = set(found["word/document.xml"].xpath("//@r:id", namespaces={"r": qn("r:id")[1:].split("}")[0]}))

    assert types == {name for name in found if name.endswith(".xml") and not name.startswith("[")}
    assert {f"word/{target}" for target in targets} == types - {"word/document.xml", "docProps/core.xml"}
    assert used <= {node.get("Id") for node in found["word/_rels/document.xml.rels"]}


def test_the_same_content_is_the_same_bytes(written: bytes) -> None:
    assert docx_of(to_plain(CONTRACT), at=AT) == written
