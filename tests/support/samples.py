"""Real files in memory: small, whole, made by the programs people use or by the rules of their formats."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime

import xlsxwriter
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from zveno.base.documents.content import Content, Paper, Paragraph, to_plain
from zveno.base.documents.docx import docx_of
from zveno.base.documents.pdf import pdf_of

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
LETTER = to_plain(Content(Paper("Письмо"), (Paragraph("Здравствуйте."),)))


def pdf() -> bytes:
    return pdf_of(LETTER, at=AT)


def docx(extra: Mapping[str, bytes] | None = None, replaced: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """A Word file; with parts added, or with something in its list of types replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_of(LETTER, at=AT))) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "[Content_Types].xml" and replaced[0]:
                content = content.replace(*replaced)
            new.writestr(part, content)
        for name, content in (extra or {}).items():
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def xlsx() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        workbook.add_worksheet("Лист").write(0, 0, "Строка")
    return target.getvalue()


def odt(kind: str = "text", extra: Mapping[str, bytes] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<office:document-content/>")
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def archive() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("договор.pdf", pdf())
    return target.getvalue()


def picture(form: str, size: tuple[int, int] = (40, 30)) -> bytes:
    target = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(target, form)
    return target.getvalue()


def photo_with_a_place(form: str = "JPEG") -> bytes:
    """Lying on its side, made by a named camera in a named place."""
    shown = Image.linear_gradient("L").resize((40, 30)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by a quarter
    exif[0x010F] = "Camera of Ivanov"
    exif.get_ifd(0x8825)[2] = (IFDRational(59), IFDRational(56), IFDRational(1))
    target = io.BytesIO()
    shown.save(target, form, exif=exif)
    return target.getvalue()


def bomb() -> bytes:
    """A tiny PNG that says it is 20 000 by 20 000."""
    content = bytearray(picture("PNG"))
    content[16:24] = struct.pack(">II", 20_000, 20_000)
    content[29:33] = struct.pack(">I", zlib.crc32(bytes(content[12:29])))
    return bytes(content)


def signature() -> bytes:
    """The frame of a detached CMS signature in DER."""
    inside = bytes.fromhex("06092a864886f70d010702") + b"\xa0\x82\x01\x00" + bytes(256)
    return b"\x30\x82" + len(inside).to_bytes(2, "big") + inside
