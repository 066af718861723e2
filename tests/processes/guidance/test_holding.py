"""Questions belong to whoever asked them: he gets them all, and may have them erased."""

from __future__ import annotations

from tests.factories.guidance import FRIDAY, make_centre, make_question
from tests.factories.organisations import make_actor
from tests.factories.people import make_group, make_pupil
from tests.factories.privacy import ADULT
from tests.support.district import District

from zveno.network.organisations.roles import Role
from zveno.network.people.queries.held import held_about
from zveno.processes.guidance.holding import erase

TEXT = "Возьмут ли меня на сварщика с очками?"


def test_what_somebody_asked_is_held_about_him_and_goes_when_he_wants(district: District) -> None:
    actor = make_actor(Role.PUPIL, district.school)
    pupil = make_pupil(make_group(district.school), birth_date=ADULT, user=actor.user)
    centre = make_centre(district.centre)
    question = make_question(centre, text=TEXT, by=actor.user)
    make_question(centre, text="Чужой вопрос")
    held = {
        section.title: [row["Вопрос"] for row in section.rows]
        for holder, sections in held_about(pupil)
        for section in sections
        if holder.code == "guidance.questions"
    }

    gone = erase(pupil, FRIDAY)

    question.refresh_from_db()
    assert held == {"Вопросы в ресурсный центр": [TEXT]}
    assert (gone.gone, question.text) == (1, "")
