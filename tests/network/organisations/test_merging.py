"""Duplicates are found, become one with all that leads to them, and two again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests.factories.organisations import make_actor, make_inn, make_invitation, make_organisation, make_seat
from tests.support.district import District

from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Contact, Membership, Merge, Organisation, references
from zveno.network.organisations.queries import duplicates, kept_instead_of, what_would_move
from zveno.network.organisations.queries.duplicates import address_key, name_key
from zveno.network.organisations.roles import Family, Role
from zveno.network.organisations.services import OrganisationError, merge, part, take_out, tell_apart

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def coordinator(district: District) -> Actor:
    return make_actor(Role.COORDINATOR, district.authority)


def works(district: District, name: str = "ООО «Рассвет»", **fields: Any) -> Organisation:
    return make_organisation(Family.ENTERPRISE, territory=district.ours, short_name=name, **fields)


def pairs(actor: Actor) -> list[tuple[str, str, list[str]]]:
    return [(pair.first.short_name, pair.second.short_name, list(pair.reasons)) for pair in duplicates(actor)]


def test_one_name_written_in_two_ways_is_found(district: District, coordinator: Actor) -> None:
    works(district, "ООО «Рассвет»")
    works(district, "Общество с ограниченной ответственностью РАССВЕТ")
    works(district, "ООО «Закат»")

    assert pairs(coordinator) == [
        ("ООО «Рассвет»", "Общество с ограниченной ответственностью РАССВЕТ", ["одинаковое название"])
    ]


@pytest.mark.parametrize(
    ("kpps", "expected"), [(("470201001", ""), 1), (("470201001", "470243001"), 0), (("", "470201001"), 1)]
)
def test_one_inn_is_one_organisation_unless_both_have_a_kpp(
    district: District, coordinator: Actor, kpps: tuple[str, str], expected: int
) -> None:
    for number, kpp in enumerate(kpps):
        works(district, f"Завод {'АБ'[number] * 5}", inn=make_inn(470_800_001), kpp=kpp)

    assert len(pairs(coordinator)) == expected


def test_one_address_is_enough_only_with_a_word_of_the_name(district: District, coordinator: Actor) -> None:
    works(district, "Кафе «Берёзка»", address="г. Верхнеозёрск, ул. Лесная, д. 5")
    works(district, "Столовая «Берёзка»", address="Верхнеозерск, Лесная 5")
    works(district, "Парикмахерская", address="г. Верхнеозёрск, ул. Лесная, д. 5")

    assert [pair[:2] for pair in pairs(coordinator)] == [("Кафе «Берёзка»", "Столовая «Берёзка»")]


def test_names_and_addresses_are_compared_without_their_trimmings() -> None:
    assert name_key("АО «Завод №3»") == name_key("Акционерное общество завод № 3")
    assert address_key("г. Озёрск, ул. Мира, д. 7") == address_key("Озерск, Мира, дом 7")


def test_a_unit_is_no_duplicate_of_its_head_and_another_district_is_not_looked_at(
    district: District, coordinator: Actor
) -> None:
    head = works(district)
    works(district, parent=head)
    make_organisation(Family.ENTERPRISE, territory=district.foreign, short_name="ООО «Рассвет»")

    assert pairs(coordinator) == []


def test_what_somebody_told_apart_is_offered_no_more(district: District, coordinator: Actor) -> None:
    first, second = works(district), works(district)

    tell_apart(second, first, by=coordinator, at=NOW)
    tell_apart(first, second, by=coordinator, at=NOW)

    assert pairs(coordinator) == []


def test_everything_that_leads_to_the_merged_record_leads_to_the_kept_one(
    district: District, coordinator: Actor
) -> None:
    kept, old = works(district, phone=""), works(district, inn=make_inn(470_800_002), phone="+7 000")
    unit = works(district, "Цех", parent=old)
    seat = make_seat(Role.HR, old)
    invitation = make_invitation(old)
    contact = Contact.objects.create(organisation=old, name="Тестова Анна", phone="+7 000")

    done = merge(old, into=kept, why="Заведена дважды", by=coordinator, at=NOW)

    for thing in (kept, old, unit, seat, invitation, contact):
        thing.refresh_from_db()
    assert [unit.parent, seat.organisation, invitation.organisation, contact.organisation] == [kept] * 4
    assert (old.state, old.merged_into, kept.inn, kept.phone) == (
        "merged",
        kept,
        make_inn(470_800_002),
        "+7 000",
    )
    assert what_would_move(old) == {}
    assert sum(map(len, done.moved["rows"].values())) == 4
    assert list(Entry.objects.filter(action="organisation.merge").values_list("thing_id", "why")) == [
        (str(kept.pk), "Заведена дважды")
    ]


def test_a_seat_that_the_kept_record_has_already_stays_and_opens_nothing(
    district: District, coordinator: Actor
) -> None:
    kept, old = works(district), works(district)
    seat = make_seat(Role.HR, old)
    make_seat(Role.HR, kept, user=seat.user)

    merge(old, into=kept, why="Дважды", by=coordinator, at=NOW)

    in_force = Membership.objects.in_force(NOW.date()).filter(user=seat.user)
    assert [one.organisation for one in in_force] == [kept]


def test_merging_with_itself_with_a_unit_or_with_one_that_left_is_refused(
    district: District, coordinator: Actor
) -> None:
    head, other = works(district), works(district)
    unit = works(district, parent=head)
    take_out(other, why="закрыта", by=coordinator, at=NOW)

    for into, sentence in ((head, "одна и та же"), (unit, "подразделение"), (other, "не в сети")):
        with pytest.raises(OrganisationError, match=sentence):
            merge(head, into=into, why="Проба", by=coordinator, at=NOW)
    with pytest.raises(OrganisationError, match="причину"):
        merge(other, into=head, why=" ", by=coordinator, at=NOW)

    assert Merge.objects.count() == 0


def test_a_record_of_another_district_is_not_merged(district: District, coordinator: Actor) -> None:
    foreign = make_organisation(Family.ENTERPRISE, territory=district.foreign)

    with pytest.raises(Refused, match="управление образования"):
        merge(foreign, into=works(district), why="Проба", by=coordinator, at=NOW)


@pytest.mark.parametrize("was", ["active", "left"])
def test_parting_puts_everything_back(district: District, coordinator: Actor, was: str) -> None:
    kept, old = works(district, kpp=""), works(district, inn=make_inn(470_800_003), phone="+7 000")
    if was == "left":
        take_out(old, why="закрыта", by=coordinator, at=NOW)
    moved, own = make_seat(Role.HR, old), make_seat(Role.HR, kept)
    done = merge(old, into=kept, why="Ошибка", by=coordinator, at=NOW)

    part(done, by=coordinator, at=NOW)
    part(done, by=coordinator, at=NOW)

    for thing in (kept, old, moved, own):
        thing.refresh_from_db()
    assert (moved.organisation, own.organisation) == (old, kept)
    assert (old.state, old.merged_into, kept.inn, kept.phone) == (was, None, "", "")
    assert Entry.objects.filter(action="organisation.part").count() == 2


def test_the_old_address_leads_to_the_kept_record_however_many_merges_ago(
    district: District, coordinator: Actor, client: Client
) -> None:
    first, second, third = works(district), works(district), works(district)
    merge(first, into=second, why="Дважды", by=coordinator, at=NOW)
    merge(second, into=third, why="Трижды", by=coordinator, at=NOW)
    client.force_login(coordinator.user)

    answer = client.get(f"/organisations/{first.pk}/")
    listed = client.get("/organisations/", {"q": "рассвет"}).content.decode()

    assert (answer.status_code, answer["Location"]) == (302, f"/organisations/{third.pk}/")
    assert kept_instead_of(third.pk) == third.pk
    assert (f"/organisations/{first.pk}/" in listed, f"/organisations/{third.pk}/" in listed) == (False, True)
    assert client.get(f"/organisations/{first.pk}/edit/").status_code == 404


def test_two_that_look_alike_are_merged_from_the_page(
    district: District, coordinator: Actor, client: Client
) -> None:
    kept, old = works(district), works(district)
    client.force_login(coordinator.user)

    found = client.get("/organisations/duplicates/").content.decode()
    form = client.get(f"/organisations/{old.pk}/merge/", {"into": kept.pk}).content.decode()
    answer = client.post(f"/organisations/{old.pk}/merge/", {"into": kept.pk, "why": "Дважды"})
    shown = client.get(answer["Location"]).content.decode()
    client.post(f"{answer['Location']}part/")

    old.refresh_from_db()
    assert f"/organisations/{old.pk}/merge/?into={kept.pk}" in found
    assert f'value="{kept.pk}" selected' in form
    assert "Дважды" in shown
    assert old.state == "active"


def test_every_column_that_names_an_organisation_is_moved() -> None:
    """A package that refers to organisations needs to do nothing for it."""
    found = {label for label, _field in references()}

    assert {"organisations.membership.organisation", "organisations.organisation.parent"} <= found
    assert any(label.startswith("events.event.") for label in found)
    assert not any(".merge." in label or "merged_into" in label for label in found)
