"""What people are told about consents and requests; nobody is told what a record of health says."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from zveno.base.accounts.models import User
from zveno.base.notifications.kinds import Frequency, Group, Kind, register
from zveno.base.notifications.services import notify
from zveno.network.organisations.models import Membership
from zveno.network.people.models import Consent, ConsentRequest, Enrolment, Person, SubjectRequest
from zveno.network.people.reach import REQUEST_KEEPERS

PRIVACY = Group(
    "privacy",
    _("Согласия и личные данные"),
    _("Запросы согласий, их отзыв, обращения о данных."),
    default=Frequency.AT_ONCE,
)
ASKED = register(Kind("privacy.asked", _("Нужно ваше согласие"), PRIVACY))
WITHDRAWN = register(Kind("privacy.withdrawn", _("Согласие отозвано"), PRIVACY))
REQUESTED = register(Kind("privacy.requested", _("Обращение о личных данных"), PRIVACY))
ANSWERED = register(Kind("privacy.answered", _("Ответ на обращение о данных"), PRIVACY))


def tell_asked(request: ConsentRequest, signers: list[Person], *, at: datetime) -> None:
    """Those of them who have accounts."""
    users = User.objects.filter(person__in=signers, is_active=True)
    notify(
        users,
        ASKED,
        title=format_lazy(_("Нужно ваше решение: {purpose}"), purpose=request.purpose.title),
        text=format_lazy(_("Ответить до {day}"), day=f"{request.due_on:%d.%m.%Y}"),
        url=reverse("people:consent_own"),
        at=at,
        key=f"{ASKED.code} {request.pk}",
        thing=request,
    )


def tell_withdrawn(consent: Consent, *, at: datetime) -> None:
    """Whoever leads the groups of that person, and whoever asked."""
    groups = (
        Enrolment.objects.open()
        .filter(person=consent.person, organisation=consent.operator, group__isnull=False)
        .values("group")
    )
    leads = Membership.objects.in_force(timezone.localdate(at)).filter(leads__group__in=groups)
    asked = ConsentRequest.objects.filter(
        asks__person=consent.person, purpose=consent.purpose, operator=consent.operator
    )
    users = User.objects.filter(Q(pk__in=leads.values("user")) | Q(pk__in=asked.values("asked_by")))
    notify(
        users.filter(is_active=True).distinct(),
        WITHDRAWN,
        title=format_lazy(_("Согласие отозвано: {person}"), person=consent.person.short_name),
        text=consent.purpose.title,
        url=consent.get_absolute_url(),
        at=at,
        key=f"{WITHDRAWN.code} {consent.pk}",
        thing=consent,
    )


def tell_requested(request: SubjectRequest, *, at: datetime) -> None:
    """Those who answer for the organisation's data."""
    keepers = Membership.objects.in_force(timezone.localdate(at)).filter(
        organisation=request.operator, role__in=REQUEST_KEEPERS, user__is_active=True
    )
    notify(
        User.objects.filter(pk__in=keepers.values("user")).exclude(pk=request.registered_by_id),
        REQUESTED,
        title=format_lazy(
            _("{request}: ответить до {day}"), request=str(request), day=f"{request.due_on:%d.%m.%Y}"
        ),
        url=request.get_absolute_url(),
        at=at,
        key=f"{REQUESTED.code} {request.pk}",
        thing=request,
    )


def tell_answered(request: SubjectRequest, *, at: datetime) -> None:
    """Whoever asked, if he has an account."""
    user = request.applicant.user
    if user is None or not user.is_active:
        return
    notify(
        [user],
        ANSWERED,
        title=format_lazy(_("{request}: ответ готов"), request=str(request)),
        url=request.get_absolute_url(),
        at=at,
        key=f"{ANSWERED.code} {request.pk}",
        thing=request,
    )
