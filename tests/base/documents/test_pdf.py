"""The PDF: read back as its reader sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.support.papers import CONTRACT, MARK_UP, is_tagged, pages_of

from zveno.base.documents.content import Content, Paper, Paragraph, to_plain
from zveno.base.documents.pdf import pdf_of, pictures_of, press

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf_of(to_plain(CONTRACT), at=AT)


@pytest.fixture(scope="module")
def pages(printed: bytes) -> list[str]:
    return pages_of(printed)


def test_the_head_stands_as_the_standard_lays_it_out(pages: list[str]) -> None:
    assert pages[0].startswith(
        "Администрация Верхнеозёрского муниципального округа Управление образования ДОГОВОР"
        " о практической подготовке обучающихся 21 ноября 2026 г. № 2026-0001 пос. Верхнеозёрский"
        " Организация «Верхнеозёрский техникум» заключила:"
    )


def test_what_people_type_is_text_and_never_mark_up(pages: list[str]) -> None:
    assert MARK_UP in pages[0]


def test_clauses_are_numbered_and_begin_anew_in_an_appendix(pages: list[str]) -> None:
    numbered = "1. Предмет договора 1.1. Первый пункт. 1.2. Второй пункт: 1.2.1. подпункт;"

    assert numbered in pages[0]
    assert "Приложение № 1 к договору № 2026-0001 Список обучающихся 1. Снова первый." in pages[-2]


def test_the_head_of_a_table_is_repeated_on_each_page(pages: list[str]) -> None:
    with_rows = [page for page in pages if "Ученик №" in page]

    assert len(with_rows) == 2
    assert all("№ Обучающийся Практика часов стоимость" in page for page in with_rows)


def test_pages_are_numbered_from_the_second_and_say_where_to_verify(pages: list[str]) -> None:
    beginnings = [page.split()[0] for page in pages]

    assert beginnings == ["Администрация", *(str(number) for number in range(2, len(pages) + 1))]
    assert all("Проверить документ: https://zveno.example.ru/d/7K3M-9QXD-2HTB/" in page for page in pages)


def test_signatures_have_a_line_a_seal_and_a_place_for_an_unknown_name(pages: list[str]) -> None:
    page = next(page for page in pages if "Подписи сторон:" in page)

    assert page.split("Подписи сторон: ")[1].split(" Проверить")[0] == (
        "Директор техникума М. И. Кузнецова М. П. (подпись) Директор завода (подпись) (фамилия, инициалы)"
    )


def test_it_is_an_archive_document_readable_by_machines_and_by_the_blind(printed: bytes) -> None:
    marks = {
        b"<pdfaid:part>2</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<pdfuaid:part>1</pdfuaid:part>",
        b"<dc:language><rdf:Bag><rdf:li>ru</rdf:li></rdf:Bag></dc:language>",
    }

    assert {mark for mark in marks if mark in printed} == marks
    assert is_tagged(printed)


@pytest.mark.skipif(not press.FONTS.is_dir(), reason="fonts are copied by npm run build")
def test_only_our_fonts_are_inside(printed: bytes) -> None:
    assert b"PTSerif-Regular" in printed
    assert b"Libertinus" not in printed


def test_without_our_fonts_it_is_set_in_the_one_typst_brings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(press, "FONTS", tmp_path / "none")
    press._compiler.cache_clear()

    printed = pdf_of(to_plain(CONTRACT), at=AT)
    press._compiler.cache_clear()

    assert b"Libertinus" in printed
    assert MARK_UP in pages_of(printed)[0]


def test_the_same_content_is_the_same_bytes_and_another_time_is_not(printed: bytes) -> None:
    press._compiler.cache_clear()

    again = pdf_of(to_plain(CONTRACT), at=AT)
    later = pdf_of(to_plain(CONTRACT), at=AT.replace(hour=10))

    assert again == printed
    assert later != printed


def test_the_time_is_that_of_a_second() -> None:
    plain = to_plain(CONTRACT)

    assert pdf_of(plain, at=AT.replace(microsecond=491710)) == pdf_of(plain, at=AT)


def test_an_english_paper_speaks_english() -> None:
    paper = replace(CONTRACT.paper, language="en")

    page = pages_of(pdf_of(to_plain(replace(CONTRACT, paper=paper)), at=AT))[0]

    assert "21 November 2026" in page
    assert "Verify this document: https://" in page


def test_the_least_paper_is_a_paper() -> None:
    least = Content(Paper("Справка"), (Paragraph("Дана в том, что так и есть."),))

    assert pages_of(pdf_of(to_plain(least), at=AT)) == ["СПРАВКА Дана в том, что так и есть."]


def test_pages_can_be_looked_at_as_pictures() -> None:
    pictures = pictures_of(to_plain(CONTRACT), ppi=40)

    assert {picture[:8] for picture in pictures} == {b"\x89PNG\r\n\x1a\n"}
    assert len(pictures) == len(pages_of(pdf_of(to_plain(CONTRACT), at=AT)))
