"""Consents, special records and requests of subjects for tests, made by the services."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.factories.accounts import make_user
from tests.factories.organisations import make_actor
from tests.factories.people import make_guardianship, make_person, make_pupil
from tests.support import samples
from zveno.base.accounts.models import User
from zveno.base.files.intake import Received, receive_own
from zveno.base.files.kinds import PDF
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role
from zveno.network.people.models import (
    Consent,
    ConsentPurpose,
    ConsentRequest,
    Identified,
    Person,
    RequestKind,
    SpecialRecord,
    SpecialWord,
    StudyGroup,
    SubjectRequest,
    Way,
)
from zveno.network.people.queries.consents import text_of
from zveno.network.people.services.consent_requests import ask_group
from zveno.network.people.services.consents import Signature, give_consent
from zveno.network.people.services.special import Known, add_special
from zveno.network.people.services.subject_requests import Asked, register_request

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)
CHILD, TEENAGER, ADULT = date(2014, 3, 1), date(2011, 3, 1), date(2008, 3, 1)
"""Twelve, fifteen and eighteen years old on that day."""


def make_purpose(code: str = "guidance") -> ConsentPurpose:
    """One of those every installation has."""
    return ConsentPurpose.objects.get(code=code)


def make_ward(
    group: StudyGroup, *, born: date | None = CHILD, user: User | None = None, **fields: Any
) -> tuple[Person, Person]:
    """A pupil and his mother with an account."""
    child = make_pupil(group, birth_date=born, user=user, **fields)
    mother_user = make_user()
    mother = make_person(user=mother_user, email=mother_user.email)
    make_guardianship(child, mother, basis="свидетельство о рождении I-АА № 1")
    return child, mother


def sign(
    person: Person,
    signer: Person,
    operator: Organisation,
    *,
    purpose: str = "guidance",
    way: Way = Way.CABINET,
    at: datetime = NOW,
) -> Consent:
    rule = make_purpose(purpose)
    text = text_of(rule, at.date())
    assert text
    return give_consent(
        person,
        rule,
        operator=operator,
        signer=signer,
        version=text.version,
        signature=Signature(way),
        by=signer.user,
        at=at,
    )


def make_scan() -> Received:
    return receive_own(samples.pdf(), name="согласие.pdf", kind=PDF)


def make_request(
    group: StudyGroup, *, purpose: str = "guidance", by: Actor | None = None, at: datetime = NOW
) -> ConsentRequest:
    by = by or make_actor(Role.DEPUTY, group.organisation)
    due_on = at.date() + timedelta(days=14)
    return ask_group(group, make_purpose(purpose), due_on=due_on, by=by, at=at)


def make_special(person: Person, operator: Organisation, *, word: str = "limit-eyesight") -> SpecialRecord:
    """Entered by a deputy head from a paper; the consent is given by whoever represents the person."""
    link = person.guardianships.first()
    sign(person, link.guardian if link else person, operator, purpose="health")
    known = Known(SpecialWord.objects.get(code=word), basis="справка № 3", note="Нужен экран поближе")
    return add_special(person, known, by=make_actor(Role.DEPUTY, operator), at=NOW)


def make_subject_request(
    person: Person,
    operator: Organisation,
    *,
    kind: RequestKind = RequestKind.EXPORT,
    applicant: Person | None = None,
    at: datetime = NOW,
) -> SubjectRequest:
    asked = Asked(kind, applicant or person, Identified.PASSPORT, "Всё, что есть")
    return register_request(person, asked, by=make_actor(Role.DEPUTY, operator), at=at)
