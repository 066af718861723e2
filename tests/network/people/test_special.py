"""Health limits: only with a consent, only for those who need them, and every look has its reason."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.organisations import make_actor
from tests.factories.people import make_enrolment, make_group
from tests.factories.privacy import NOW, make_special, make_ward, sign
from tests.support.district import District

from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role
from zveno.network.people.models import (
    LookReason,
    Person,
    SpecialRecord,
    SpecialWord,
    StudyGroup,
)
from zveno.network.people.policies.special import can_look, can_view_special
from zveno.network.people.services.consents import withdraw_consent
from zveno.network.people.services.special import (
    Known,
    SpecialError,
    add_special,
    end_special,
    look_at_special,
)

NOTE = "Нужен экран поближе"


@pytest.fixture
def school(district: District) -> Organisation:
    return district.school


@pytest.fixture
def group(school: Organisation) -> StudyGroup:
    return make_group(school, "8А")


@pytest.fixture
def child(group: StudyGroup) -> Person:
    return make_ward(group, family_name="Тайнов")[0]


def known(**fields: object) -> Known:
    return Known(SpecialWord.objects.get(code="limit-hearing"), basis="справка № 4", **fields)  # type: ignore[arg-type]


def test_nothing_is_entered_without_the_consent_for_it(child: Person, school: Organisation) -> None:
    deputy = make_actor(Role.DEPUTY, school)
    sign(child, child.guardianships.get().guardian, school, purpose="guidance")

    with pytest.raises(SpecialError, match="Сначала получите его"):
        add_special(child, known(), by=deputy, at=NOW)

    assert not SpecialRecord.objects.exists()


def test_the_same_word_is_not_entered_twice(child: Person, school: Organisation) -> None:
    make_special(child, school, word="limit-hearing")

    with pytest.raises(SpecialError, match="Такая запись уже есть"):
        add_special(child, known(), by=make_actor(Role.DEPUTY, school), at=NOW)

    assert SpecialRecord.objects.count() == 1


def test_a_look_gives_the_records_and_leaves_the_reason(child: Person, school: Organisation) -> None:
    special = make_special(child, school)
    counsellor = make_actor(Role.COUNSELLOR, school)

    found = look_at_special(child, reason=LookReason.TRIAL, words="проба в столярной", by=counsellor, at=NOW)

    look = Entry.objects.get(action="special.look")
    assert found == [special]
    assert (look.is_look, look.actor_id, look.thing_id) == (True, counsellor.user.pk, str(child.pk))
    assert look.why == "подбираю пробу, экскурсию или практику: проба в столярной"


def test_another_reason_must_be_written(child: Person, school: Organisation) -> None:
    make_special(child, school)

    with pytest.raises(SpecialError, match="Напишите, зачем"):
        look_at_special(child, reason=LookReason.OTHER, words=" ", by=make_actor(Role.DEPUTY, school), at=NOW)

    assert not Entry.objects.filter(action="special.look").exists()


def test_what_it_says_stands_in_no_entry_of_the_journal(child: Person, school: Organisation) -> None:
    special = make_special(child, school)
    deputy = make_actor(Role.DEPUTY, school)
    look_at_special(child, reason=LookReason.CHECK, words="", by=deputy, at=NOW)
    end_special(special, why="Справка больше не нужна", by=deputy, at=NOW)

    said = " ".join(f"{entry.thing_name} {entry.changes} {entry.why}" for entry in Entry.objects.all())

    assert NOTE not in said
    assert "Зрение" not in said


def test_only_those_who_arrange_work_with_him_may_look(child: Person, district: District) -> None:
    may = {
        role for role in Role if can_look(make_actor(role, district.school), Person.objects.get(pk=child.pk))
    }

    assert may == {Role.DIRECTOR, Role.DEPUTY, Role.COUNSELLOR, Role.PRACTICE_COORDINATOR}
    assert not can_look(make_actor(Role.AUDITOR, district.authority), child)
    assert not can_look(make_actor(Role.ADMINISTRATOR, district.authority), child)


def test_another_organisation_of_the_same_child_does_not_see_it(child: Person, district: District) -> None:
    special = make_special(child, district.school)
    make_enrolment(district.centre, child, kind="listener")
    elsewhere = make_actor(Role.DEPUTY, district.centre)

    found = look_at_special(child, reason=LookReason.TRIAL, words="", by=elsewhere, at=NOW)

    assert found == []
    assert not can_view_special(elsewhere, special)


def test_what_may_be_listed_may_be_seen(child: Person, district: District) -> None:
    special = make_special(child, district.school)
    houses = (district.school, district.neighbour_school, district.authority, district.foreign_school)
    actors = [make_actor(role, house) for role in Role for house in houses]

    differing = [
        str(actor)
        for actor in actors
        if bool(can_view_special(actor, special))
        != SpecialRecord.objects.visible_to(actor).filter(pk=special.pk).exists()
    ]

    assert differing == []


def test_withdrawing_the_consent_ends_the_records(child: Person, school: Organisation) -> None:
    special = make_special(child, school)
    mother = child.guardianships.get().guardian
    assert mother.user
    consent = child.consents.get(purpose__code="health")

    done = withdraw_consent(consent, by=Actor(mother.user), at=NOW)

    special.refresh_from_db()
    assert special.ended_at == NOW
    assert done.stopped == ["Прекращены записи особых сведений: 1."]


def test_the_page_says_nothing_until_it_is_told_why(
    client: Client, child: Person, school: Organisation
) -> None:
    make_special(child, school)
    client.force_login(make_actor(Role.DEPUTY, school).user)
    address = reverse("people:special_show", args=[child.pk])

    before, unsaid = client.get(address), client.post(address, {})
    after = client.post(address, {"reason": "safety", "words": "поход"})

    assert [NOTE in answer.text for answer in (before, unsaid, after)] == [False, False, True]
    assert Entry.objects.filter(action="special.look").count() == 1


def test_the_auditor_sees_who_looked_and_so_does_the_mother(
    client: Client, child: Person, school: Organisation, district: District
) -> None:
    make_special(child, school)
    deputy = make_actor(Role.DEPUTY, school)
    look_at_special(child, reason=LookReason.SAFETY, words="поход", by=deputy, at=timezone.now())
    mother = child.guardianships.get().guardian
    assert mother.user
    pages = {}

    for name, user, address in (
        ("auditor", make_actor(Role.AUDITOR, district.authority).user, reverse("people:special_look_list")),
        ("mother", mother.user, reverse("people:look_list", args=[child.pk])),
    ):
        client.force_login(user)
        pages[name] = client.get(address).text

    assert {name: deputy.user.get_full_name() in text for name, text in pages.items()} == {
        "auditor": True,
        "mother": True,
    }
    assert all("поход" in text for text in pages.values())


def test_an_auditor_of_another_district_does_not_see_it(
    client: Client, child: Person, school: Organisation, district: District
) -> None:
    make_special(child, school)
    look_at_special(
        child, reason=LookReason.CHECK, words="", by=make_actor(Role.DEPUTY, school), at=timezone.now()
    )
    client.force_login(make_actor(Role.AUDITOR, district.foreign_school).user)

    assert child.full_name not in client.get(reverse("people:special_look_list")).text


def test_a_stranger_ends_nothing(child: Person, school: Organisation, district: District) -> None:
    special = make_special(child, school)

    with pytest.raises(Refused):
        end_special(special, why="нет", by=make_actor(Role.DEPUTY, district.neighbour_school), at=NOW)
