"""The pages of documents: who sees which, what comes out, what anybody may verify."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.accounts import make_account
from tests.factories.organisations import make_actor
from tests.support.district import District
from tests.support.letters import LETTER
from tests.support.papers import pages_of
from tests.support.samples import AT

from zveno.base.accounts.models import User
from zveno.base.documents.models import Document, DocumentVersion, NumberPattern
from zveno.base.documents.services import issue, print_out
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role


@pytest.fixture
def person(db: None) -> User:
    return make_account(last_name="Ёлкина", first_name="Анна")


@pytest.fixture
def version(person: User) -> DocumentVersion:
    return issue(LETTER, person, by=Actor(person), at=AT)


def visitor() -> Any:
    """Answers of a client are whatever the view gave."""
    return Client()


def signed_in(person: User) -> Any:
    client = visitor()
    client.force_login(person)
    return client


def body(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_owner_makes_a_paper_and_takes_it_in_both_forms(person: User) -> None:
    client, page = signed_in(person), f"/documents/test-letter/{person.pk}/"

    before = body(client.get(page))
    made = client.post(f"{page}make/", {"reason": "для отдела кадров"}, follow=True)
    links = re.findall(r'href="(/documents/versions/[^"]+)"', made.content.decode())
    pdf, word = (client.get(link) for link in links[:2])

    content = b"".join(pdf.streaming_content)
    assert "Документ ещё не выпускали" in before
    assert made.redirect_chain == [(page, 302)]
    assert "Готово: Письмо № 2026-0001, редакция 1." in body(made)
    assert "для отдела кадров" in body(made)
    assert "Здравствуйте, Ёлкина Анна!" in pages_of(content)[0]
    assert (pdf["Content-Type"], b"".join(word.streaming_content)[:2]) == ("application/pdf", b"PK")
    assert "attachment" in pdf["Content-Disposition"]


def test_a_second_press_without_a_change_makes_nothing_and_says_so(
    person: User, version: DocumentVersion
) -> None:
    answer = signed_in(person).post(f"/documents/test-letter/{person.pk}/make/", follow=True)

    assert "сведения не изменились" in body(answer)
    assert DocumentVersion.objects.count() == 1


def test_a_paper_that_was_issued_by_a_job_is_printed_when_somebody_takes_it(
    person: User, version: DocumentVersion
) -> None:
    answer = signed_in(person).get(f"/documents/versions/{version.pk}.pdf")

    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_a_colleague_is_refused_with_a_reason_and_a_stranger_finds_nothing(
    person: User, version: DocumentVersion
) -> None:
    print_out(version, at=AT)
    colleague, stranger = make_account(last_name="Ёлкина"), make_account()
    asked = (
        ("get", f"/documents/test-letter/{person.pk}/"),
        ("post", f"/documents/test-letter/{person.pk}/make/"),
        ("get", f"/documents/versions/{version.pk}.pdf"),
        ("get", f"/documents/versions/{version.pk}.docx"),
    )

    answers = {
        other: [getattr(signed_in(other), method)(path) for method, path in asked]
        for other in (colleague, stranger)
    }

    assert [answer.status_code for answer in answers[colleague]] == [403] * 4
    assert [answer.status_code for answer in answers[stranger]] == [404] * 4
    assert all("тот, кому оно написано" in body(answer) for answer in answers[colleague])
    assert DocumentVersion.objects.count() == 1


def test_without_signing_in_nobody_gets_a_paper(person: User, version: DocumentVersion) -> None:
    answers = [
        visitor().get(path)
        for path in (f"/documents/test-letter/{person.pk}/", f"/documents/versions/{version.pk}.pdf")
    ]

    assert [answer["Location"].split("?")[0] for answer in answers] == ["/account/login/"] * 2


@pytest.mark.parametrize("path", ["no-such-kind/1/", "test-letter/999999/"])
def test_what_does_not_exist_is_not_found(person: User, path: str) -> None:
    assert signed_in(person).get(f"/documents/{path}").status_code == 404


def test_anybody_verifies_a_paper_by_its_code_and_learns_no_name(version: DocumentVersion) -> None:
    asked = visitor().get("/d/", {"code": version.code.replace("-", " ").lower()})
    answer = visitor().get(asked["Location"])

    said = body(answer)
    assert asked["Location"] == f"/d/{version.code}/"
    assert all(part in said for part in ("Документ выпущен в «Звене»", "2026-0001", "21.11.2026"))
    assert ("Ёлкина" in said, answer["X-Robots-Tag"]) == (False, "noindex, nofollow")


@pytest.mark.parametrize(("form", "name"), [("pdf", "a.pdf"), ("docx", "b.docx")])
def test_a_file_is_compared_to_the_last_byte(version: DocumentVersion, form: str, name: str) -> None:
    stored = getattr(print_out(version, at=AT), form)
    with stored.content.open("rb") as file:
        content = file.read()

    same, other = (
        body(visitor().post(f"/d/{version.code}/", {"file": SimpleUploadedFile(name, sent)}))
        for sent in (content, content + b"\n")
    )

    assert ("Файл подлинный" in same, "Файл другой" in same) == (True, False)
    assert ("Файл подлинный" in other, "Файл другой" in other) == (False, True)


def test_comparing_nothing_asks_for_a_file(version: DocumentVersion) -> None:
    answer = visitor().post(f"/d/{version.code}/")

    assert "Файл" in body(answer)
    assert "Файл другой" not in body(answer)


def test_a_superseded_paper_says_so(person: User, version: DocumentVersion) -> None:
    person.last_name = "Соснова"
    person.save()
    issue(LETTER, person, by=Actor(person), at=AT)

    said = body(visitor().get(f"/d/{version.code}/"))

    assert "У вас редакция № 1, а последняя – № 2." in said


@pytest.mark.parametrize("code", ["7K3M-9QXD-2HTB", "нет", "' OR 1=1 --"])
def test_an_unknown_code_is_told_to_be_unknown(db: None, code: str) -> None:
    answer = visitor().get(f"/d/{code}/")

    assert answer.status_code == 404
    assert "Такого документа нет" in body(answer)


def test_a_short_code_is_asked_for_again(db: None) -> None:
    assert "В коде двенадцать знаков" in body(visitor().get("/d/", {"code": "7K3M"}))


def test_the_administrator_sets_how_numbers_look(district: District) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, district.authority).user
    client = signed_in(administrator)

    wrong = client.post("/documents/numbering/", {"kind": "test-letter", "pattern": "без номера"})
    client.post("/documents/numbering/", {"kind": "test-letter", "pattern": "П-{n:03}"})

    assert "ровно одно {n}" in body(wrong)
    assert NumberPattern.objects.get().pattern == "П-{n:03}"
    assert 'value="П-{n:03}"' in client.get("/documents/numbering/").content.decode()


def test_nobody_else_sets_them(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.college).user

    answer = signed_in(director).post("/documents/numbering/", {"kind": "test-letter", "pattern": "{n}"})

    assert answer.status_code == 403
    assert NumberPattern.objects.count() == 0


@pytest.mark.parametrize("versions", [1, 3])
def test_the_page_asks_the_same_for_many_versions(
    person: User, versions: int, django_assert_max_num_queries: object
) -> None:
    for number in range(versions):
        person.first_name = f"Анна {number}"
        person.save()
        issue(LETTER, person, by=Actor(person), at=AT)
    client = signed_in(person)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(f"/documents/test-letter/{person.pk}/")

    assert Document.objects.count() == 1
