"""Consents and requests of subjects on the home page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.ui.home import TodayItem
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import LEARNERS
from zveno.network.people.models import ConsentRequest, SubjectRequest
from zveno.network.people.policies.subject_requests import LISTERS
from zveno.network.people.queries.consents import counted, waiting_for
from zveno.network.people.reach import CONSENT_COLLECTORS

MANY = 10


def today(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """What a parent must decide; requests whose day is near or gone; people who wait for an answer."""
    on = timezone.localdate(at)
    return [*_to_decide(actor, on), *_requests(actor, on), *_asked(actor, on)]


def _to_decide(actor: Actor, on: date) -> Iterator[TodayItem]:
    if actor.role not in LEARNERS:
        return
    for line in waiting_for(actor.user, on=on)[:MANY]:
        standing = line.standing
        due = standing.ask.request.due_on if standing.ask else None
        yield TodayItem(
            when="waits",
            title=_("Решите, согласны ли вы: %(purpose)s") % {"purpose": standing.purpose.title},
            url=reverse(
                "people:consent_give", args=[standing.person.pk, standing.operator.pk, standing.purpose.code]
            ),
            reason=_("%(person)s – ответить до %(day)s.")
            % {"person": standing.person.short_name, "day": f"{due:%d.%m.%Y}" if due else "—"},
            action=_("Прочитать"),
            due=due,
            icon="file-pen-line",
        )


def _requests(actor: Actor, on: date) -> Iterator[TodayItem]:
    if actor.role not in LISTERS:
        return
    waiting = SubjectRequest.objects.visible_to(actor).open().order_by("due_on", "pk")
    for request in waiting[:MANY]:
        late = request.is_overdue(on)
        yield TodayItem(
            when="late" if late else "waits",
            title=_("%(request)s: %(kind)s") % {"request": request, "kind": request.get_kind_display()},
            url=request.get_absolute_url(),
            reason=(_("Срок ответа по закону прошёл %(day)s.") if late else _("Ответить до %(day)s."))
            % {"day": f"{request.due_on:%d.%m.%Y}"},
            action=_("Ответить"),
            due=request.due_on,
            icon="file-question-mark",
        )


def _asked(actor: Actor, on: date) -> Iterator[TodayItem]:
    """Requests of consents whose day has come and that are not whole: time for papers, or to close."""
    if actor.role not in CONSENT_COLLECTORS:
        return
    due = (
        ConsentRequest.objects.visible_to(actor)
        .filter(closed_at__isnull=True, due_on__lte=on, operator=actor.organisation)
        .select_related("purpose", "group")
        .order_by("due_on", "pk")
    )
    for line in counted(list(due[:MANY]), on=on):
        if line.whole < line.asked:
            yield TodayItem(
                when="late",
                title=_("Согласия: %(request)s") % {"request": line.request},
                url=line.request.get_absolute_url(),
                reason=_("Срок вышел, дали %(whole)s из %(asked)s.")
                % {"whole": line.whole, "asked": line.asked},
                action=_("Посмотреть"),
                due=line.request.due_on,
                icon="file-pen-line",
            )
