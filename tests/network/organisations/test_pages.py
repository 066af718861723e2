"""Pages of organisations as people meet them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.organisations import (
    make_actor,
    make_inn,
    make_invitation,
    make_join_request,
    make_kind,
    make_organisation,
    make_seat,
    make_territory,
)
from tests.support import samples
from tests.support.district import District
from tests.support.links import enter_code

from zveno.base.audit.models import Entry
from zveno.base.links.services import issue_link
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import JoinRequest, Organisation, Territory
from zveno.network.organisations.queries import figures, today
from zveno.network.organisations.roles import Family, Role
from zveno.network.organisations.services import ask_for_details

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.mark.parametrize("amount", [1, 3])
def test_the_register_asks_the_database_as_often_for_one_row_as_for_three(
    amount: int, district: District, django_assert_num_queries: Any
) -> None:
    actor = make_actor(Role.COORDINATOR, district.authority)
    for _number in range(amount):
        make_organisation(Family.ENTERPRISE, territory=district.ours, short_name="ООО «Искомое»")
    client = client_of(actor)

    with django_assert_num_queries(9):
        response = client.get("/organisations/", {"q": "искомое"})

    assert response.context["page"].count == amount


@pytest.mark.parametrize("amount", [1, 3])
def test_the_page_asks_as_often_for_one_colleague_as_for_three(
    amount: int, district: District, django_assert_num_queries: Any
) -> None:
    actor = make_actor(Role.DIRECTOR, district.school)
    for _number in range(amount):
        make_seat(Role.CLASS_TEACHER, district.school)
        make_organisation(territory=district.ours, parent=district.school)
    client = client_of(actor)

    with django_assert_num_queries(13):
        response = client.get(f"/organisations/{district.school.pk}/")

    assert len(response.context["page"].people) == amount + 1


@pytest.mark.parametrize("amount", [1, 3])
def test_people_and_invitations_are_asked_as_often_for_one_as_for_three(
    amount: int, district: District, django_assert_num_queries: Any
) -> None:
    actor = make_actor(Role.DIRECTOR, district.school)
    for _number in range(amount):
        make_seat(Role.PUPIL, district.school)
        invitation = make_invitation(district.school)
        issue_link(
            "organisations.invitation",
            invitation,
            email=invitation.email,
            person_name=invitation.person_name,
            by=actor.user,
            at=NOW,
        )
    client = client_of(actor)

    with django_assert_num_queries(8):
        response = client.get(f"/organisations/{district.school.pk}/people/")

    assert (len(response.context["people"]), len(response.context["invitations"])) == (amount + 1, amount)


def names(client: Client, **query: str) -> list[str]:
    page = client.get("/organisations/", {**query, "export": ""}).context["page"]
    return [row for row in ("Искомая школа", "Искомый завод", "Искомая больница") if row in page.body]


def test_the_register_is_narrowed_by_the_address_bar(district: District) -> None:
    village = make_territory(Territory.Level.SETTLEMENT, parent=district.ours)
    make_organisation(Family.SCHOOL, territory=village, short_name="Искомая школа", confirmed_at=None)
    make_organisation(Family.ENTERPRISE, territory=district.ours, short_name="Искомый завод", state="left")
    make_organisation(
        Family.HEALTH,
        territory=district.ours,
        short_name="Искомая больница",
        confirmed_at=NOW,
        confirmed_by="Главный врач",
    )
    client = client_of(make_actor(Role.COORDINATOR, district.authority))

    found = {
        "family": names(client, family="employers"),
        "territory": names(client, territory=str(village.pk)),
        "state": names(client, state="active"),
        "details": names(client, details="fresh"),
        "words": names(client, q="ИСКОМЫЙ завод"),
    }

    assert found == {
        "family": ["Искомый завод", "Искомая больница"],
        "territory": ["Искомая школа"],
        "state": ["Искомая школа", "Искомая больница"],
        "details": ["Искомая больница"],
        "words": ["Искомый завод"],
    }


def test_a_wrong_number_comes_back_to_its_field(district: District) -> None:
    client = client_of(make_actor(Role.DIRECTOR, district.school))
    url = f"/organisations/{district.school.pk}/edit/"
    page = client.get(url)
    values = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}

    response = client.post(url, {**values, "inn": "7707083894", "kpp": "470201001"})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "inn": ["В ИНН 7707083894 опечатка: контрольная цифра не сходится."]
    }


def test_history_is_shown_to_those_who_answer_for_it(district: District) -> None:
    director, hr = make_actor(Role.DIRECTOR, district.school), make_actor(Role.HR, district.enterprise)
    client_of(director).post(f"/organisations/{district.school.pk}/confirm/")

    own = client_of(director).get(f"/organisations/{district.school.pk}/").content.decode()
    foreign = client_of(hr).get(f"/organisations/{district.school.pk}/").content.decode()

    assert ("Сведения подтверждены" in own, "Сведения подтверждены" in foreign) == (True, False)


def test_addresses_of_people_are_for_colleagues_and_overseers(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.school)
    pages = {
        role: client_of(make_actor(role, place)).get(f"/organisations/{district.school.pk}/people/")
        for role, place in (
            (Role.CLASS_TEACHER, district.school),
            (Role.COORDINATOR, district.authority),
            (Role.HR, district.enterprise),
        )
    }

    shown = {role: director.user.email in page.content.decode() for role, page in pages.items()}

    assert shown == {Role.CLASS_TEACHER: True, Role.COORDINATOR: True, Role.HR: False}


def details_link(district: District, email: str = "kadry@example.ru") -> str:
    enterprise = district.enterprise
    enterprise.email, enterprise.contact_name = email, "Кадрова Ольга"
    enterprise.save()
    link = ask_for_details(enterprise, by=make_actor(Role.COORDINATOR, district.authority), at=NOW)
    issued = issue_link(
        "organisations.details",
        enterprise,
        email=link.email,
        person_name=link.person_name,
        by=None,
        at=datetime.now(UTC),
    )
    return f"/l/{issued.secret}/"


def test_contact_person_corrects_and_confirms_without_an_account(district: District) -> None:
    path = details_link(district)
    visitor = Client()
    enter_code(visitor, path)

    form = visitor.get(path).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    answer = visitor.post(path, {**values, "phone": "+7 (000) 123-45-67"})
    thanks = visitor.get(answer["Location"])

    enterprise = Organisation.objects.get(pk=district.enterprise.pk)
    assert (enterprise.phone, enterprise.confirmed_by) == ("+7 (000) 123-45-67", "Кадрова Ольга")
    assert "Спасибо" in thanks.content.decode()


def test_contact_person_cannot_change_more_than_he_was_asked(district: District) -> None:
    path = details_link(district)
    name = district.enterprise.short_name

    visitor = Client()
    enter_code(visitor, path)

    visitor.post(path, {"email": "kadry@example.ru", "short_name": "Захвачено", "inn": "7707083893"})

    enterprise = Organisation.objects.get(pk=district.enterprise.pk)
    assert (enterprise.short_name, enterprise.inn) == (name, district.enterprise.inn)


def test_looking_at_the_link_confirms_nothing(district: District) -> None:
    path = details_link(district)
    visitor = Client()
    enter_code(visitor, path)

    page = visitor.get(path)

    assert "form" in page.context
    assert Organisation.objects.get(pk=district.enterprise.pk).confirmed_at is None


def test_whoever_has_the_link_without_the_letterbox_changes_nothing(district: District) -> None:
    path = details_link(district)

    page = Client().post(path, {"email": "kadry@example.ru", "phone": "+7 (000) 123-45-67"})

    assert "нужен код" in page.content.decode()
    assert Organisation.objects.get(pk=district.enterprise.pk).confirmed_at is None


def asked(district: District, **changes: str) -> dict[str, str]:
    return {
        "kind": str(make_kind(Family.ENTERPRISE).pk),
        "territory": str(district.ours.pk),
        "full_name": "Общество с ограниченной ответственностью «Новое»",
        "short_name": "ООО «Новое»",
        "inn": make_inn(470_700_001),
        "kpp": "470201001",
        "person_name": "Кадрова Ольга Ивановна",
        "person_post": "директор",
        "person_email": "kadry@example.ru",
        "proof": "Приказ № 1",
        **changes,
    }


def test_form_of_a_request_opens_empty_and_without_reproaches(district: District) -> None:
    page = Client().get("/organisations/join/")

    assert (page.status_code, page.context["form"].errors) == (200, {})


def test_organisation_from_outside_asks_and_is_taken_in(district: District) -> None:
    cache.clear()
    coordinator = client_of(make_actor(Role.COORDINATOR, district.authority))

    sent = Client().post("/organisations/join/", asked(district))
    request = JoinRequest.objects.get()
    waiting = coordinator.get("/").content.decode()
    coordinator.post(f"/organisations/requests/{request.pk}/accept/")

    request.refresh_from_db()
    assert sent["Location"] == "/organisations/join/sent/"
    assert "Заявка на вступление: ООО «Новое»" in waiting
    assert request.organisation
    assert (request.organisation.state, request.organisation.invitations.get().role) == ("active", "hr")


def test_member_is_told_that_it_is_a_member_already(district: District) -> None:
    cache.clear()
    make_organisation(territory=district.ours, inn=make_inn(470_700_001), kpp="470201001")

    response = Client().post("/organisations/join/", asked(district))

    assert response.status_code == 422
    assert "уже в сети" in response.context["form"].errors["inn"][0]


def test_refusal_goes_with_its_reason(district: District, mailoutbox: list[Any]) -> None:
    request = make_join_request(territory=district.ours)
    coordinator = client_of(make_actor(Role.COORDINATOR, district.authority))

    without = coordinator.post(f"/organisations/requests/{request.pk}/refuse/", {"reason": " "})
    coordinator.post(f"/organisations/requests/{request.pk}/refuse/", {"reason": "Нет приказа."})

    request.refresh_from_db()
    assert without.status_code == 422
    assert (request.state, request.reason) == ("refused", "Нет приказа.")


def test_form_filled_by_a_program_is_not_taken(district: District) -> None:
    cache.clear()

    Client().post("/organisations/join/", asked(district, agreement="yes"))

    assert not JoinRequest.objects.exists()


def test_stranger_asks_ten_times_an_hour_and_no_more(district: District) -> None:
    cache.clear()
    visitor = Client()

    answers = [visitor.post("/organisations/join/", {}).status_code for _attempt in range(11)]

    assert answers == [422] * 10 + [429]


def test_paper_of_a_request_reaches_whoever_decides_and_nobody_else(district: District) -> None:
    cache.clear()
    paper = SimpleUploadedFile("приказ.pdf", samples.pdf(), "application/pdf")
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    head = client_of(make_actor(Role.HEAD, district.authority))

    sent = Client().post("/organisations/join/", {**asked(district), "proof_file": paper})
    request = JoinRequest.objects.get()
    page = client_of(coordinator).get(request.get_absolute_url()).content.decode()
    given = client_of(coordinator).get(f"/organisations/requests/{request.pk}/file/")

    assert sent.status_code == 302
    assert "приказ.pdf" in page
    assert b"".join(given.streaming_content) == samples.pdf()  # type: ignore[attr-defined]
    assert head.get(f"/organisations/requests/{request.pk}/file/").status_code == 403
    assert Entry.objects.filter(is_look=True, actor_id=coordinator.user.pk).count() == 1


def test_file_that_is_no_paper_is_refused_in_words_and_nothing_is_asked(district: District) -> None:
    cache.clear()
    program = SimpleUploadedFile("приказ.pdf", b"MZ\x90\x00 not a paper", "application/pdf")

    answer = Client().post("/organisations/join/", {**asked(district), "proof_file": program})

    assert answer.status_code == 422
    assert "программы не принимаем" in answer.context["form"].errors["proof_file"][0]
    assert not JoinRequest.objects.exists()


def test_request_without_a_paper_has_none_to_show(district: District) -> None:
    request = make_join_request(territory=district.ours)
    coordinator = client_of(make_actor(Role.COORDINATOR, district.authority))

    assert coordinator.get(f"/organisations/requests/{request.pk}/file/").status_code == 404


def test_figures_of_the_network_say_whose_they_are(district: District) -> None:
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    administrator = make_actor(Role.ADMINISTRATOR, district.authority)

    notes = [{figure.note for figure in figures(actor, at=NOW)} for actor in (coordinator, administrator)]

    assert notes == [{district.ours.name}, {"все территории"}]


def test_only_the_coordinator_reads_that_he_decides(district: District) -> None:
    make_join_request(territory=district.ours)
    roles = (Role.COORDINATOR, Role.ADMINISTRATOR)

    reasons = [
        next(
            str(item.reason)
            for item in today(make_actor(role, district.authority), at=NOW)
            if "Заявка" in str(item.title)
        )
        for role in roles
    ]

    assert ["Решаете вы." in reason for reason in reasons] == [True, False]
    assert "Решает координатор района" in reasons[1]
