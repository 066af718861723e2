"""Invitations, seats, and who acts from where."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import make_account, make_user
from tests.factories.organisations import make_actor, make_invitation, make_organisation, make_seat
from tests.support.district import District

from zveno.base.core.verdict import Refused
from zveno.base.links.services import revoke_links
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.middleware import SEAT_KEY
from zveno.network.organisations.models import Invitation, Membership
from zveno.network.organisations.queries import actor_of, seats_of
from zveno.network.organisations.roles import Family, Role
from zveno.network.organisations.services import (
    OrganisationError,
    accept_invitation,
    end_seat,
    give_seat,
    invite,
    renew_invitation,
    take_out,
    withdraw_invitation,
)

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def director(district: District) -> Actor:
    return make_actor(Role.DIRECTOR, district.school)


def invited(director: Actor, role: Role = Role.DEPUTY, email: str = "Nova@Example.ru") -> Invitation:
    assert director.organisation
    return invite(
        director.organisation, email=email, person_name="Новая Анна", role=role, by=director, at=NOW
    )


def test_colleague_is_invited_and_takes_his_seat(director: Actor) -> None:
    invitation = invited(director)
    person = make_account(email="nova@example.ru")

    seat = accept_invitation(invitation, by=person, at=NOW)

    invitation.refresh_from_db()
    assert (seat.organisation, seat.role, seat.since) == (director.organisation, "deputy", date(2026, 11, 21))
    assert (invitation.state, invitation.seat) == ("accepted", seat)


def test_accepted_invitation_gives_no_second_seat(director: Actor) -> None:
    invitation = invited(director)
    accept_invitation(invitation, by=make_account(email="nova@example.ru"), at=NOW)

    with pytest.raises(Refused, match="принято"):
        accept_invitation(invitation, by=make_account(), at=NOW)


def test_accepting_twice_gives_the_same_seat(director: Actor) -> None:
    invitation, person = invited(director), make_account(email="nova@example.ru")
    seat = accept_invitation(invitation, by=person, at=NOW)

    again = accept_invitation(invitation, by=person, at=NOW + timedelta(minutes=1))

    assert (again, Membership.objects.filter(user=person).count()) == (seat, 1)


def test_invitation_is_not_accepted_after_its_last_day(director: Actor) -> None:
    invitation, person = invited(director), make_account(email="nova@example.ru")
    late = NOW + timedelta(days=30)

    with pytest.raises(OrganisationError, match=r"до 21\.12\.2026.*Тестов"):
        accept_invitation(invitation, by=person, at=late)

    assert accept_invitation(invitation, by=person, at=late - timedelta(seconds=1)).user == person


def test_invitation_that_has_run_out_is_renewed_and_accepted(director: Actor) -> None:
    invitation, person = invited(director), make_account(email="nova@example.ru")
    later = NOW + timedelta(days=60)
    letters = len(_letters())

    renewed = renew_invitation(invitation, by=director, at=later)

    assert renewed.expires_at == later + timedelta(days=30)
    assert len(_letters()) == letters + 1
    assert accept_invitation(invitation, by=person, at=later).user == person


def test_invitation_is_renewed_even_when_its_link_was_revoked(director: Actor) -> None:
    invitation = invited(director)
    revoke_links(invitation, by=director.user, at=NOW)
    letters = len(_letters())

    renew_invitation(invitation, by=director, at=NOW + timedelta(days=1))

    assert len(_letters()) == letters + 1


def test_letters_of_an_invitation_do_not_follow_one_another_at_once(director: Actor) -> None:
    invitation = invited(director)

    with pytest.raises(OrganisationError, match="уже отправлено"):
        renew_invitation(invitation, by=director, at=NOW + timedelta(minutes=1))


def test_invitation_that_was_withdrawn_is_not_renewed(director: Actor) -> None:
    invitation = withdraw_invitation(invited(director), by=director, at=NOW)

    with pytest.raises(Refused, match="отозвано"):
        renew_invitation(invitation, by=director, at=NOW + timedelta(days=1))


def test_inviting_anew_to_an_invitation_that_has_run_out_says_to_renew_it(director: Actor) -> None:
    invited(director)
    assert director.organisation

    with pytest.raises(OrganisationError, match="продлите"):
        invite(
            director.organisation, email="nova@example.ru", person_name="Новая Анна", role=Role.DEPUTY,
            by=director, at=NOW + timedelta(days=31),
        )  # fmt: skip


def test_whoever_comes_late_reads_when_it_ended_and_whom_to_ask(director: Actor, client: Client) -> None:
    assert director.organisation
    person = make_account(email="late@example.ru")
    invitation = make_invitation(
        director.organisation, email=person.email, expires_at=datetime(2026, 9, 15, 12, tzinfo=UTC)
    )
    client.force_login(person)

    page = client.get(f"/organisations/invitations/{invitation.pk}/").content.decode()
    client.post(f"/organisations/invitations/{invitation.pk}/")

    assert "действовало до 15.09.2026" in page
    assert "попросите продлить приглашение: Тестов Тест" in page
    assert "Занять место" not in page
    assert Membership.objects.filter(user=person).count() == 0


def test_people_page_shows_the_last_day_and_renews(director: Actor, client: Client) -> None:
    assert director.organisation
    waits = make_invitation(director.organisation, expires_at=timezone.now() + timedelta(days=3))
    late = make_invitation(director.organisation, expires_at=datetime(2026, 9, 15, 12, tzinfo=UTC))
    client.force_login(director.user)

    page = client.get(f"/organisations/{director.organisation.pk}/people/").content.decode()
    client.post(f"/organisations/invitations/{late.pk}/renew/")

    late.refresh_from_db()
    assert f"действует до {timezone.localtime(waits.expires_at):%d.%m.%Y}" in page
    assert "действовало до 15.09.2026" in page
    assert late.expires_at > timezone.now() + timedelta(days=29)


def test_withdrawn_invitation_gives_no_seat(director: Actor) -> None:
    invitation = invited(director)
    withdraw_invitation(invitation, by=director, at=NOW)

    with pytest.raises(Refused, match="отозвано"):
        accept_invitation(invitation, by=make_account(), at=NOW)


def test_same_address_is_not_invited_twice_to_one_role(director: Actor) -> None:
    invited(director)

    with pytest.raises(OrganisationError, match="уже отправлено"):
        invited(director, email="nova@example.RU")


def test_director_does_not_make_an_administrator(director: Actor) -> None:
    with pytest.raises(Refused, match="не бывает"):
        invited(director, role=Role.ADMINISTRATOR)


def test_technikum_director_does_not_make_an_administrator_either(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.college)

    with pytest.raises(Refused, match="даёт администратор системы"):
        invited(director, role=Role.ADMINISTRATOR)


def test_role_that_sees_the_district_is_given_by_its_coordinator(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.school)
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    person = make_user()

    with pytest.raises(Refused, match="на весь район"):
        give_seat(person, district.school, Role.COUNCIL_MEMBER, by=director, at=NOW)

    assert (
        give_seat(person, district.school, Role.COUNCIL_MEMBER, by=coordinator, at=NOW).role
        == "council_member"
    )


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HEAD, Role.COUNCIL_SECRETARY, Role.ECONOMIST])
def test_seat_over_the_district_is_not_ended_by_a_director_beside_it(district: District, role: Role) -> None:
    director = make_actor(Role.DIRECTOR, district.authority)
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    seat = make_seat(role, district.authority)

    with pytest.raises(Refused, match="на весь район"):
        end_seat(seat, by=director, at=NOW)

    assert end_seat(seat, by=coordinator, at=NOW).until


def test_invitation_to_a_seat_over_the_district_is_not_the_directors_to_withdraw(district: District) -> None:
    director = make_actor(Role.DIRECTOR, district.authority)
    invitation = make_invitation(district.authority, role=Role.COORDINATOR)

    with pytest.raises(Refused, match="на весь район"):
        withdraw_invitation(invitation, by=director, at=NOW)
    with pytest.raises(Refused, match="на весь район"):
        renew_invitation(invitation, by=director, at=NOW)


def test_last_steward_cannot_leave_but_the_last_but_one_can(director: Actor, district: District) -> None:
    deputy = make_actor(Role.DEPUTY, district.school)
    assert director.membership
    assert deputy.membership

    end_seat(director.membership, by=deputy, at=NOW)

    with pytest.raises(OrganisationError, match="последний"):
        end_seat(deputy.membership, by=deputy, at=NOW)


def test_seat_that_has_ended_opens_nothing_from_that_moment(director: Actor, district: District) -> None:
    teacher = make_seat(Role.CLASS_TEACHER, district.school, since=timezone.localdate(NOW))

    end_seat(teacher, by=director, at=NOW)

    assert list(Membership.objects.in_force(timezone.localdate(NOW)).filter(pk=teacher.pk)) == []


def test_foreign_director_ends_no_seat(district: District) -> None:
    foreign = make_actor(Role.DIRECTOR, district.neighbour_school)
    teacher = make_seat(Role.CLASS_TEACHER, district.school)

    with pytest.raises(Refused, match="сама организация"):
        end_seat(teacher, by=foreign, at=NOW)


def signed_in(actor: Actor, seat: object) -> Client:
    client = Client()
    client.force_login(actor.user)
    session = client.session
    session[SEAT_KEY] = seat
    session.save()
    return client


def acting(client: Client) -> str:
    """From which seat the next page is asked."""
    seat = client.get("/").context["actor"].membership
    return str(seat)


def test_person_switches_between_his_seats(district: District) -> None:
    actor = make_actor(Role.MASTER, district.college)
    second = make_seat(Role.MENTOR, district.enterprise, user=actor.user)
    client = signed_in(actor, actor.membership.pk if actor.membership else None)

    response = client.post("/organisations/seat/", {"seat": second.pk, "next": "/search/"})

    assert (response.status_code, response["Location"]) == (302, "/search/")
    assert acting(client) == str(second)


@pytest.mark.parametrize("number", ["0", "999999999999999999999", "чужое", ""])
def test_number_that_is_no_seat_of_his_changes_nothing(district: District, number: str) -> None:
    actor = make_actor(Role.MASTER, district.college)
    client = signed_in(actor, None)

    client.post("/organisations/seat/", {"seat": number})

    assert acting(client) == str(actor.membership)


def test_another_persons_seat_is_not_taken_even_from_the_session(district: District) -> None:
    actor = make_actor(Role.PUPIL, district.school)
    foreign = make_seat(Role.ADMINISTRATOR, district.authority)

    client = signed_in(actor, foreign.pk)

    assert acting(client) == str(actor.membership)


def test_seat_of_an_organisation_that_left_is_no_seat(district: District) -> None:
    actor = make_actor(Role.HR, district.enterprise)
    coordinator = make_actor(Role.COORDINATOR, district.authority)
    client = signed_in(actor, actor.membership.pk if actor.membership else None)

    take_out(district.enterprise, why="закрылась", by=coordinator, at=NOW)

    assert acting(client) == "None"


def test_closed_account_acts_no_more(district: District) -> None:
    actor = make_actor(Role.DIRECTOR, district.school)
    client = signed_in(actor, None)
    actor.user.is_active = False
    actor.user.save()

    response = client.get("/organisations/")

    assert (response.status_code, response["Location"]) == (302, "/account/login/?next=/organisations/")


def test_key_of_an_ended_seat_does_not_move_to_another(district: District) -> None:
    actor = make_actor(Role.MASTER, district.college)
    ended = make_seat(Role.MENTOR, district.enterprise, user=actor.user, since=date(2025, 9, 1))
    ended.until = date(2026, 6, 30)
    ended.save()

    acting_by_key = actor_of(actor.user, ended.pk, on=date(2026, 11, 21))

    assert acting_by_key.membership is None


def test_letter_of_invitation_leads_a_newcomer_to_his_seat(
    director: Actor, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        invited(director)
    address = next(word for word in _letters()[-1].split() if "/l/" in word)
    client = Client()
    path = "/" + address.split("/", 3)[3]

    page = client.get(path)
    admitted = client.post(path)
    client.post(
        admitted["Location"],
        {
            "last_name": "Новая",
            "first_name": "Анна",
            "patronymic": "",
            "email": "nova@example.ru",
            "password1": "длинный-пароль-42",
            "password2": "длинный-пароль-42",
        },
    )

    assert "Принять приглашение" in page.content.decode()
    assert acting(client) == f"заместитель директора, {director.organisation}"


def _letters() -> list[str]:
    from zveno.base.notifications.models import Letter

    return [
        *(letter.body for letter in Letter.objects.order_by("pk")),
        *(str(sent.body) for sent in mail.outbox),
    ]


def test_somebody_with_an_account_signs_in_to_take_his_seat(
    director: Actor, django_capture_on_commit_callbacks: object
) -> None:
    person = make_account(email="nova@example.ru")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        invited(director)
    path = "/" + next(word for word in _letters()[-1].split() if "/l/" in word).split("/", 3)[3]
    stranger, owner = Client(), Client()
    owner.force_login(person)

    sent_to_sign_in = stranger.post(path)
    taken = owner.post(path)

    assert sent_to_sign_in["Location"] == f"/account/login/?next={path}"
    assert taken["Location"] == "/"
    assert acting(owner) == f"заместитель директора, {director.organisation}"


def test_stranger_sees_staff_and_no_learner(district: District) -> None:
    make_seat(Role.DIRECTOR, district.school)
    make_seat(Role.PUPIL, district.school)
    make_seat(Role.PARENT, district.school)
    hr = make_actor(Role.HR, district.enterprise)

    seen = Membership.objects.filter(organisation=district.school).visible_to(hr)

    assert [seat.role for seat in seen] == ["director"]


def test_pupils_do_not_list_one_another_but_their_director_does(district: District) -> None:
    pupil = make_actor(Role.PUPIL, district.school)
    make_seat(Role.PUPIL, district.school)
    director = make_actor(Role.DIRECTOR, district.school)
    of_school = Membership.objects.filter(organisation=district.school).order_by("pk")

    by_pupil, by_director = of_school.visible_to(pupil), of_school.visible_to(director)

    assert [seat.role for seat in by_pupil] == ["pupil", "director"]
    assert [seat.role for seat in by_director] == ["pupil", "pupil", "director"]


def test_organisations_of_a_family_know_only_its_roles(district: District) -> None:
    enterprise = make_organisation(Family.ENTERPRISE, territory=district.ours)
    hr = make_actor(Role.HR, enterprise)

    with pytest.raises(Refused, match="не бывает"):
        give_seat(make_user(), enterprise, Role.PUPIL, by=hr, at=NOW + timedelta(days=1))


def test_person_starts_at_his_work_and_not_at_the_council(district: District) -> None:
    council = make_seat(Role.COUNCIL_MEMBER, district.enterprise)
    mentor = make_seat(Role.MENTOR, district.enterprise, user=council.user, since=date(2024, 9, 1))
    older = make_seat(Role.HR, district.enterprise, user=council.user)

    seats = seats_of(council.user, on=date(2026, 11, 21))

    assert seats == [older, mentor, council]


def test_two_seats_of_one_organisation_are_told_apart_where_one_switches(district: District) -> None:
    council = make_seat(Role.COUNCIL_MEMBER, district.enterprise)
    make_seat(Role.MENTOR, district.enterprise, user=council.user)
    Membership.objects.update(post="завод")
    client = Client()
    client.force_login(council.user)

    seats = client.get("/").context["frame"].seats

    assert [seat.role for seat in seats] == ["наставник, завод", "член межведомственного совета, завод"]
