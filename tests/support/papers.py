"""A paper with everything a paper may have, and readers of what was printed."""

from __future__ import annotations

from datetime import date

import pypdfium2
from pypdfium2 import raw

from zveno.base.documents.content import (
    Appendix,
    Cell,
    Clause,
    Column,
    Content,
    Facts,
    Heading,
    Items,
    PageBreak,
    Paper,
    Paragraph,
    Parties,
    Party,
    Run,
    Signature,
    Signatures,
    Table,
)

MARK_UP = "#let x = 1 *звёзды* _черта_ $x$ \\ @ссылка <метка> & <b>жирно</b> {{ n }} «кавычки»"

CONTRACT = Content(
    Paper(
        "договор",
        subtitle="о практической подготовке обучающихся",
        issuer=("Администрация Верхнеозёрского муниципального округа", "Управление образования"),
        number="2026-0001",
        on=date(2026, 11, 21),
        place="пос. Верхнеозёрский",
        verify_url="https://zveno.example.ru/d/7K3M-9QXD-2HTB/",
    ),
    (
        Paragraph(("Организация ", Run("«Верхнеозёрский техникум»", bold=True), f" заключила: {MARK_UP}")),
        Clause("Предмет договора", 1, is_heading=True),
        Clause("Первый пункт."),
        Clause("Второй пункт:"),
        Clause("подпункт;", 3),
        Items(("направить обучающихся;", ("назначить ", Run("руководителя", italic=True, underline=True)))),
        Heading("Сведения"),
        Facts((("ИНН", "9900000010"), ("Адрес", "ул. Озёрная, 1"))),
        Table(
            columns=(Column(1, "center"), Column(4), Column(2, "right"), Column(2, "right")),
            header=(
                (Cell("№", rows=2), Cell("Обучающийся", rows=2), Cell("Практика", columns=2)),
                ("часов", "стоимость"),
            ),
            rows=(
                *((str(n), f"Ученик № {n}", str(n * 3), "1 200,50 ₽") for n in range(1, 61)),
                (Cell("Итого", columns=2, bold=True), "5490", "—"),
            ),
            caption="Таблица 1. Список",
        ),
        Parties((Party("Организация", ("ГБПОУ", "ИНН 1")), Party("Предприятие", ("ООО «Заря»", "ИНН 2")))),
        Signatures(
            (
                Signature("Директор техникума", "М. И. Кузнецова", with_seal=True),
                Signature("Директор завода"),
            ),
            "Подписи сторон:",
        ),
        Appendix(
            "Приложение № 1",
            "к договору № 2026-0001",
            "Список обучающихся",
            (Clause("Снова первый.", 1), PageBreak(), Paragraph("Конец.", align="right", indent=False)),
        ),
    ),
)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, as somebody who copies it gets it: words in order, spaces folded."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            text = page.get_textpage()
            # A soft hyphen at the end of a line (as pdfium marks it) belongs to the line, not to the word.
            found.append(" ".join(text.get_text_range().replace("\ufffe", "").replace("\x02", "").split()))
            text.close()
            page.close()
        return found
    finally:
        document.close()


def is_tagged(pdf: bytes) -> bool:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return bool(raw.FPDFCatalog_IsTagged(document.raw))
    finally:
        document.close()
