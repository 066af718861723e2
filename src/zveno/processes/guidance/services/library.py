"""Answers that serve more than once, and who receives questions."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation, Territory
from zveno.processes.guidance import policies
from zveno.processes.guidance.models import Centre, PublicAnswer, Question, ReadyAnswer, Theme
from zveno.processes.guidance.services.asking import GuidanceError, locked


@transaction.atomic
def keep_ready_answer(
    *, theme: Theme, title: str, text: str, by: Actor, at: datetime, answer: ReadyAnswer | None = None
) -> ReadyAnswer:
    """Add to the library of the actor's centre, or rewrite one of it."""
    require(policies.can_keep_ready_answers(by))
    if by.organisation is None:
        raise GuidanceError(_("Готовые ответы ведёт организация."))
    kept = ReadyAnswer(organisation=by.organisation)
    if answer is not None:
        found = _locked(answer)
        if found is None:
            raise GuidanceError(_("Готового ответа больше нет: его удалили. Сохраните текст как новый."))
        require(policies.can_use_ready_answer(by, found))
        kept = found
    kept.theme, kept.title, kept.text = theme, title, text
    kept.changed_at, kept.changed_by = at, by.user.get_full_name()
    kept.save()
    record("ready_answer.keep", kept, by=by.user, at=at)
    return kept


@transaction.atomic
def drop_ready_answer(answer: ReadyAnswer, *, by: Actor, at: datetime) -> None:
    """A colleague may have dropped it a moment ago: then nothing is left to do."""
    found = _locked(answer)
    if found is None:
        return
    require(policies.can_use_ready_answer(by, found))
    record("ready_answer.drop", found, by=by.user, at=at)
    found.delete()


@transaction.atomic
def publish_answer(source: Question, *, question: str, answer: str, by: Actor, at: datetime) -> PublicAnswer:
    """Both texts are written anew by a person, who answers for it that nobody is recognised in them."""
    source = locked(source)
    require(policies.can_publish_answer(by, source))
    if source.email and source.email.casefold() in f"{question} {answer}".casefold():
        raise GuidanceError(_("В тексте остался адрес спросившего. Уберите всё, по чему его можно узнать."))
    published, is_new = PublicAnswer.objects.in_force().get_or_create(
        source=source,
        question=question.strip(),
        answer=answer.strip(),
        defaults={
            "organisation": source.receiver,
            "theme": source.theme,
            "published_at": at,
            "published_by": by.user.get_full_name(),
        },
    )
    if is_new:
        record("public_answer.publish", published, by=by.user, at=at)
    return published


@transaction.atomic
def withdraw_answer(answer: PublicAnswer, *, by: Actor, at: datetime) -> PublicAnswer:
    answer = (
        PublicAnswer.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=answer.pk)
    )
    require(policies.can_withdraw_answer(by, answer))
    if answer.withdrawn_at is None:
        answer.withdrawn_at, answer.withdrawn_by = at, by.user.get_full_name()
        answer.save()
        record("public_answer.withdraw", answer, by=by.user, at=at)
    return answer


@transaction.atomic
def appoint_centre(organisation: Organisation, *, days_to_answer: int, by: Actor, at: datetime) -> Centre:
    """It receives the questions of its district from now on."""
    require(policies.can_appoint_centre(by))
    district = district_of(organisation.territory)
    if district is None or not by.oversees(organisation):
        raise GuidanceError(_("Ресурсный центр назначают для района, в котором он находится."))
    centre, _created = Centre.objects.update_or_create(
        territory=district, defaults={"organisation": organisation, "days_to_answer": days_to_answer}
    )
    record("centre.appoint", centre, by=by.user, at=at)
    return centre


def _locked(answer: ReadyAnswer) -> ReadyAnswer | None:
    return (
        ReadyAnswer.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .filter(pk=answer.pk)
        .first()
    )


def district_of(territory: Territory) -> Territory | None:
    """The municipality a place lies in."""
    numbers = [int(number) for number in territory.path.strip("/").split("/")]
    return Territory.objects.filter(pk__in=numbers, level=Territory.Level.MUNICIPALITY).first()
