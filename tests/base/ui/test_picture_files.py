"""The data of a picture as a file, whatever page draws it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.factories.accounts import make_user

from zveno.base.audit.models import Entry

pytestmark = pytest.mark.django_db


def content(client: Client, address: str) -> str:
    response = client.get(address)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    body: bytes = response.getvalue()
    return body.decode("utf-8-sig")


def test_a_page_offers_the_data_of_each_picture_and_keeps_its_own_address(client: Client) -> None:
    page = client.get("/styleguide/?sort=name&picture=silent.csv.no").content.decode()

    links = re.findall(r'href="([^"]*picture=need[^"]*)"', page)
    assert links == [
        "/styleguide/?sort=name&amp;picture=need.xlsx",
        "/styleguide/?sort=name&amp;picture=need.csv",
    ]


def test_the_file_holds_what_the_table_says_and_the_journal_knows_who_took_it(client: Client) -> None:
    person = make_user()
    client.force_login(person)

    rows = content(client, "/styleguide/?picture=need.csv").splitlines()

    entry = Entry.objects.get(action="list.export")
    assert rows[1:] == ["Сварщик;34;25", "Электромонтёр;28;25", "Повар;12;25", "Механизатор;25;"]
    assert (entry.actor_id, entry.changes["list"], entry.changes["amount"]) == (
        person.pk, "Потребность и приём", 4,
    )  # fmt: skip


def test_excel_gets_a_workbook(client: Client) -> None:
    response = client.get("/styleguide/?picture=heat.xlsx")

    assert response.getvalue()[:2] == b"PK"


@pytest.mark.parametrize("asked", ["", "need", "need.pdf", "nothing.csv", ".csv"])
def test_what_is_not_there_leaves_the_page(client: Client, asked: str) -> None:
    response = client.get("/styleguide/", {"picture": asked})

    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert not Entry.objects.exists()


def test_a_page_that_is_refused_gives_no_file_either(client: Client) -> None:
    response = client.get("/monitoring/?picture=need.csv")

    assert response.status_code == 302
