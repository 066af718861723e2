"""Questions, centres, and what stands beside them."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from zveno.base.accounts.models import User
from zveno.base.core.workdays import WorkCalendar
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.processes.guidance.models import (
    Centre,
    ConsentText,
    DayOff,
    PublicAnswer,
    Question,
    QuestionQuerySet,
)

LONGEST_TERM = timedelta(days=90)
MUNICIPALITY = 2


def queue_of(actor: Actor) -> QuestionQuerySet:
    """What this person answers or watches."""
    return Question.objects.visible_to(actor).select_related("theme", "owner", "receiver__territory")


def asked_by(user: User) -> QuestionQuerySet:
    """His own questions, newest first."""
    return Question.objects.filter(asker=user).select_related("theme", "receiver")


def centres() -> QuerySet[Centre]:
    """Districts whose questions somebody receives."""
    return Centre.objects.select_related("territory", "organisation__territory").order_by(
        "territory__sort_key"
    )


def centre_of(organisation: Organisation) -> Centre | None:
    """Who receives the questions of the district this organisation lies in."""
    ancestors = organisation.territory.path.strip("/").split("/")[:MUNICIPALITY]
    return centres().filter(territory__in=[int(number) for number in ancestors]).last()


def consent_text(on: date) -> ConsentText | None:
    """The wording in force that day."""
    return ConsentText.objects.filter(in_force_from__lte=on).first()


def work_calendar(first: date) -> WorkCalendar:
    """The production calendar around a term that begins that day."""
    days = DayOff.objects.filter(day__gte=first - LONGEST_TERM, day__lte=first + LONGEST_TERM)
    known = list(days.values_list("day", "is_worked"))
    return WorkCalendar(
        off=frozenset(day for day, is_worked in known if not is_worked),
        worked=frozenset(day for day, is_worked in known if is_worked),
    )


def public_answers() -> QuerySet[PublicAnswer]:
    return PublicAnswer.objects.in_force().select_related("theme", "organisation")
