"""Search over everything the person may see."""

from __future__ import annotations

from django.test import Client
from tests.factories.accounts import make_user
from tests.factories.organisations import make_actor, make_organisation, make_seat
from tests.support.district import District

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Family, Role


def found(actor: Actor, typed: str) -> dict[str, list[str]]:
    client = Client()
    client.force_login(actor.user)
    groups = client.get("/search/", {"q": typed}).context["groups"]
    return {str(group.kind): [str(line.title) for line in group.lines] for group in groups}


def test_words_are_found_whatever_their_case_and_yo(district: District) -> None:
    make_organisation(Family.ENTERPRISE, territory=district.ours, short_name="АО «Озёрный Завод»")
    hr = make_actor(Role.HR, district.enterprise)

    assert found(hr, "ОЗЕРНЫЙ завод") == {"Организации": ["АО «Озёрный Завод»"]}


def test_what_one_may_not_see_is_not_found(district: District) -> None:
    make_organisation(territory=district.foreign, short_name="Чужая особенная школа")
    pupil = make_user(last_name="Особенный", first_name="Ученик")
    make_seat(Role.PUPIL, district.neighbour_school, user=pupil)
    teacher = make_user(last_name="Особенная", first_name="Учительница")
    make_seat(Role.CLASS_TEACHER, district.neighbour_school, user=teacher)
    hr = make_actor(Role.HR, district.enterprise)

    assert found(hr, "особенн") == {"Люди": ["Особенная Учительница"]}


def test_one_letter_is_not_searched(district: District) -> None:
    assert found(make_actor(Role.HR, district.enterprise), "о") == {}


def test_nothing_found_says_so(district: District) -> None:
    client = Client()
    client.force_login(make_actor(Role.HR, district.enterprise).user)

    page = client.get("/search/", {"q": "<script>абырвалг"}).content.decode()

    assert "&lt;script&gt;абырвалг» ничего не нашлось" in page


def test_signs_of_patterns_are_letters(district: District) -> None:
    assert found(make_actor(Role.HR, district.enterprise), "%%__") == {}
