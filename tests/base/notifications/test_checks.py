"""What the doctor says of letters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from zveno.base.core.health import checks
from zveno.base.notifications.models import Letter
from zveno.base.notifications.services import write_letter
from zveno.base.notifications.states import LetterState

pytestmark = pytest.mark.django_db


def findings() -> list[str]:
    (asked,) = [check for check in checks() if check.name == "notifications.letters"]
    return [finding.says for finding in asked.ask()]


def write(*, age: timedelta) -> Letter:
    return write_letter(to="a@example.ru", subject="Тема", body="Текст", at=timezone.now() - age)


def test_a_letter_just_written_is_nothing_to_speak_of() -> None:
    write(age=timedelta(minutes=1))

    assert findings() == []


def test_letters_that_should_have_left_are_a_fault() -> None:
    write(age=timedelta(hours=1))

    assert findings() == ["Писем, которые должны были уйти больше получаса назад: 1."]


def test_letters_that_failed_this_week_are_a_warning() -> None:
    for age in (timedelta(days=1), timedelta(days=8)):
        Letter.objects.filter(pk=write(age=age).pk).update(state=LetterState.FAILED)

    assert findings() == ["За неделю не удалось отправить писем: 1."]
