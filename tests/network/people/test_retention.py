"""What has outlived its term goes at night, by a rule that somebody answers for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import make_actor
from tests.factories.people import make_group
from tests.factories.privacy import NOW, make_special, make_subject_request, make_ward, sign
from tests.support.district import District
from tests.support.jobs import RunJobs

from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.base.files.models import StoredFile
from zveno.base.tasks.services import enqueue
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role
from zveno.network.people.models import Consent, RetentionRule, SpecialRecord
from zveno.network.people.queries.retention import rule_pages
from zveno.network.people.services.consents import withdraw_consent
from zveno.network.people.services.retention import RetentionError, apply_rule, change_rule
from zveno.network.people.services.special import end_special
from zveno.network.people.services.subject_requests import answer_request, prepare_export


@pytest.fixture
def school(district: District) -> Organisation:
    return district.school


def rule(code: str) -> RetentionRule:
    return RetentionRule.objects.get(code=code)


def test_a_record_goes_on_its_day_and_not_a_day_before(school: Organisation) -> None:
    child, _mother = make_ward(make_group(school))
    end_special(
        make_special(child, school), why="Справка истекла", by=make_actor(Role.DEPUTY, school), at=NOW
    )
    term = timedelta(days=rule("special_records").days)

    gone = [
        apply_rule(rule("special_records"), at=NOW + term - timedelta(days=1)),
        apply_rule(rule("special_records"), at=NOW + term),
        apply_rule(rule("special_records"), at=NOW + term),
    ]

    assert gone == [0, 1, 0]
    assert not SpecialRecord.objects.exists()
    assert [entry.changes["count"] for entry in Entry.objects.filter(action="retention.run")] == [1]


def test_what_is_in_force_is_kept_for_ever(school: Organisation) -> None:
    child, mother = make_ward(make_group(school))
    make_special(child, school)
    sign(child, mother, school)

    gone = [apply_rule(one, at=NOW + timedelta(days=40 * 365)) for one in RetentionRule.objects.all()]

    assert set(gone) == {0}


def test_a_withdrawn_consent_stays_as_evidence_for_its_term(school: Organisation) -> None:
    child, mother = make_ward(make_group(school))
    assert mother.user
    withdraw_consent(sign(child, mother, school), by=Actor(mother.user), at=NOW)
    term = timedelta(days=rule("consents").days)

    apply_rule(rule("consents"), at=NOW + term - timedelta(days=1))
    kept = Consent.objects.count()
    apply_rule(rule("consents"), at=NOW + term)

    assert (kept, Consent.objects.count()) == (1, 0)


def test_the_files_of_an_answer_go_and_the_answer_stays(school: Organisation) -> None:
    child, mother = make_ward(make_group(school))
    deputy = make_actor(Role.DEPUTY, school)
    request = make_subject_request(child, school, applicant=mother)
    prepare_export(request, by=deputy, at=NOW)
    answer_request(request, answer="Готово", by=deputy, at=NOW)

    apply_rule(rule("request_files"), at=NOW + timedelta(days=rule("request_files").days))

    request.refresh_from_db()
    assert (request.pdf, request.json, request.answer) == (None, None, "Готово")
    assert not StoredFile.objects.exists()


def test_a_rule_that_is_off_takes_nothing(school: Organisation) -> None:
    child, _mother = make_ward(make_group(school))
    end_special(make_special(child, school), why="Истекло", by=make_actor(Role.DEPUTY, school), at=NOW)
    RetentionRule.objects.update(is_active=False)

    apply_rule(rule("special_records"), at=NOW + timedelta(days=3650))

    assert SpecialRecord.objects.exists()


def test_the_nightly_job_applies_every_rule(school: Organisation, run_jobs: RunJobs) -> None:
    child, _mother = make_ward(make_group(school))
    end_special(make_special(child, school), why="Истекло", by=make_actor(Role.DEPUTY, school), at=NOW)
    RetentionRule.objects.update(days=1)
    SpecialRecord.objects.update(ended_at=NOW - timedelta(days=400))

    job = enqueue("people.retain", at=NOW)
    run_jobs()

    job.refresh_from_db()
    assert job.result == {"count": 1}
    assert not SpecialRecord.objects.exists()


def test_the_page_says_what_goes_tonight_and_what_later(school: Organisation) -> None:
    child, _mother = make_ward(make_group(school))
    end_special(make_special(child, school), why="Истекло", by=make_actor(Role.DEPUTY, school), at=NOW)
    term = rule("special_records").days
    day = (NOW + timedelta(days=term)).date()

    tonight = {page.rule.code: page.now for page in rule_pages(day)}
    before = next(page for page in rule_pages(NOW.date()) if page.rule.code == "special_records")

    assert tonight["special_records"] == 1
    assert (before.now, [going.on for going in before.later]) == (0, [day])


def test_a_term_is_changed_by_who_answers_for_the_data_with_a_reason(
    client: Client, district: District
) -> None:
    auditor = make_actor(Role.AUDITOR, district.authority)
    changed = rule("consents")

    with pytest.raises(RetentionError, match="почему"):
        change_rule(changed, days=10, is_active=True, basis="приказ", why="", by=auditor, at=NOW)
    with pytest.raises(Refused):
        change_rule(
            changed,
            days=10,
            is_active=True,
            basis="приказ",
            why="так",
            by=make_actor(Role.DIRECTOR, district.school),
            at=NOW,
        )
    client.force_login(auditor.user)
    client.post(
        reverse("people:retention_edit", args=[changed.pk]),
        {"days": "1460", "is_active": "on", "basis": "приказ № 8", "why": "Совет оператора"},
    )

    assert rule("consents").days == 1460
    entry = Entry.objects.get(action="retention.change")
    assert (entry.why, entry.changes["days"]) == ("Совет оператора", [1095, 1460])
