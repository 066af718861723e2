"""What the home page and the search show of organisations."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.core.text import search_key
from zveno.base.ui.components import Figure
from zveno.base.ui.home import Found, TodayItem
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import (
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
)
from zveno.network.organisations.queries.organisations import DETAILS_LAST, overseen, visible_organisations
from zveno.network.organisations.roles import ADMITTERS, STEWARDS, Family, Role, Scope

DETAILS_WARNED = timedelta(days=30)
INVITATION_IS_STALE = timedelta(days=7)


def today(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """Requests to decide, invitations to answer, details to confirm."""
    return [*_invitations(actor, at=at), *_requests(actor), *_details(actor, at=at)]


def _invitations(actor: Actor, *, at: datetime) -> list[TodayItem]:
    """Those to the person himself, and those his organisation sent that nobody answered for a week."""
    wanted = Q(email=actor.user.email, expires_at__gt=at)
    organisation = actor.organisation if actor.is_any(*STEWARDS) else None
    if organisation:
        wanted |= Q(organisation=organisation, invited_at__lt=at - INVITATION_IS_STALE)
    waiting = list(Invitation.objects.waiting().filter(wanted).select_related("organisation"))
    own = [invitation for invitation in waiting if invitation.email == actor.user.email]
    items = [_to_answer(invitation) for invitation in own if not invitation.has_expired(at)]
    if organisation and len(waiting) > len(own):
        items.append(_to_remind(organisation, len(waiting) - len(own)))
    return items


def _to_answer(invitation: Invitation) -> TodayItem:
    return TodayItem(
        when="waits",
        title=_("Приглашение: %(organisation)s") % {"organisation": invitation.organisation},
        url=reverse("organisations:invitation_answer", args=[invitation.pk]),
        reason=_("%(inviter)s предлагает вам место: %(role)s.")
        % {"inviter": invitation.invited_by, "role": invitation.get_role_display()},
        due=timezone.localdate(invitation.expires_at),
        action=_("Ответить"),
        icon="mail-open",
    )


def _to_remind(organisation: Organisation, amount: int) -> TodayItem:
    return TodayItem(
        when="waits",
        title=_("Приглашения без ответа: %(count)s") % {"count": amount},
        url=reverse("organisations:people_list", args=[organisation.pk]),
        reason=_("Прошло больше недели: напомните, продлите или отзовите."),
        action=_("Посмотреть"),
        icon="mail-question-mark",
    )


def _requests(actor: Actor) -> list[TodayItem]:
    if not actor.is_any(*ADMITTERS):
        return []
    whose = (
        _("Решаете вы.") if actor.is_any(Role.COORDINATOR) else _("Решает координатор района, можете и вы.")
    )
    waiting = JoinRequest.objects.visible_to(actor).waiting().order_by("requested_at")
    return [
        TodayItem(
            when="waits",
            title=_("Заявка на вступление: %(name)s") % {"name": request.short_name},
            url=request.get_absolute_url(),
            reason=_("Подана %(day)s.") % {"day": f"{timezone.localtime(request.requested_at):%d.%m.%Y}"}
            + f" {whose}",
            action=_("Рассмотреть"),
            icon="building-2",
        )
        for request in waiting[:10]
    ]


def _details(actor: Actor, *, at: datetime) -> list[TodayItem]:
    organisation = actor.organisation
    if organisation is None or not actor.is_any(*STEWARDS):
        return []
    title = _("Проверить сведения организации")
    url = reverse("organisations:organisation_confirm", args=[organisation.pk])
    if organisation.confirmed_at is None:
        return [
            TodayItem(
                when="waits",
                title=title,
                url=url,
                reason=_("Их ещё никто не подтвердил, а по ним вас находят партнёры."),
                action=_("Проверить"),
                icon="badge-check",
            )
        ]
    ends_at = organisation.confirmed_at + DETAILS_LAST
    if ends_at - DETAILS_WARNED > at:
        return []
    return [
        TodayItem(
            when="late" if ends_at <= at else "soon",
            title=title,
            url=url,
            reason=_("Раз в год организация подтверждает, что её сведения верны. Срок – %(day)s.")
            % {"day": f"{timezone.localtime(ends_at):%d.%m.%Y}"},
            action=_("Проверить"),
            due=timezone.localdate(ends_at),
            icon="badge-check",
        )
    ]


def figures(actor: Actor, *, at: datetime) -> list[Figure]:
    """For those who look after a territory: how large the network is and how fresh its details are."""
    if actor.scope not in {Scope.TERRITORY, Scope.SYSTEM} or actor.organisation is None:
        return []
    counts = (
        Organisation.objects.visible_to(actor)
        .active()
        .aggregate(
            all=Count("pk"),
            employers=Count("pk", filter=Q(kind__family__in=(Family.ENTERPRISE, Family.HEALTH))),
            stale=Count("pk", filter=Q(confirmed_at__isnull=True) | Q(confirmed_at__lt=at - DETAILS_LAST)),
        )
    )
    listed, where = reverse("organisations:organisation_list"), overseen(actor)
    shown = [
        Figure(_("организаций в сети"), str(counts["all"]), f"{listed}?state=active", where),
        Figure(
            _("работодателей"), str(counts["employers"]), f"{listed}?family=employers&state=active", where
        ),
    ]
    if actor.is_any(*ADMITTERS):
        shown.append(
            Figure(
                _("без подтверждённых сведений"),
                str(counts["stale"]),
                f"{listed}?details=stale&state=active",
                where,
                tone="waits" if counts["stale"] else "good",
            )
        )
    return shown


def found(actor: Actor, typed: str, *, limit: int) -> list[Found]:
    """Organisations and colleagues by what was typed."""
    organisations = visible_organisations(actor).matching(typed)[:limit]
    people = (
        Membership.objects.visible_to(actor)
        .filter(until__isnull=True, organisation__state=Organisation.State.ACTIVE)
        .select_related("user", "organisation")
    )
    return [
        *(
            Found(
                _("Организации"),
                organisation.short_name,
                organisation.get_absolute_url(),
                note=f"{organisation.kind}, {organisation.territory}",
                icon="building-2",
            )
            for organisation in organisations
        ),
        *(
            Found(
                _("Люди"),
                seat.user.get_full_name(),
                seat.organisation.get_absolute_url(),
                note=str(seat),
                icon="user",
            )
            for seat in _named(people, typed)[:limit]
        ),
    ]


def _named(seats: QuerySet[Membership], typed: str) -> QuerySet[Membership]:
    for word in search_key(typed).split():
        seats = seats.filter(user__search_key__contains=word)
    return seats.order_by("user__sort_key", "pk")
