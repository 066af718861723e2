"""Pages of the register, of partners and of the map."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.interactions import DAY, NOON, enter, make_interaction
from tests.factories.organisations import make_actor, make_organisation, make_territory
from tests.support import samples
from tests.support.district import District

from zveno.network.interactions.models import Interaction, InteractionForm, Passport
from zveno.network.interactions.services import Partner
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role


@pytest.fixture
def coordinator(district: District, client: Client) -> Actor:
    actor = make_actor(Role.COORDINATOR, district.authority)
    client.force_login(actor.user)
    return actor


@pytest.fixture
def navigator(district: District) -> Actor:
    return make_actor(Role.NAVIGATOR, district.school)


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured)


def the_register(_district: District) -> str:
    return "/interactions/"


def the_map(_district: District) -> str:
    return "/interactions/map/"


def the_silent(_district: District) -> str:
    return "/interactions/silent/"


def the_partners(district: District) -> str:
    return f"/interactions/partners/{district.enterprise.pk}/"


def the_pair(district: District) -> str:
    return f"/interactions/partners/{district.enterprise.pk}/{district.school.pk}/"


def the_organisation(district: District) -> str:
    return f"/organisations/{district.enterprise.pk}/"


def the_passport(district: District) -> str:
    return f"/interactions/passports/{district.enterprise.pk}/2026/"


PLACES = [
    the_register,
    the_map,
    the_silent,
    the_partners,
    the_pair,
    the_organisation,
    the_passport,
]


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("place", PLACES)
def test_a_page_asks_as_often_for_many_facts_as_for_one(
    client: Client, district: District, place: Callable[[District], str]
) -> None:
    long_ago = date(2024, 10, 1)
    make_interaction(district.enterprise, district.school, starts_on=date(2026, 9, 9))
    make_interaction(district.employment, district.school, starts_on=long_ago)
    address = place(district)
    counted(client, address)  # fills what is remembered for the next pages

    one = counted(client, address)
    for partner in (district.neighbour_school, district.college, district.centre):
        make_interaction(district.enterprise, district.school, partner, starts_on=date(2026, 9, 10))
        make_interaction(district.employment, partner, starts_on=long_ago)

    assert counted(client, address) == one


@pytest.mark.usefixtures("coordinator")
def test_the_register_is_narrowed_by_the_address(client: Client, district: District) -> None:
    make_interaction(district.enterprise, district.school, title="Экскурсия в литейный цех")
    make_interaction(district.college, district.school, form="practice-contract", title="Договор", lasts=True)
    hamlet = make_territory("settlement", parent=district.ours)
    farm = make_organisation(territory=hamlet)
    make_interaction(farm, district.school, title="Давняя", starts_on=date(2024, 1, 1))
    form = InteractionForm.objects.get(code="practice-contract")

    def listed(asked: str) -> set[str]:
        page = client.get(f"/interactions/?{asked}").content.decode()
        return {title for title in ("литейный", "Договор<", "Давняя") if title in page}

    assert listed("") == {"литейный", "Договор<", "Давняя"}
    assert listed("q=литейный") == {"литейный"}
    assert listed("period_after=2026-01-01&period_before=2026-12-31") == {"литейный", "Договор<"}
    assert listed(f"form={form.pk}") == {"Договор<"}
    assert listed("group=organisational") == {"литейный", "Давняя"}
    assert listed("family=enterprise") == {"литейный"}
    assert listed(f"organisation={district.college.pk}") == {"Договор<"}
    assert listed(f"territory={hamlet.pk}") == {"Давняя"}
    assert listed("confirmation=asked") == set()
    assert listed("confirmation=source") == {"литейный", "Договор<", "Давняя"}
    assert listed("state=withdrawn") == set()


@pytest.mark.usefixtures("coordinator")
def test_the_fragment_of_the_map_is_the_table_of_its_page(client: Client, district: District) -> None:
    make_interaction(district.enterprise, district.school)

    page = client.get("/interactions/map/?sort=first").content.decode()
    fragment = client.get(
        "/interactions/map/?sort=first", headers={"HX-Request": "true", "HX-Target": "list"}
    ).content.decode()

    assert fragment.strip() in page
    assert 'data-picture="picture-network-map"' in page


@pytest.mark.usefixtures("coordinator")
def test_the_map_is_narrowed_by_period_and_group_of_forms(client: Client, district: District) -> None:
    make_interaction(district.enterprise, district.school, starts_on=date(2025, 5, 5))
    make_interaction(district.enterprise, district.college, form="practice", starts_on=DAY)

    def edges(asked: str) -> int:
        return len(client.get(f"/interactions/map/?{asked}").context["map"].edges)

    assert edges("") == 2
    assert edges("period_after=2026-09-01") == 1
    assert edges("period_before=2025-12-31") == 1
    assert edges("group=organisational") == 1
    assert edges("period_after=nonsense") == 2


@pytest.mark.usefixtures("coordinator")
def test_a_school_year_of_the_map_keeps_the_other_filters(client: Client, district: District) -> None:
    make_interaction(district.enterprise, district.school, starts_on=date(2025, 5, 5))

    tabs = client.get("/interactions/map/?group=organisational&page=1").context["tabs"]
    years = {tab.title: client.get(tab.url).context for tab in tabs}

    assert [tab.current for tab in tabs] == [True, False, False]
    assert all("group=organisational" in tab.url and "page=" not in tab.url for tab in tabs)
    assert [len(shown["map"].edges) for shown in years.values()] == [1, 0, 0]
    assert all(
        next(tab for tab in shown["tabs"] if tab.current).title == title for title, shown in years.items()
    )


@pytest.mark.usefixtures("coordinator")
def test_the_table_of_the_map_goes_to_excel(client: Client, district: District) -> None:
    make_interaction(district.enterprise, district.school)

    answer = client.get("/interactions/map/?export=csv")

    assert str(district.enterprise) in b"".join(answer).decode("utf-8-sig")


def test_a_fact_is_typed_confirmed_and_shows_both_sides(
    client: Client, district: District, navigator: Actor
) -> None:
    client.force_login(navigator.user)
    form = InteractionForm.objects.get(code="joint-lesson")
    typed = {
        "form": form.pk,
        "title": "Урок технологии",
        "partners": [district.enterprise.pk],
        "outsiders": "Музей связи\n\n  Дом   книги ",
        "starts_on": "2026-10-05",
        "people": "24",
        "key": "press",
        "file": SimpleUploadedFile("отзыв.pdf", samples.pdf()),
    }

    answer = client.post("/interactions/add/", typed)
    row = Interaction.objects.get()

    assert answer.status_code == 302, answer.content.decode()
    assert {str(side) for side in row.sides.all()} == {
        str(district.enterprise),
        "Музей связи",
        "Дом книги",
    }
    client.force_login(make_actor(Role.HR, district.enterprise).user)
    assert "Так и было?" in client.get(row.get_absolute_url()).content.decode()
    client.post(f"{row.get_absolute_url()}confirm/")
    assert "подтверждено обеими сторонами" in client.get(row.get_absolute_url()).content.decode()
    download = client.get(f"{row.get_absolute_url()}file/")
    assert b"".join(download).startswith(b"%PDF")


def test_what_is_wrong_is_said_in_the_form(client: Client, district: District, navigator: Actor) -> None:
    client.force_login(navigator.user)

    answer = client.post(
        "/interactions/add/",
        {
            "form": InteractionForm.objects.get(code="project").pk,
            "title": "Проект",
            "partners": [district.enterprise.pk],
            "starts_on": "2026-10-05",
            "key": "press",
            "file": SimpleUploadedFile("вирус.exe", b"MZ\x90\x00"),
        },
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"file"}
    assert not Interaction.objects.exists()


def test_a_change_and_a_withdrawal_stand_in_the_history(
    client: Client, district: District, navigator: Actor
) -> None:
    row = enter(navigator, district.enterprise)
    client.force_login(navigator.user)
    page = client.get(f"{row.get_absolute_url()}change/")
    typed = {name: value for name, value in page.context["form"].initial.items() if value is not None}

    client.post(f"{row.get_absolute_url()}change/", {**typed, "people": "31", "why": "По списку"})
    client.post(f"{row.get_absolute_url()}withdraw/", {"why": "Внесли дважды"})

    shown = client.get(row.get_absolute_url()).content.decode()
    assert "По списку" in shown
    assert "Внесли дважды" in shown


def test_a_stranger_does_not_learn_of_a_fact(client: Client, district: District) -> None:
    row = make_interaction(district.foreign_enterprise, district.foreign_school)
    client.force_login(make_actor(Role.NAVIGATOR, district.school).user)

    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.get(f"{row.get_absolute_url()}file/").status_code == 404
    pair = f"/interactions/partners/{district.foreign_enterprise.pk}/{district.foreign_school.pk}/"
    assert client.get(pair).status_code == 404


def test_a_silent_partner_is_written_to_from_the_page_of_the_pair(
    client: Client, district: District, navigator: Actor
) -> None:
    district.enterprise.email = "zavod@example.ru"
    district.enterprise.save()
    make_interaction(district.enterprise, district.school, starts_on=date(2024, 10, 1))
    client.force_login(navigator.user)
    pair = f"/interactions/partners/{district.school.pk}/{district.enterprise.pk}/"

    shown = client.get(pair).content.decode()
    answer = client.post(f"{pair}remind/", follow=True)

    assert f'action="{pair}remind/"' in shown
    assert "Письмо отправлено" in answer.content.decode()


def test_a_partner_outside_of_the_network_has_a_page_too(
    client: Client, district: District, navigator: Actor
) -> None:
    make_interaction(district.school, Partner(name="Музей связи"), title="Проект «Телеграф»")
    client.force_login(navigator.user)

    page = client.get(f"/interactions/partners/{district.school.pk}/outside/?name=Музей связи")

    assert "Проект «Телеграф»" in page.content.decode()
    assert client.get(f"/interactions/partners/{district.school.pk}/outside/").status_code == 404


def test_the_passport_is_a_page_and_a_paper(client: Client, district: District) -> None:
    make_interaction(district.enterprise, district.school, people=25, pupils=25)
    client.force_login(make_actor(Role.HR, district.enterprise).user)
    address = f"/interactions/passports/{district.enterprise.pk}/2026/"

    page = client.get(address).content.decode()
    opened = client.post(f"{address}open/", follow=True)
    passport = Passport.objects.get()
    made = client.post(f"/documents/participation-passport/{passport.pk}/make/", follow=True)

    assert "2026/27" in page
    assert f"?organisation={district.enterprise.pk}&amp;period_after=2026-09-01" in page
    assert opened.status_code == 200
    assert "ПУ-2026-0001" in made.content.decode()
    assert client.get(f"/interactions/passports/{district.enterprise.pk}/1999/").status_code == 404


def test_the_doctor_of_the_register_says_what_differs(
    district: District, capsys: pytest.CaptureFixture[str]
) -> None:
    make_interaction(district.enterprise, district.school, source="events", key="404", at=NOON)

    with pytest.raises(CommandError, match="rebuild"):
        call_command("interactions", "compare", source="events")
    call_command("interactions", "rebuild")
    call_command("interactions", "compare")
    with pytest.raises(CommandError, match="Есть: "):
        call_command("interactions", "compare", source="nonsense")

    assert "events: фактов 0, не хватало 0, отличались 0, лишних 1." in capsys.readouterr().out
