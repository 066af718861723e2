"""What people are told: an employer has said whom it needs, an expertise waits, an internship is due."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from zveno.base.accounts.models import User
from zveno.base.notifications.kinds import Frequency, Group, Kind, register
from zveno.base.notifications.services import notify
from zveno.base.ui.numbers import written_date
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.organisations.roles import Role
from zveno.network.programmes.models import ChangeRequest, Internship, Profile, Programme, Remark
from zveno.network.programmes.staff import KEEPERS, SPEAKERS
from zveno.network.programmes.states import InternshipState

PROGRAMMES = Group(
    "programmes",
    _("Программы и требования предприятий"),
    _("Кого ждут предприятия, экспертиза изменений, стажировки преподавателей."),
    default=Frequency.DAILY,
)
STATED = register(Kind("programmes.stated", _("Предприятие назвало требования к выпускнику"), PROGRAMMES))
ASKED = register(Kind("programmes.asked", _("Вас просят об экспертизе программы"), PROGRAMMES))
REMARKED = register(Kind("programmes.remarked", _("Замечание к изменению программы"), PROGRAMMES))
ANSWERED = register(Kind("programmes.answered", _("Ответ на ваше замечание"), PROGRAMMES))
CLOSED = register(Kind("programmes.closed", _("Решение по изменению программы"), PROGRAMMES))
INTERNSHIP_ASKED = register(Kind("programmes.internship_asked", _("Просьба принять стажёра"), PROGRAMMES))
INTERNSHIP_MOVED = register(Kind("programmes.internship_moved", _("Ответ о стажировке"), PROGRAMMES))
INTERNSHIP_DUE = register(Kind("programmes.internship_due", _("Пора на стажировку"), PROGRAMMES))


def people_of(organisation: Organisation, roles: Collection[Role], *, on: date) -> list[User]:
    seats = (
        Membership.objects.filter(organisation=organisation, role__in=roles)
        .in_force(on)
        .select_related("user")
    )
    return list({seat.user for seat in seats})


def tell_stated(profile: Profile, *, at: datetime) -> None:
    """Those who teach that profession in the district of the enterprise, and whoever asked."""
    on = timezone.localdate(at)
    district = "/".join(profile.enterprise.territory.path.split("/")[:3])
    teaching = (
        Programme.objects.running()
        .of_profession(profile.profession.code)
        .filter(college__territory__path__startswith=f"{district}/")
        .select_related("college")
    )
    colleges = {programme.college for programme in teaching}
    if profile.asked_by is not None:
        colleges.add(profile.asked_by)
    for college in sorted(colleges, key=lambda college: college.pk):
        notify(
            people_of(college, KEEPERS, on=on),
            STATED,
            title=format_lazy(_("Каким нужен выпускник: {profile}"), profile=str(profile)),
            text=format_lazy(_("Требований: {count}. Сопоставьте их с программой."),
                             count=str(profile.requirements.count())),
            url=profile.get_absolute_url(),
            at=at,
            key=f"{STATED.code} {profile.pk} {college.pk} {on}",
            thing=profile,
        )  # fmt: skip


def tell_asked(change: ChangeRequest, *, at: datetime) -> None:
    """The experts' people who have accounts; the others have their letters."""
    for expertise in change.expertises.select_related("organisation"):
        notify(
            people_of(expertise.organisation, SPEAKERS, on=timezone.localdate(at)),
            ASKED,
            title=format_lazy(_("Нужно ваше мнение: {change}"), change=change.title),
            text=format_lazy(
                _("{college} просит посмотреть изменение программы до {day}."),
                college=change.programme.college.short_name,
                day=written_date(change.due_on or at),
            ),
            url=change.get_absolute_url(),
            at=at,
            key=f"{ASKED.code} {expertise.pk}",
            thing=change,
        )


def tell_remarked(remark: Remark, *, at: datetime) -> None:
    change = remark.expertise.change
    notify(
        people_of(change.programme.college, KEEPERS, on=timezone.localdate(at)),
        REMARKED,
        title=format_lazy(_("Замечание: {change}"), change=change.title),
        text=format_lazy(
            _("{expert}: {text}"), expert=remark.expertise.organisation.short_name, text=str(remark)
        ),
        url=change.get_absolute_url(),
        at=at,
        key=f"{REMARKED.code} {remark.pk}",
        thing=change,
    )


def tell_answered(remark: Remark, *, at: datetime) -> None:
    change = remark.expertise.change
    notify(
        people_of(remark.expertise.organisation, SPEAKERS, on=timezone.localdate(at)),
        ANSWERED,
        title=format_lazy(_("Ваше замечание {answer}: {change}"),
                          answer=remark.get_state_display(), change=change.title),
        text=remark.answer,
        url=change.get_absolute_url(),
        at=at,
        key=f"{ANSWERED.code} {remark.pk}",
        thing=change,
    )  # fmt: skip


def tell_closed(change: ChangeRequest, *, at: datetime) -> None:
    for expertise in change.expertises.select_related("organisation"):
        notify(
            people_of(expertise.organisation, SPEAKERS, on=timezone.localdate(at)),
            CLOSED,
            title=format_lazy(
                _("Запрос {state}: {change}"), state=change.get_state_display(), change=change.title
            ),
            text=change.decision,
            url=change.get_absolute_url(),
            at=at,
            key=f"{CLOSED.code} {change.pk} {expertise.pk}",
            thing=change,
        )


def tell_internship_asked(internship: Internship, *, at: datetime) -> None:
    notify(
        people_of(internship.enterprise, SPEAKERS, on=timezone.localdate(at)),
        INTERNSHIP_ASKED,
        title=format_lazy(_("Примете на стажировку: {teacher}?"), teacher=internship.teacher),
        text=format_lazy(_("{college}. {goal}"), college=internship.college.short_name, goal=internship.goal),
        url=internship.get_absolute_url(),
        at=at,
        key=f"{INTERNSHIP_ASKED.code} {internship.pk}",
        thing=internship,
    )


def tell_internship_moved(internship: Internship, *, by: Actor, at: datetime) -> None:
    """The other side and the teacher himself."""
    on = timezone.localdate(at)
    people = {
        *people_of(internship.college, KEEPERS, on=on),
        *people_of(internship.enterprise, SPEAKERS, on=on),
        *([internship.user] if internship.user else []),
    }
    agreed = internship.state == InternshipState.AGREED
    notify(
        [person for person in people if person != by.user],
        INTERNSHIP_MOVED,
        title=format_lazy(
            _("Стажировка {state}: {teacher}"),
            state=internship.get_state_display(),
            teacher=internship.teacher,
        ),
        text=internship.goal if agreed else internship.reason,
        url=internship.get_absolute_url(),
        at=at,
        key=f"{INTERNSHIP_MOVED.code} {internship.pk} {internship.state}",
        thing=internship,
    )


def tell_due(internship: Internship, *, is_late: bool, at: datetime) -> None:
    """Those who answer for it at the technikum, and the teacher."""
    people = {
        *people_of(internship.college, KEEPERS, on=timezone.localdate(at)),
        *([internship.user] if internship.user else []),
    }
    title = _("Стажировка просрочена: {teacher}") if is_late else _("Скоро стажировка: {teacher}")
    notify(
        people,
        INTERNSHIP_DUE,
        title=format_lazy(title, teacher=internship.teacher),
        text=format_lazy(
            _("Прошлая – на «{enterprise}», следующая нужна не позже {day}."),
            enterprise=internship.enterprise.short_name,
            day=written_date(internship.next_due_on or at),
        ),
        url=reverse("programmes:internship_add") + f"?after={internship.pk}",
        at=at,
        key=f"{INTERNSHIP_DUE.code} {internship.pk} {'late' if is_late else 'soon'}",
        thing=internship,
    )
