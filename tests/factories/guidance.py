"""Questions for tests, made by the services."""

from __future__ import annotations

from datetime import UTC, date, datetime

from zveno.base.accounts.models import User
from zveno.network.organisations.models import Organisation
from zveno.processes.guidance.models import About, Centre, ConsentText, GivenAs, Question, Theme
from zveno.processes.guidance.services import Asked, ConsentGiven, ask_question, confirm_question
from zveno.processes.guidance.services.library import district_of

# A Friday before a week without holidays.
FRIDAY = datetime(2026, 11, 13, 9, tzinfo=UTC)
EMAIL = "mother@example.ru"


def make_theme(code: str = "test-where") -> Theme:
    theme, _ = Theme.objects.get_or_create(code=code, defaults={"name": "Где учиться"})
    return theme


def make_wording() -> ConsentText:
    wording, _ = ConsentText.objects.get_or_create(
        version="2025-09",
        defaults={"text": "Согласие: {centre}, {address}", "in_force_from": date(2025, 9, 1)},
    )
    return wording


def make_centre(organisation: Organisation, *, days_to_answer: int = 5) -> Centre:
    """The centre of the district the organisation lies in."""
    district = district_of(organisation.territory)
    assert district
    return Centre.objects.create(territory=district, organisation=organisation, days_to_answer=days_to_answer)


def make_question(
    centre: Centre,
    *,
    text: str = "Куда поступить после девятого?",
    by: User | None = None,
    email: str = EMAIL,
    confirmed: bool = True,
    at: datetime = FRIDAY,
) -> Question:
    asked = Asked(centre, make_theme(), About.PUPIL, text, "" if by else email)
    consent = ConsentGiven(make_wording(), "Согласие", GivenAs.REPRESENTATIVE, "127.0.0.1")
    question = ask_question(asked, consent, by=by, at=at)
    return confirm_question(question, at=at) if confirmed and by is None else question
