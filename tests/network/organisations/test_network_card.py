"""«Карточка участника сети»: what it says, whom it does not name, who makes and reads it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings
from tests.factories.accounts import make_account
from tests.factories.organisations import make_actor, make_seat
from tests.support.district import District
from tests.support.papers import pages_of

from zveno.base.core.verdict import Refused
from zveno.base.documents.services import issue, print_out
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.documents.network_card import NETWORK_CARD
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _store(settings: Settings, tmp_path: Path) -> None:
    storages: dict[str, Any] = settings.STORAGES
    settings.STORAGES = {**storages, "default": {**storages["default"], "OPTIONS": {"location": tmp_path}}}


@pytest.fixture
def school(district: District) -> Organisation:
    organisation = district.school
    organisation.full_name = "Муниципальное общеобразовательное учреждение «Средняя школа № 1»"
    organisation.short_name = "МОУ СОШ № 1"
    organisation.parent = district.authority
    organisation.inn, organisation.kpp = "9900000010", "990101001"
    organisation.address = "пос. Озёрный, ул. Школьная, 1"
    organisation.contact_name, organisation.contact_post = "Лесная О. П.", "секретарь"
    organisation.confirmed_at, organisation.confirmed_by = datetime(2026, 9, 1, 6, tzinfo=UTC), "Лесная О. П."
    organisation.save()
    return organisation


@pytest.fixture
def director(school: Organisation) -> Actor:
    return make_actor(Role.DIRECTOR, school, user=make_account(last_name="Кузнецова", first_name="Мария"))


@pytest.fixture
def texts(school: Organisation, director: Actor) -> tuple[str, str]:
    """Of the PDF and of the Word file, made while the director reads English."""
    make_seat(Role.NAVIGATOR, school, user=make_account(last_name="Лугов", first_name="Пётр"))
    make_seat(Role.PUPIL, school, user=make_account(last_name="Детский", first_name="Ваня"))
    make_seat(Role.PARENT, school, user=make_account(last_name="Родительская", first_name="Вера"))
    left = make_seat(Role.DEPUTY, school, user=make_account(last_name="Ушедший", first_name="Иван"))
    left.until = date(2026, 1, 1)
    left.save()
    with translation.override("en"):
        printing = print_out(issue(NETWORK_CARD, school, by=director, at=AT), at=AT)
    contents = []
    for stored in (printing.pdf, printing.docx):
        with stored.content.open("rb") as file:
            contents.append(file.read())
    word = docx.Document(io.BytesIO(contents[1]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return " ".join(pages_of(contents[0])), "\n".join([*(one.text for one in word.paragraphs), *cells])


def test_it_says_who_the_organisation_is_in_both_forms(texts: tuple[str, str], district: District) -> None:
    said = (
        "КАРТОЧКА УЧАСТНИКА СЕТИ",
        "«Школа – Техникум – Предприятие», по состоянию на 21 ноября 2026 г.",
        "№ КУ-2026-0001",
        "МОУ СОШ № 1",
        "9900000010",
        "990101001",
        district.authority.full_name,
        district.ours.name,
        "пос. Озёрный, ул. Школьная, 1",
        "Лесная О. П., секретарь",
        "Кузнецова Мария",
        "Сведения подтверждены 1 сентября 2026 г.: Лесная О. П.",
        "Руководитель организации",
        "не указано",
    )

    missing = [(form, line) for form, text in enumerate(texts) for line in said if line not in text]

    assert missing == []


def test_it_names_who_answers_for_what_and_no_learner_parent_or_former_colleague(
    texts: tuple[str, str],
) -> None:
    for text in texts:
        named = {name: name in text for name in ("Лугов", "Детский", "Родительская", "Ушедший")}
        assert named == {"Лугов": True, "Детский": False, "Родительская": False, "Ушедший": False}


def test_an_organisation_of_which_little_is_known_has_a_card_too(district: District) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority)

    version = issue(NETWORK_CARD, district.enterprise, by=coordinator, at=AT)

    assert "пока никто не работает" in str(version.content)
    assert "ещё не подтверждены" in str(version.content)
    assert print_out(version, at=AT).pdf.size > 0


@pytest.mark.parametrize(
    ("role", "of", "may"),
    [
        (Role.DIRECTOR, "school", (200, "makes")),
        (Role.NAVIGATOR, "school", (200, "")),
        (Role.COORDINATOR, "authority", (200, "makes")),
        (Role.DIRECTOR, "college", (200, "")),
        (Role.DIRECTOR, "foreign_school", (404, "")),
        (Role.ADMINISTRATOR, "centre", (200, "makes")),
    ],
)
def test_who_sees_the_organisation_reads_its_card_and_who_runs_it_makes_it(
    district: District, school: Organisation, role: Role, of: str, may: tuple[int, str]
) -> None:
    actor = make_actor(role, getattr(district, of), user=make_account())
    client: Any = Client()
    client.force_login(actor.user)

    page = client.get(f"/documents/network-card/{school.pk}/")
    try:
        issue(NETWORK_CARD, school, by=actor, at=AT)
        makes = "makes"
    except Refused:
        makes = ""

    assert (page.status_code, makes) == may


def test_the_page_of_the_organisation_leads_to_its_card(director: Actor, school: Organisation) -> None:
    client: Any = Client()
    client.force_login(director.user)

    page = client.get(school.get_absolute_url()).content.decode()

    assert f'href="/documents/network-card/{school.pk}/"' in page
