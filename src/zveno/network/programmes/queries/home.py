"""What the home page and the search show of programmes."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.core.text import search_key
from zveno.base.ui.components import Figure
from zveno.base.ui.home import Found, TodayItem
from zveno.base.ui.numbers import written_date
from zveno.network.organisations.actors import Actor
from zveno.network.programmes.models import ChangeRequest, Expertise, Internship, Profile, Programme, Remark
from zveno.network.programmes.services.internships import WARNED
from zveno.network.programmes.staff import KEEPERS, SPEAKERS, is_employer, is_trainer
from zveno.network.programmes.states import ChangeState, InternshipState

MOST_SHOWN = 5


def today(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """An expert's opinions and trainees to take; a technikum's remarks, unjudged needs, due internships."""
    if actor.organisation is None:
        return []
    if actor.is_any(*SPEAKERS) and is_employer(actor.organisation):
        return [*_opinions(actor, at=at), *_asked_internships(actor), *_asked_profiles(actor)]
    if actor.is_any(*KEEPERS) and is_trainer(actor.organisation):
        return [*_remarks(actor, at=at), *_due(actor, at=at)]
    return []


def _opinions(actor: Actor, *, at: datetime) -> list[TodayItem]:
    on = timezone.localdate(at)
    waiting = (
        Expertise.objects.waiting()
        .filter(organisation=actor.organisation)
        .select_related("change__programme__college")
        .order_by("change__due_on")[:MOST_SHOWN]
    )
    return [
        TodayItem(
            when="late" if expertise.change.due_on and expertise.change.due_on < on else "waits",
            title=_("Ваше мнение: %(change)s") % {"change": expertise.change},
            url=expertise.change.get_absolute_url(),
            reason=_("%(college)s меняет программу и просит посмотреть до %(day)s.")
            % {
                "college": expertise.change.programme.college,
                "day": written_date(expertise.change.due_on or on),
            },
            action=_("Посмотреть"),
            due=expertise.change.due_on,
            icon="file-pen",
        )
        for expertise in waiting
    ]


def _asked_internships(actor: Actor) -> list[TodayItem]:
    waiting = Internship.objects.filter(
        enterprise=actor.organisation, state=InternshipState.REQUESTED
    ).select_related("college")[:MOST_SHOWN]
    return [
        TodayItem(
            when="waits",
            title=_("Примете стажёра? %(teacher)s") % {"teacher": internship.teacher},
            url=internship.get_absolute_url(),
            reason=_("%(college)s просит с %(day)s.")
            % {"college": internship.college, "day": written_date(internship.starts_on)},
            action=_("Ответить"),
            due=internship.starts_on,
            icon="user-round-cog",
        )
        for internship in waiting
    ]


def _asked_profiles(actor: Actor) -> list[TodayItem]:
    waiting = Profile.objects.filter(
        enterprise=actor.organisation, stated_at__isnull=True, asked_at__isnull=False
    ).select_related("profession", "asked_by")[:MOST_SHOWN]
    return [
        TodayItem(
            when="waits",
            title=_("Каким нужен выпускник: %(profession)s") % {"profession": profile.profession.name},
            url=reverse("programmes:profile_edit", args=[profile.pk]),
            reason=_("%(college)s спрашивает, что он должен уметь. Две минуты.")
            % {"college": profile.asked_by},
            action=_("Ответить"),
            icon="list-checks",
        )
        for profile in waiting
    ]


def _remarks(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """One line for each change that waits for the technikum."""
    open_ones = Remark.objects.open().filter(
        expertise__change__programme__college=actor.organisation,
        expertise__change__state=ChangeState.EXPERTISE,
    )
    amounts: dict[int, int] = {}
    for number in open_ones.values_list("expertise__change", flat=True):
        amounts[number] = amounts.get(number, 0) + 1
    changes = ChangeRequest.objects.filter(pk__in=amounts)[:MOST_SHOWN] if amounts else ()
    return [
        TodayItem(
            when="waits",
            title=_("Замечания без ответа: %(change)s") % {"change": change},
            url=change.get_absolute_url(),
            reason=_("Замечаний: %(count)s. Каждое – «учтено» или «отклонено» с причиной.")
            % {"count": amounts[change.pk]},
            action=_("Ответить"),
            due=change.due_on,
            icon="message-square-warning",
        )
        for change in changes
    ]


def _due(actor: Actor, *, at: datetime) -> list[TodayItem]:
    on = timezone.localdate(at)
    due = (
        Internship.objects.due_by(on + WARNED)
        .filter(college=actor.organisation)
        .order_by("next_due_on")[:MOST_SHOWN]
    )
    return [
        TodayItem(
            when="late" if internship.next_due_on < on else "soon",
            title=_("Стажировка: %(teacher)s") % {"teacher": internship.teacher},
            url=f"{reverse('programmes:internship_add')}?after={internship.pk}",
            reason=_("Прошлая закончилась %(ended)s, следующая нужна до %(day)s.")
            % {"ended": written_date(internship.ends_on), "day": written_date(internship.next_due_on)},
            action=_("Запросить"),
            due=internship.next_due_on,
            icon="user-round-cog",
        )
        for internship in due
        if internship.next_due_on is not None
    ]


def figures(actor: Actor, *, at: datetime) -> list[Figure]:
    """For a technikum: how many employers said whom they need, how many internships are late."""
    if not (actor.is_any(*KEEPERS) and is_trainer(actor.organisation)):
        return []
    on = timezone.localdate(at)
    stated = Profile.objects.visible_to(actor).stated().count()
    late = Internship.objects.due_by(on).filter(college=actor.organisation).count()
    return [
        Figure(
            _("требований от предприятий"),
            str(stated),
            reverse("programmes:profile_list") + "?stated=yes",
        ),
        Figure(
            _("стажировок просрочено"),
            str(late),
            reverse("programmes:internship_list") + "?due=late",
            tone="late" if late else "good",
        ),
    ]


def found(actor: Actor, typed: str, *, limit: int) -> list[Found]:
    """Programmes by code, profession, technikum."""
    rows = Programme.objects.visible_to(actor).select_related("college", "profession")
    for word in search_key(typed).split():
        rows = rows.filter(search_key__contains=word)
    return [
        Found(
            _("Программы"),
            str(programme),
            programme.get_absolute_url(),
            note=programme.college.short_name,
            icon="graduation-cap",
        )
        for programme in rows[:limit]
    ]
