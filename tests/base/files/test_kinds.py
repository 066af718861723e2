"""What is taken and what is not, by real bytes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.support import samples
from tests.support.workbooks import xls

from zveno.base.files import folder
from zveno.base.files.intake import receive
from zveno.base.files.kinds import KINDS, PICTURES, SCANS
from zveno.base.files.refusal import FileRefused


def test_the_content_decides_and_the_name_follows_it() -> None:
    given = {
        "договор.pdf": samples.pdf(),
        "снимок.PNG": samples.picture("PNG"),
        "фото.jpeg": samples.picture("JPEG"),
        "фото.webp": samples.picture("WEBP"),
        "письмо.docx": samples.docx(),
        "список.xlsx": samples.xlsx(),
        "старый список.xls": xls([["Имя", "Класс"]]),
        "юникод.csv": "Имя;Класс".encode("utf-16"),
        "письмо.odt": samples.odt(),
        "список.ods": samples.odt("spreadsheet"),
        "подпись.sig": samples.signature(),
        "список.csv": "Имя;Класс\r\nЁлкин;9А".encode("cp1251"),
        "выгрузка.json": '{"имя": "Ёлкин"}'.encode(),
        "заметка.txt": "Здравствуйте.".encode(),
        "скан.docx": samples.pdf(),
        "без имени": samples.picture("JPEG"),
        "C:\\Users\\Пётр\\приказ.pdf": samples.pdf(),
        "../../etc/passwd\u202e\x00": samples.pdf(),
    }

    taken = [receive(SimpleUploadedFile(name, content)) for name, content in given.items()]

    assert [(one.name, one.kind.code) for one in taken] == [
        ("договор.pdf", "pdf"),
        ("снимок.png", "png"),
        ("фото.jpeg", "jpeg"),
        ("фото.webp", "webp"),
        ("письмо.docx", "docx"),
        ("список.xlsx", "xlsx"),
        ("старый список.xls", "xls"),
        ("юникод.csv", "csv"),
        ("письмо.odt", "odt"),
        ("список.ods", "ods"),
        ("подпись.sig", "signature"),
        ("список.csv", "csv"),
        ("выгрузка.json", "json"),
        ("заметка.txt", "text"),
        ("скан.pdf", "pdf"),
        ("без имени.jpg", "jpeg"),
        ("приказ.pdf", "pdf"),
        ("passwd.pdf", "pdf"),
    ]
    assert {one.kind.code for one in taken} == set(KINDS)


PASSWORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = {
    "empty.pdf": (b"", "Файл пуст"),
    "cut.pdf": (samples.pdf()[:-600], "обрывается"),
    "program.pdf": (b"MZ\x90\x00" + bytes(100), "программа"),
    "script.txt": (b"#!/bin/sh\nrm -rf /", "программа"),
    "page.txt": (b"<html><script>alert(1)</script>", "веб-страница"),
    "page.html": (b"<html></html>", "Не удалось понять"),
    "drawing.csv": (b"<svg onload='alert(1)'/>", "веб-страница"),
    "binary.txt": (b"text\x00\x01\x02", "Не удалось понять"),
    "late.txt": (b"text" * 3000 + b"\x00", "кодировке"),
    "wrong.txt": (b"\x98\xff\xfe" * 10, "кодировке"),
    "old.doc": (PASSWORD, "старый формат"),
    "macros.xls": (xls([["а"]], streams=["_VBA_PROJECT_CUR"]), "макросы"),
    "bundle.zip": (samples.archive(), "архив"),
    "macros.docx": (samples.docx({"word/vbaProject.bin": b"x"}), "макросы"),
    "macros.xlsm": (
        samples.docx(replaced=(b"document.main+xml", b"document.macroEnabled.main+xml")),
        "макросы",
    ),
    "template.dotx": (samples.docx(replaced=(b"document.main+xml", b"template.main+xml")), "шаблон"),
    "macros.odt": (samples.odt(extra={"Basic/Standard/Module1.xml": b"x"}), "макросы"),
    "cut.docx": (samples.docx()[:-40], "архив"),
    "bomb.png": (samples.bomb(), "слишком большой"),
    "cut.png": (samples.picture("PNG", (400, 300))[:-200], "повреждён"),
    "cut.jpg": (samples.picture("JPEG", (400, 300))[:-900], "повреждён"),
    "fake.sig": (b"not a signature", "не файл электронной подписи"),
    "cut.sig": (samples.signature()[:-1], "не файл электронной подписи"),
    "phone.heic": (b"\x00\x00\x00\x18ftypheic" + bytes(50), "HEIC"),
    "old.tiff": (b"II*\x00" + bytes(50), "JPEG или PNG"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_taken_is_refused_with_a_reason_and_leaves_nothing(name: str, store: Path) -> None:
    content, reason = REFUSED[name]

    with pytest.raises(FileRefused) as refused:
        receive(SimpleUploadedFile(name, content))

    assert reason in str(refused.value)
    assert [path for path in store.rglob("*") if path.is_file()] == []


def test_a_zip_that_unpacks_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zveno.base.files.kinds.office.MOST_UNPACKED", 2**20)
    swollen = samples.docx({"word/media/image.bin": bytes(2**20)})

    with pytest.raises(FileRefused, match="слишком большой объём"):
        receive(SimpleUploadedFile("swollen.docx", swollen))

    assert len(swollen) < 2**15


def test_a_zip_that_lies_about_its_size_is_stopped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zveno.base.files.kinds.office.MOST_UNPACKED", 2**20)
    honest = samples.docx({"word/media/image.bin": bytes(2**21)})
    lying = honest.replace((2**21).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    with pytest.raises(FileRefused):
        receive(SimpleUploadedFile("lying.docx", lying))


def test_a_kind_that_is_not_wanted_here_is_refused_by_its_name() -> None:
    with pytest.raises(FileRefused) as refused:
        receive(SimpleUploadedFile("photo.jpg", samples.docx()), accepts=SCANS)

    assert str(refused.value) == "Это Word (.docx). Можно приложить: PDF, PNG, JPEG."


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_loses_place_and_owner_and_stands_as_it_was_shown(form: str) -> None:
    telling = samples.photo_with_a_place(form)

    taken = receive(SimpleUploadedFile("photo", telling), accepts=PICTURES)

    content = folder.path_of(taken.sha256).read_bytes()
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        kept = (dict(picture.getexif()), picture.size, picture.format)
    assert b"Ivanov" in telling
    assert b"Ivanov" not in content
    assert kept == ({}, (30, 40), form)


def test_a_picture_that_tells_nothing_is_kept_byte_for_byte() -> None:
    plain = samples.picture("PNG")

    taken = receive(SimpleUploadedFile("scan.png", plain), accepts=PICTURES)

    assert folder.path_of(taken.sha256).read_bytes() == plain
