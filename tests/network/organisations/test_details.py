"""Where an organisation works, whom to ask, who signs and how a contract names him."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from tests.factories.organisations import make_actor, make_organisation
from tests.support.district import District

from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.network.organisations import genitive
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Contact, Organisation, Signatory, Site
from zveno.network.organisations.queries import who_signs
from zveno.network.organisations.roles import Family, Role
from zveno.network.organisations.services import (
    OrganisationError,
    add_detail,
    change_detail,
    change_organisation,
    remove_detail,
)

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TODAY = date(2026, 11, 21)
ANNA = {"name": "Иванова Анна Петровна", "post": "генеральный директор", "basis": "Устав"}


@pytest.fixture
def hr(district: District) -> Actor:
    return make_actor(Role.HR, district.enterprise)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Иванова Анна Петровна", "Ивановой Анны Петровны"),
        ("Иванов Пётр Ильич", "Иванова Петра Ильича"),
        ("Достоевский Юрий Андреевич", "Достоевского Юрия Андреевича"),
        ("Белых Игорь Львович", "Белых Игоря Львовича"),
        ("Ткач Мария Сергеевна", "Ткач Марии Сергеевны"),
        ("Ткач Андрей Сергеевич", "Ткача Андрея Сергеевича"),
        ("Шевченко Ольга Игоревна", "Шевченко Ольги Игоревны"),
        ("Грушевая Любовь Ивановна", "Грушевой Любови Ивановны"),
        ("Кузьма-Караваев Лев Павлович", "Кузьмы-Караваева Льва Павловича"),
        ("Чайка Наталия Дмитриевна", "Чайки Наталии Дмитриевны"),
        ("Зорин Илья", "Зорина Ильи"),
        ("Кимов", "Кимов"),
        ("", ""),
    ],
)
def test_names_are_declined(name: str, expected: str) -> None:
    assert genitive.of_name(name) == expected


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("директор", "директора"),
        ("генеральный директор", "генерального директора"),
        ("технический директор", "технического директора"),
        ("старший мастер", "старшего мастера"),
        ("заместитель директора по учебной работе", "заместителя директора по учебной работе"),
        ("исполняющий обязанности директора", "исполняющего обязанности директора"),
        ("заведующая практикой", "заведующей практикой"),
        ("глава администрации", "главы администрации"),
        ("председатель правления", "председателя правления"),
        ("", ""),
    ],
)
def test_posts_are_declined_up_to_their_noun(post: str, expected: str) -> None:
    assert genitive.of_post(post) == expected


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("Устав", "Устава"),
        ("доверенность № 3 от 01.09.2026", "доверенности № 3 от 01.09.2026"),
        ("Положение о филиале", "Положения о филиале"),
        ("ЕГРИП", "ЕГРИП"),
    ],
)
def test_grounds_are_declined_when_they_are_known(basis: str, expected: str) -> None:
    assert genitive.of_basis(basis) == expected


def test_genitive_is_suggested_and_what_somebody_corrected_stays(hr: Actor, district: District) -> None:
    signs = add_detail(Signatory, district.enterprise, by=hr, at=NOW, **ANNA, name_genitive="Ивановой А. П.")

    change_detail(signs, by=hr, at=NOW, post="директор", post_genitive="")

    signs.refresh_from_db()
    assert signs.introduced == "директора Ивановой А. П."
    assert signs.basis_genitive == "Устава"


def test_office_without_its_own_signatories_is_bound_by_its_legal_entity(
    hr: Actor, district: District
) -> None:
    head = district.enterprise
    unit = make_organisation(Family.ENTERPRISE, territory=district.ours, parent=head)
    signs = add_detail(Signatory, head, by=hr, at=NOW, **ANNA)

    of_founder = who_signs(unit, on=TODAY)
    unit.parent_is = Organisation.ParentIs.HEAD
    unit.save()

    assert (of_founder, who_signs(unit, on=TODAY)) == ([], [signs])


@pytest.mark.parametrize(
    ("since", "until", "signs"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (date(2026, 11, 22), None, False),
        (None, date(2026, 11, 20), False),
    ],
)
def test_right_to_sign_has_its_days(
    hr: Actor, district: District, since: date | None, until: date | None, *, signs: bool
) -> None:
    one = add_detail(Signatory, district.enterprise, by=hr, at=NOW, **ANNA, since=since, until=until)

    assert (who_signs(district.enterprise, on=TODAY) == [one], one.is_in_force(TODAY)) == (signs, signs)


@pytest.mark.parametrize(
    ("noun", "said", "field"),
    [
        (Contact, {"name": "Тестова Анна"}, ""),
        (Site, {"name": "Цех", "address": "Лесная, 5", "latitude": "59.9"}, ""),
        (Site, {"name": "Цех", "address": "Лесная, 5", "latitude": "95", "longitude": "30"}, "latitude"),
        (Signatory, {**ANNA, "since": date(2026, 9, 1), "until": date(2026, 8, 1)}, ""),
    ],
)
def test_what_cannot_be_is_said_and_not_kept(
    hr: Actor, district: District, noun: type[Site], said: dict[str, object], field: str
) -> None:
    with pytest.raises(OrganisationError) as refusal:
        add_detail(noun, district.enterprise, by=hr, at=NOW, **said)

    assert field in refusal.value.by_field
    assert noun.objects.count() == 0


def test_only_who_keeps_the_organisation_keeps_its_details(district: District) -> None:
    teacher = make_actor(Role.CLASS_TEACHER, district.school)

    with pytest.raises(Refused, match="сама организация"):
        add_detail(Site, district.school, by=teacher, at=NOW, name="Зал", address="Лесная, 5")


def test_details_stand_in_the_history_of_the_organisation(hr: Actor, district: District) -> None:
    contact = add_detail(Contact, district.enterprise, by=hr, at=NOW, name="Тестова Анна", phone="+7 000")
    change_detail(contact, by=hr, at=NOW, phone="+7 001")
    change_detail(contact, by=hr, at=NOW, phone="+7 001")

    remove_detail(contact, by=hr, at=NOW)
    remove_detail(contact, by=hr, at=NOW)

    entries = Entry.objects.filter(thing_id=str(district.enterprise.pk)).order_by("pk")
    assert list(entries.values_list("action", flat=True)) == [
        "organisation.detail_add",
        "organisation.detail_change",
        "organisation.detail_remove",
    ]
    assert entries[1].changes["phone"] == ["+7 000", "+7 001"]


def test_director_says_who_signs_on_the_page(hr: Actor, district: District, client: Client) -> None:
    client.force_login(hr.user)
    address = f"/organisations/{district.enterprise.pk}/"

    client.post(f"{address}signatory/add/", ANNA)
    place = {"latitude": "59.91387", "longitude": "30.3322"}
    client.post(f"{address}site/add/", {"name": "Цех № 4", "address": "Лесная, 5", **place})
    client.post(f"{address}contact/add/", {"name": "Тестова Анна", "about": "практика", "phone": "+7 000"})
    page = client.get(address).content.decode()
    wrong = client.post(f"{address}contact/add/", {"name": "Тестова Анна"})
    site = Site.objects.get()
    client.post(f"/organisations/details/site/{site.pk}/", {"name": "Цех № 5", "address": "Лесная, 5"})
    client.post(f"/organisations/details/contact/{Contact.objects.get().pk}/remove/")

    site.refresh_from_db()
    assert "в лице генерального директора Ивановой Анны Петровны, на основании Устава" in page
    assert "Цех № 4" in page
    assert "59.913870, 30.332200" in page
    assert "практика" in page
    assert (wrong.status_code, "иначе не связаться" in wrong.content.decode()) == (422, True)
    assert (site.name, Contact.objects.count()) == ("Цех № 5", 0)
    assert client.get(f"{address}building/add/").status_code == 404


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"okved2": "25.6.2.1"}, "okved2"),
        ({"oktmo": "4162"}, "oktmo"),
        ({"bik": "0440306"}, "bik"),
        ({"account": "40702810900000000001"}, "account"),
        ({"bik": "044525225", "account": "40702810900000000001"}, "account"),
        ({"bik": "044525225", "bank_account": "30101810400000000226"}, "bank_account"),
    ],
)
def test_requisites_with_a_mistake_are_refused_at_their_field(
    hr: Actor, district: District, details: dict[str, str], field: str
) -> None:
    with pytest.raises(OrganisationError) as refusal:
        change_organisation(district.enterprise, by=hr, at=NOW, **details)  # type: ignore[arg-type]

    assert list(refusal.value.by_field) == [field]


def test_right_requisites_are_kept_and_shown(hr: Actor, district: District, client: Client) -> None:
    change_organisation(
        district.enterprise,
        bik="044525225",
        bank_account="30101810400000000225",
        bank="Банк",
        okved2="25.62",
        oktmo="41621101",
        legal_form="общество с ограниченной ответственностью",
        by=hr,
        at=NOW,
    )
    client.force_login(hr.user)

    page = client.get(f"/organisations/{district.enterprise.pk}/").content.decode()

    assert "30101810400000000225" in page
    assert "25.62" in page
    assert "общество с ограниченной ответственностью" in page
