"""The life of a document: issued, issued again when it says something else, printed once, tampered with."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.factories.accounts import make_user
from tests.support.letters import LETTER
from tests.support.papers import pages_of
from tests.support.samples import AT

from zveno.base.accounts.models import User
from zveno.base.audit.models import AppendOnlyError, Entry
from zveno.base.core.health import Finding
from zveno.base.core.verdict import Refused
from zveno.base.documents import checks
from zveno.base.documents.models import Document, DocumentVersion
from zveno.base.documents.queries import checked
from zveno.base.documents.services import Unchanged, issue, print_out, take
from zveno.base.files.checks import whole
from zveno.base.files.models import StoredFile
from zveno.network.organisations.actors import Actor

LATER = AT + timedelta(days=3)


@pytest.fixture
def person(db: None) -> User:
    return make_user(last_name="Ёлкина", first_name="Анна")


@pytest.fixture
def version(person: User) -> DocumentVersion:
    return issue(LETTER, person, by=Actor(person), at=AT, reason="по просьбе")


def rename(person: User, last_name: str) -> None:
    person.last_name = last_name
    person.save()


def test_a_document_has_a_number_a_date_and_a_record_in_the_journal(
    person: User, version: DocumentVersion
) -> None:
    entry = Entry.objects.get(action="document.issue")

    assert (str(version.document), version.n, version.made_by) == ("Письмо № 2026-0001", 1, person)
    assert (entry.actor_id, entry.thing_name, entry.why, entry.changes["version"]) == (
        person.pk, "Письмо № 2026-0001", "по просьбе", 1,
    )  # fmt: skip


def test_while_nothing_has_changed_there_is_no_new_version(person: User, version: DocumentVersion) -> None:
    with pytest.raises(Unchanged, match="С редакции № 1 сведения не изменились"):
        issue(LETTER, person, by=Actor(person), at=LATER)

    assert DocumentVersion.objects.count() == 1


def test_a_new_version_keeps_number_and_date_and_the_old_one_stays(
    person: User, version: DocumentVersion
) -> None:
    rename(person, "Соснова")

    second = issue(LETTER, person, by=Actor(person), at=LATER)

    old, new = (str(one.content) for one in DocumentVersion.objects.order_by("n"))
    assert (second.document, second.n) == (version.document, 2)
    assert ("Ёлкина" in old, "Соснова" in new, second.code == version.code) == (True, True, False)


def test_who_may_not_make_it_is_refused_by_the_service_too(person: User) -> None:
    for other in (make_user(last_name="Ёлкина"), make_user()):
        with pytest.raises(Refused):
            issue(LETTER, person, by=Actor(other), at=AT)

    assert Document.objects.count() == 0


def test_a_version_is_printed_once_and_its_files_say_what_it_says(version: DocumentVersion) -> None:
    first, again = print_out(version, at=AT), print_out(version, at=LATER)

    content = first.pdf.content.read()
    first.pdf.content.close()
    assert (first, StoredFile.objects.count()) == (again, 2)
    assert (first.pdf.name, first.docx.name) == ("Письмо 2026-0001.pdf", "Письмо 2026-0001.docx")
    assert hashlib.sha256(content).hexdigest() == first.pdf_sha256
    assert "Здравствуйте, Ёлкина Анна!" in pages_of(content)[0]
    assert version.code in pages_of(content)[0]


def test_files_made_anew_from_the_stored_content_are_the_same(version: DocumentVersion) -> None:
    first = print_out(version, at=AT)
    hashes = (first.pdf_sha256, first.docx_sha256)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM documents_printing")

    second = print_out(DocumentVersion.objects.get(), at=LATER)

    assert (second.pdf_sha256, second.docx_sha256) == hashes


def test_versions_and_printings_are_written_once(version: DocumentVersion) -> None:
    printing = print_out(version, at=AT)

    for row in (version, printing):
        with pytest.raises(AppendOnlyError):
            row.save()
        with pytest.raises(AppendOnlyError):
            row.delete()
        with pytest.raises(AppendOnlyError):
            type(row).objects.update(at=LATER)
        with pytest.raises(AppendOnlyError):
            type(row).objects.all().delete()


def test_every_download_is_in_the_journal(person: User, version: DocumentVersion) -> None:
    print_out(version, at=AT)

    take(version, "docx", by=Actor(person), at=LATER)

    entry = Entry.objects.get(action="document.download")
    assert (entry.is_look, entry.at, entry.changes) == (True, LATER, {"version": 1, "format": "docx"})


@pytest.mark.parametrize("last_name", ["Ёлкина", "Иванова"], ids=["colleague", "stranger"])
def test_a_file_is_given_to_whom_its_kind_lets_read_and_to_nobody_else(
    version: DocumentVersion, last_name: str
) -> None:
    print_out(version, at=AT)

    with pytest.raises(Refused):
        take(version, "pdf", by=Actor(make_user(last_name=last_name)), at=LATER)

    assert not Entry.objects.filter(action="document.download").exists()


def test_whoever_holds_the_code_learns_which_paper_it_is_and_not_what_it_says(
    person: User, version: DocumentVersion
) -> None:
    before = checked(version.code.lower().replace("-", " "))
    rename(person, "Соснова")
    issue(LETTER, person, by=Actor(person), at=LATER)
    after = checked(version.code)

    assert before is not None
    assert after is not None
    assert (before.title, before.number, before.version, before.is_current) == (
        "Письмо",
        "2026-0001",
        1,
        True,
    )
    assert (after.is_current, after.last_version) == (False, 2)
    assert "Ёлкина" not in repr(before)
    assert checked("7K3M-9QXD-2HTB") is None


def doctor() -> list[str]:
    found: list[Finding] = [*checks.unchanged(), *checks.numbers()]
    return [finding.says for finding in found]


def test_a_whole_archive_of_documents_gives_the_doctor_nothing_to_say(version: DocumentVersion) -> None:
    print_out(version, at=AT)

    assert doctor() == []


def test_changed_content_is_found(version: DocumentVersion) -> None:
    change = {
        "sqlite": "UPDATE documents_documentversion SET content = REPLACE(content, '0001', '0002')",
        "postgresql": "UPDATE documents_documentversion"
        " SET content = REPLACE(content::text, '0001', '0002')::jsonb",
    }
    with connection.cursor() as cursor:
        cursor.execute(change[connection.vendor])

    assert doctor() == ["Письмо № 2026-0001, редакция 1: содержание изменено после выпуска."]


def test_an_exchanged_file_is_found_and_not_given_out(person: User, version: DocumentVersion) -> None:
    printing = print_out(version, at=AT)
    StoredFile.objects.filter(pk=printing.pdf_id).update(sha256=printing.docx_sha256)

    with pytest.raises(Refused, match="подменён"):
        take(DocumentVersion.objects.get(), "pdf", by=Actor(person), at=AT)

    assert doctor() == ["Письмо № 2026-0001, редакция 1: файл подменён другим."]


def test_a_document_that_was_deleted_past_the_program_is_missed(version: DocumentVersion) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM documents_documentversion")
        cursor.execute("DELETE FROM documents_document")

    assert doctor() == ["«test-letter»: номеров выдано 1, а документов 0."]


def test_a_file_whose_bytes_are_changed_is_found_by_the_check_of_files(
    version: DocumentVersion, store: Path
) -> None:
    printing = print_out(version, at=AT)
    Path(printing.pdf.content.path).write_bytes(b"%PDF-")

    assert any("Письмо 2026-0001.pdf" in finding.says for finding in whole())
