"""«Мои отборы»: a list as its reader likes it, under a name, one's own only."""

from __future__ import annotations

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import make_account
from tests.factories.organisations import make_actor
from tests.support.district import District

from zveno.base.accounts import services
from zveno.base.accounts.models import SavedFilter, User
from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.network.organisations.roles import Role

pytestmark = pytest.mark.django_db

LIST = "/organisations/"


@pytest.fixture
def person(district: District) -> User:
    return make_actor(Role.COORDINATOR, district.authority).user


@pytest.fixture
def at_work(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def save(client: Client, name: str = "Молчат", address: str = f"{LIST}?state=active") -> str:
    response = client.post("/account/filters/", {"name": name, "next": address}, follow=True)
    return response.content.decode()


def links(page: str) -> list[tuple[str, str, str]]:
    bar = re.search(r"<nav aria-label=\"Мои отборы\">(.*?)</nav>", page)
    return re.findall(r'<a href="([^"]+)"([^>]*)>([^<]+)</a>', bar[1]) if bar else []


def test_a_list_is_saved_under_a_name_found_above_it_and_dropped(at_work: Client) -> None:
    saved = save(at_work, address=f"{LIST}?q=&state=active&page=3&export=csv")
    elsewhere = at_work.get(f"{LIST}?state=left").content.decode()
    dropped = at_work.post(
        f"/account/filters/{SavedFilter.objects.get().pk}/drop/", {"next": f"{LIST}?state=left"}
    )

    assert "Отбор «Молчат» сохранён." in saved
    assert links(elsewhere) == [(f"{LIST}?state=active", "", "Молчат")]
    assert links(at_work.get(f"{LIST}?state=active&page=1").content.decode()) == []
    assert dropped["Location"] == f"{LIST}?state=left"
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "filter.save",
        "filter.drop",
    ]


def test_the_one_that_is_open_is_marked(at_work: Client) -> None:
    save(at_work)

    page = at_work.get(f"{LIST}?state=active&page=1").content.decode()

    assert links(page) == [(f"{LIST}?state=active", ' aria-current="true"', "Молчат")]


def test_a_list_shows_its_own_filters_and_nobody_elses(at_work: Client, district: District) -> None:
    save(at_work)
    colleague = Client()
    colleague.force_login(make_actor(Role.COORDINATOR, district.authority).user)

    assert links(colleague.get(LIST).content.decode()) == []
    assert links(at_work.get("/events/").content.decode()) == []
    assert colleague.post(f"/account/filters/{SavedFilter.objects.get().pk}/drop/").status_code == 404


def test_the_same_name_means_the_new_address(at_work: Client) -> None:
    save(at_work)
    save(at_work, address=f"{LIST}?state=left")

    assert [one.query for one in SavedFilter.objects.all()] == ["state=left"]


@pytest.mark.parametrize(
    ("name", "address", "sentence"),
    [
        ("", f"{LIST}?state=active", "Назовите отбор"),
        ("я" * 61, f"{LIST}?state=active", "до 60 знаков"),
        ("Всё", f"{LIST}?q=&page=2", "Отбор пуст"),
        ("Чужое", "/nothing/here/?a=1", "Такого списка нет."),
        ("Чужое", "https://example.com/?a=1", "Такого списка нет."),
    ],
)
def test_a_mistake_is_said_in_a_sentence(at_work: Client, name: str, address: str, sentence: str) -> None:
    response = at_work.post("/account/filters/", {"name": name, "next": address})

    assert not SavedFilter.objects.exists()
    assert sentence in at_work.get(LIST).content.decode()
    assert response["Location"].startswith("/")


def test_a_visitor_keeps_nothing(client: Client) -> None:
    response = client.post("/account/filters/", {"name": "Моё", "next": f"{LIST}?state=active"})

    assert response["Location"].startswith("/account/login/")
    assert not SavedFilter.objects.exists()


def test_of_one_list_a_dozen_is_kept() -> None:
    owner, now = make_account(), timezone.now()
    for number in range(services.MOST_SAVED_FILTERS):
        services.save_filter(owner, path=LIST, query="a=1", name=str(number), at=now)

    with pytest.raises(services.AccountError, match="Удалите ненужный"):
        services.save_filter(owner, path=LIST, query="a=1", name="ещё", at=now)
    services.save_filter(owner, path=LIST, query="a=2", name="0", at=now)
    services.save_filter(owner, path="/events/", query="a=1", name="ещё", at=now)

    assert SavedFilter.objects.count() == services.MOST_SAVED_FILTERS + 1


def test_only_the_owner_drops_and_a_second_time_does_no_harm() -> None:
    owner, stranger, now = make_account(), make_account(), timezone.now()
    saved = services.save_filter(owner, path=LIST, query="a=1", name="Моё", at=now)

    with pytest.raises(Refused):
        services.drop_filter(saved, by=stranger, at=now)
    services.drop_filter(saved, by=owner, at=now)
    services.drop_filter(SavedFilter(pk=saved.pk or 1, owner=owner), by=owner, at=now)

    assert Entry.objects.filter(action="filter.drop").count() == 1


def test_the_database_keeps_one_of_a_name_and_none_without_a_choice() -> None:
    owner, now = make_account(), timezone.now()
    SavedFilter.objects.create(owner=owner, path=LIST, query="a=1", name="Моё", saved_at=now)

    for query, name in (("a=2", "Моё"), ("", "Пусто")):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedFilter.objects.create(owner=owner, path=LIST, query=query, name=name, saved_at=now)
