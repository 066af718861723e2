"""Who may do what with an event."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from zveno.base.core.verdict import YES, Verdict, all_of, any_of, no
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Scope
from zveno.processes.events.models import Event
from zveno.processes.events.organisers import EDITORS, OVERSEERS
from zveno.processes.events.states import LIFE, EventState


def can_view(actor: Actor | None, event: Event) -> Verdict:
    """Nobody learns of another's draft; what is announced is seen by the district, or by everybody."""
    if event.state != EventState.DRAFT and event.is_open:
        return YES
    if actor is None or actor.organisation is None:
        return no(_("Это мероприятие видят только участники сети."))
    if actor.scope is Scope.SYSTEM:
        return YES
    if event.state == EventState.DRAFT:
        return any_of(_runs(actor, event), _oversees(actor, event))
    if actor.reaches(event.organiser) or actor.belongs_to(event.organiser):
        return YES
    return no(_("Это мероприятие видят только участники сети своего района."))


def can_draft(actor: Actor) -> Verdict:
    """Enter an event of one's own organisation."""
    if actor.organisation is not None and actor.role in EDITORS:
        return YES
    return no(
        _("Мероприятия в календарь вносят сотрудники, которые за них отвечают."),
        who_can=_("Руководитель, педагог-навигатор, специалист по кадрам или методист вашей организации."),
    )


def can_change(actor: Actor, event: Event) -> Verdict:
    return all_of(_runs(actor, event), _is_expected(event))


def can_publish(actor: Actor, event: Event, *, at: datetime) -> Verdict:
    """Nobody is called to what is over."""
    return all_of(_runs(actor, event), LIFE.can(event.state, "publish"), _is_not_over(event, at))


def can_hold(actor: Actor, event: Event, *, at: datetime) -> Verdict:
    """Afterwards also what was never announced: people enter what they have held."""
    return all_of(_runs(actor, event), LIFE.can(event.state, "hold"), _has_been(event, at))


def can_recount(actor: Actor, event: Event) -> Verdict:
    if event.state != EventState.HELD:
        return no(_("Сначала отметьте, что мероприятие состоялось."))
    return _runs(actor, event)


def can_name_partners(actor: Actor, event: Event) -> Verdict:
    """Beforehand, and afterwards who really came; of a cancelled one nobody is a partner."""
    if event.state == EventState.CANCELLED:
        return no(_("Мероприятие отменено: партнёров у него нет."))
    return _runs(actor, event)


def can_cancel(actor: Actor, event: Event) -> Verdict:
    """The organiser, or whoever looks after the district's calendar."""
    return all_of(any_of(_oversees(actor, event), _runs(actor, event)), LIFE.can(event.state, "cancel"))


def can_drop(actor: Actor, event: Event) -> Verdict:
    if event.state != EventState.DRAFT:
        return no(_("Удалить можно только черновик. Опубликованное мероприятие отменяют, указав причину."))
    return _runs(actor, event)


def can_see_history(actor: Actor, event: Event) -> Verdict:
    return any_of(_oversees(actor, event), _runs(actor, event))


def _is_not_over(event: Event, at: datetime) -> Verdict:
    if event.ends_at > at:
        return YES
    return no(_("Мероприятие уже прошло: приглашать на него поздно. Отметьте, сколько человек пришло."))


def _has_been(event: Event, at: datetime) -> Verdict:
    if event.state == EventState.DRAFT and event.ends_at > at:
        return no(_("Мероприятие ещё не прошло: сначала опубликуйте его."))
    if event.starts_at > at:
        return no(_("Мероприятие ещё не началось."))
    return YES


def _is_expected(event: Event) -> Verdict:
    if event.state in {EventState.DRAFT, EventState.PUBLISHED}:
        return YES
    return no(_("Мероприятие уже %(state)s: изменить его нельзя.") % {"state": event.get_state_display()})


def _runs(actor: Actor, event: Event) -> Verdict:
    if not actor.belongs_to(event.organiser):
        return no(
            _("Мероприятие ведёт его организатор."),
            who_can=_("Сотрудники организации «%(organiser)s».") % {"organiser": event.organiser},
        )
    return can_draft(actor)


def _oversees(actor: Actor, event: Event) -> Verdict:
    if actor.role in OVERSEERS and actor.oversees(event.organiser):
        return YES
    return no(_("Календарь района ведёт муниципальный координатор."))
