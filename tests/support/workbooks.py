"""Workbooks as offices really send them: every dirt that imports must survive, made on the spot."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

Rows = Sequence[Sequence[Any]]


def xlsx(sheets: Mapping[str, Rows], dress: Callable[[Any, Any], None] | None = None) -> bytes:
    """A plain workbook; `dress` gets the workbook and its first sheet to decorate."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        for name, rows in sheets.items():
            page = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    _write(page, at, column, value, day)
        if dress:
            dress(workbook, workbook.worksheets()[0])
    return target.getvalue()


def _write(page: Any, row: int, column: int, value: Any, day: Any) -> None:
    match value:
        case None:
            return
        case date():
            page.write_datetime(row, column, value, day)
        case bool():
            page.write_boolean(row, column, value)
        case int() | float():
            page.write_number(row, column, value)
        case _:
            page.write_string(row, column, str(value))


def xlsm(rows: Rows) -> bytes:
    """The same with a macro inside."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx({"Лист1": rows}))) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "[Content_Types].xml":
                content = content.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
            new.writestr(part.filename, content)
        new.writestr("xl/vbaProject.bin", b"macro")
    return target.getvalue()


def endless_sheet() -> bytes:
    """Five kilobytes with a cell in each of two far corners: milliards of cells for who trusts it."""
    return xlsx({"Лист1": [["Название"]]}, lambda _book, page: page.write_string(1_048_575, 16_383, "я"))


def ods(rows: Rows) -> bytes:
    """A sheet of OpenDocument, as LibreOffice writes it."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    namespaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces} office:version="1.3">'
        f'<office:body><office:spreadsheet><table:table table:name="Лист1">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return target.getvalue()


def _ods_cell(value: Any) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case date():
            return (
                f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
                f"<text:p>{value:%d.%m.%Y}</text:p></table:table-cell>"
            )
        case int() | float():
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def csv_text(rows: Rows, *, encoding: str = "cp1251", separator: str = ";") -> bytes:
    lines = [
        separator.join("" if value is None else _csv_cell(value, separator) for value in row) for row in rows
    ]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def _csv_cell(value: Any, separator: str) -> str:
    written = f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
    return f'"{written}"' if separator in written else written


def xls(rows: Rows, *, streams: Sequence[str] = ()) -> bytes:
    """Excel 97: a compound file with one stream of records; `streams` adds empty ones by name."""
    return _compound({"Workbook": _records(rows), **dict.fromkeys(streams, b"x" * 4096)})


def _records(rows: Rows) -> bytes:
    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def wide(text: str) -> bytes:
        return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")

    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6))
    formats = record(0xE0, struct.pack("<HHHHHHHHI", 0, 0, 0, 0, 0, 0, 0, 0, 0)[:20])
    dates = record(0xE0, struct.pack("<HHHHHHHHI", 0, 14, 0, 0, 0, 0, 0, 0, 0)[:20])
    name = "Лист1"
    sheet_record = struct.pack("<IBBBB", 0, 0, 0, len(name), 1) + name.encode("utf-16-le")
    place = len(start + formats + dates) + 4 + len(sheet_record) + 4
    sheet_record = struct.pack("<I", place) + sheet_record[4:]
    cells = []
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            match value:
                case None:
                    continue
                case date():
                    serial = float((value - date(1899, 12, 30)).days)
                    cells.append(record(0x203, struct.pack("<HHHd", row, column, 1, serial)))
                case int() | float():
                    cells.append(record(0x203, struct.pack("<HHHd", row, column, 0, float(value))))
                case _:
                    cells.append(record(0x204, struct.pack("<HHH", row, column, 0) + wide(str(value))))
    width = max((len(row) for row in rows), default=0)
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    sheet += record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    end = record(0x0A, b"")
    return start + formats + dates + record(0x85, sheet_record) + end + sheet + b"".join(cells) + end


_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of whole sectors, whose streams are all long enough to need no small ones."""
    padded = {
        name: content.ljust(max(4096, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
        for name, content in streams.items()
    }
    chains: list[int] = []
    starts = {}
    for name, content in padded.items():
        starts[name] = len(chains)
        sectors = len(content) // _SECTOR
        chains += [*range(len(chains) + 1, len(chains) + sectors), _END]
    folder_start = len(chains)
    folder_sectors = -(-(len(padded) + 1) * 128 // _SECTOR)
    chains += [*range(folder_start + 1, folder_start + folder_sectors), _END]
    tables = 1
    while tables * 128 < len(chains) + tables:
        tables += 1
    table_start = len(chains)
    chains += [_TABLE] * tables
    chains += [_FREE] * (tables * 128 - len(chains))
    names = list(padded)
    entries = [_entry("Root Entry", 5, child=1)]
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, right=right, start=starts[name], size=len(padded[name])))
    folder = b"".join(entries).ljust(folder_sectors * _SECTOR, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, folder_start, 0, 4096, _END, 0, _END, 0
    )
    head += struct.pack("<109I", *[*range(table_start, table_start + tables), *[_FREE] * (109 - tables)])
    return head + b"".join(padded.values()) + folder + struct.pack(f"<{len(chains)}I", *chains)


def _entry(
    name: str, kind: int, *, child: int = _FREE, right: int = _FREE, start: int = 0, size: int = 0
) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(wide), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<III", start if kind == 2 else _END, size, 0)
    )


def zipped(files: Mapping[str, bytes], *, old_names: bool = False) -> bytes:
    """An archive; with `old_names` as Windows writes Russian ones: in its own encoding, without saying so."""
    target = io.BytesIO()
    places = {name: f"{number:0{len(name)}d}" if old_names else name for number, name in enumerate(files)}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(places[name], content)
    made = target.getvalue()
    if old_names:
        for name, place in places.items():
            made = made.replace(place.encode(), name.encode("cp866"))
    return made
