"""Those whom it concerns are told, and nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.factories.accounts import make_account
from tests.factories.organisations import (
    make_actor,
    make_inn,
    make_kind,
    make_organisation,
    make_seat,
    make_territory,
)
from tests.support.district import District

from zveno.base.core.health import Level
from zveno.base.notifications.models import Letter, Notification
from zveno.network.organisations.checks import stewards, territories
from zveno.network.organisations.models import JoinRequest, Territory
from zveno.network.organisations.roles import Family, Role
from zveno.network.organisations.services import (
    accept_invitation,
    end_seat,
    invite,
    refuse_request,
    request_to_join,
)

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def asked_from(territory: Territory) -> JoinRequest:
    return request_to_join(
        kind=make_kind(Family.ENTERPRISE),
        territory=territory,
        full_name="ООО «Новое»",
        short_name="ООО «Новое»",
        inn=make_inn(470_700_001),
        person_name="Кадрова Ольга",
        person_post="директор",
        person_email="kadry@example.ru",
        proof="приказ",
        at=NOW,
    )


def told() -> list[tuple[str, str]]:
    return [(str(one.recipient), one.kind) for one in Notification.objects.order_by("pk")]


def test_request_from_a_village_is_told_to_the_coordinator_of_its_district(district: District) -> None:
    ours = make_actor(Role.COORDINATOR, district.authority)
    make_actor(Role.COORDINATOR, make_organisation(Family.AUTHORITY, territory=district.foreign))
    village = make_territory(Territory.Level.SETTLEMENT, parent=district.ours)

    asked_from(village)

    assert told() == [(str(ours.user), "members.asked")]


def test_refused_one_reads_the_reason_in_a_letter(district: District) -> None:
    request = asked_from(district.ours)

    refuse_request(
        request, reason="Нет приказа.", by=make_actor(Role.COORDINATOR, district.authority), at=NOW
    )

    letter = Letter.objects.get(to="kadry@example.ru")
    assert "Причина: Нет приказа." in letter.body


def test_who_runs_the_organisation_is_told_who_came(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.school)
    make_actor(Role.CLASS_TEACHER, district.school)
    invitation = invite(
        district.school,
        email="nova@example.ru",
        person_name="Новая Анна",
        role=Role.DEPUTY,
        by=director,
        at=NOW,
    )

    accept_invitation(invitation, by=make_account(email="nova@example.ru"), at=NOW)

    assert told() == [(str(director.user), "members.joined")]


def test_person_is_told_that_his_seat_has_ended(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.school)
    seat = make_seat(Role.CLASS_TEACHER, district.school)
    own = make_seat(Role.NAVIGATOR, district.school, user=director.user)

    end_seat(seat, by=director, at=NOW)
    end_seat(own, by=director, at=NOW)

    assert told() == [(str(seat.user), "members.seat_ended")]


def test_doctor_sees_a_territory_that_is_not_where_its_path_says(district: District) -> None:
    sound = list(territories())
    Territory.objects.filter(pk=district.ours.pk).update(path="/999/")

    assert (sound, [finding.level for finding in territories()]) == ([], [Level.FAULT])


def test_doctor_sees_an_organisation_that_nobody_runs(district: District) -> None:
    make_seat(Role.DIRECTOR, district.neighbour_school)
    make_seat(Role.CLASS_TEACHER, district.school)
    ended = make_seat(Role.DIRECTOR, district.school)
    ended.until = date(2021, 1, 1)
    ended.save()

    assert [finding.says for finding in stewards()] == [
        f"В организации «{district.school}» есть люди, но нет никого, кто её ведёт."
    ]
