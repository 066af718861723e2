"""What an enterprise does without an account: it says whom it needs, and what it thinks of a change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.organisations import make_actor
from tests.factories.programmes import make_change, make_competence, make_programme, profession
from tests.support.district import District
from tests.support.links import enter_code

from zveno.base.links.services import issue_link
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role
from zveno.network.programmes import services
from zveno.network.programmes.models import ChangeRequest, Level, Opinion, Profile
from zveno.network.programmes.services.changes import EXPERTISE_LINK
from zveno.network.programmes.services.needs import NEEDS_LINK

ADDRESS = "office@example.ru"
SAID = {
    "need-TOTAL_FORMS": "1",
    "need-INITIAL_FORMS": "1",
    "need-0-text": "Точить валы",
    "need-0-level": "3",
    "need-0-importance": "3",
    "post": "токарь",
}


@pytest.fixture
def deputy(district: District) -> Actor:
    district.enterprise.email = ADDRESS
    district.enterprise.save()
    return make_actor(Role.DEPUTY, district.college)


def needs_link(district: District, deputy: Actor) -> str:
    now = timezone.now()
    profile, _link = services.ask_for_needs(district.enterprise, profession(), by=deputy, at=now)
    issued = issue_link(NEEDS_LINK, profile, email=ADDRESS, person_name="Кадрова Ольга", by=None, at=now)
    return f"/l/{issued.secret}/"


def expertise_link(district: District, deputy: Actor) -> tuple[ChangeRequest, str]:
    now = timezone.now()
    change = make_change(
        make_programme(district.college),
        experts=(district.enterprise,),
        due_on=timezone.localdate(now) + timedelta(days=9),
    )
    services.send_change(change, by=deputy, at=now)
    issued = issue_link(
        EXPERTISE_LINK,
        change.expertises.get(),
        email=ADDRESS,
        person_name="Кадрова Ольга",
        by=None,
        at=now,
    )
    return change, f"/l/{issued.secret}/"


def test_an_enterprise_answers_on_one_page_and_may_correct_itself(district: District, deputy: Actor) -> None:
    make_competence(make_programme(district.college), "ПК 1.1", name="Точить валы")
    address, client = needs_link(district, deputy), Client()
    enter_code(client, address)

    page = client.get(address).content.decode()
    empty = client.post(address, {**SAID, "need-0-level": ""})
    thanks = client.post(address, SAID, follow=True).content.decode()
    again = client.get(address).content.decode()

    profile = Profile.objects.get()
    assert "Точить валы" in page
    assert empty.status_code == 422
    assert "Спасибо, записали" in thanks
    assert profile.stated_by == "Кадрова Ольга"
    assert profile.requirements.get().level == Level.ALONE
    assert 'value="токарь"' in again


def test_whoever_has_the_link_without_the_letterbox_says_nothing(district: District, deputy: Actor) -> None:
    address = needs_link(district, deputy)

    page = Client().post(address, SAID)

    assert "нужен код" in page.content.decode()
    assert Profile.objects.get().stated_at is None


def test_an_expert_reads_the_change_and_answers_with_a_remark(district: District, deputy: Actor) -> None:
    change, address = expertise_link(district, deputy)
    client = Client()
    enter_code(client, address)

    page = client.get(address).content.decode()
    faulty = client.post(address, {"opinion": "against", "comment": ""})
    done = client.post(
        address, {"opinion": "remarks", "about": "ПП.01", "remark": "Мало часов"}, follow=True
    ).content.decode()

    expertise = change.expertises.get()
    assert change.what in page
    assert "Объясните, почему не поддерживаете" in faulty.content.decode()
    assert "Спасибо, мнение записано" in done
    assert "Мало часов" in done
    assert expertise.opinion == Opinion.WITH_REMARKS
    assert expertise.remarks.get().made_by == "Кадрова Ольга"
