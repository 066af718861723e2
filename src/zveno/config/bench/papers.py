"""Papers printed in this process, beside their bare means: `python -m zveno.config.bench.papers DOCUMENTS`.

Prints one JSON object: what → papers per second. Each paper says something else, so nothing is found ready.
"""

from __future__ import annotations

import io
import json
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal

import django

AT = datetime(2026, 9, 1, 9, tzinfo=UTC)
SENTENCE = (
    "Стороны обеспечивают организацию практической подготовки обучающихся при освоении ими профессиональной "
    "образовательной программы и предоставляют друг другу необходимые для этого сведения."
)


def agreement(number: int) -> dict[str, Any]:
    """Two pages: clauses, a table of students, two parties and their signatures."""
    from zveno.base.documents import content  # noqa: PLC0415 -- Django is set up in main

    levels: Sequence[tuple[int, Literal[1, 2, 3]]] = ((0, 1), (1, 2), (2, 2), (3, 2))
    clauses = [
        content.Clause(
            f"{SENTENCE} ({number}.{section}.{line})" if line else f"Раздел {section}", level, not line
        )
        for section in range(1, 5)
        for line, level in levels
    ]
    students = content.Table(
        columns=(content.Column(1, "center"), content.Column(6), content.Column(3)),
        header=(("№", "Обучающийся", "Группа"),),
        rows=tuple((str(n), f"Обучающийся № {number + n}", f"ПР-{n}") for n in range(1, 16)),
    )
    signatures = content.Signatures((content.Signature("Директор", "А. А. Озёрная", with_seal=True),))
    paper = content.Paper(
        "Договор о практической подготовке",
        number=f"2026-{number:05}",
        on=date(2026, 9, 1),
        place="посёлок Озёрный",
        verify_url=f"http://127.0.0.1:8000/d/{number:012}/",
    )
    return content.to_plain(content.Content(paper, (*clauses, students, signatures)))


def rates(count: int, **means: Callable[[int], object]) -> dict[str, float]:
    """How many a second each makes, in turns, so that a noisy moment hits all of them."""
    seconds = dict.fromkeys(means, 0.0)
    for number in range(-1, count):
        for name, make in means.items():
            start = time.perf_counter()
            make(number)
            seconds[name] += time.perf_counter() - start if number >= 0 else 0  # the first one warms up
    return {name: count / spent for name, spent in seconds.items()}


def measure(count: int) -> dict[str, float]:
    """Each means has its own papers: Typst remembers what it has laid out, whoever asks for it."""
    import typst  # noqa: PLC0415 -- Django is set up in main

    from zveno.base.documents.docx import docx_of  # noqa: PLC0415
    from zveno.base.documents.pdf import pdf_of, press  # noqa: PLC0415

    plain = [agreement(number) for number in range(count + 1)]
    said = [press.inputs_of(agreement(number)) for number in range(count + 1, 2 * count + 2)]
    compiler = typst.Compiler(press.TEMPLATE, font_paths=press.font_paths(), ignore_system_fonts=True)
    parts = [_parts(docx_of(paper, at=AT)) for paper in plain]

    def compile_bare(number: int) -> None:
        compiler.compile(
            format="pdf",
            sys_inputs=said[number],
            pdf_standards=[*press.STANDARDS],
            timestamp=int(AT.timestamp()),
        )

    def zip_bare(number: int) -> None:
        with zipfile.ZipFile(io.BytesIO(), "w") as made:
            for name, content in parts[number].items():
                made.writestr(name, content, zipfile.ZIP_DEFLATED, compresslevel=3)

    return {
        **rates(count, pdf=lambda number: pdf_of(plain[number], at=AT), typst=compile_bare),
        **rates(count, docx=lambda number: docx_of(plain[number], at=AT), zip=zip_bare),
    }


def _parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure(int(sys.argv[1]))))
