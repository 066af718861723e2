"""Who may do what with organisations, seats and those who want to come in."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.accounts.queries import is_demo_person
from zveno.base.core.verdict import YES, Verdict, no
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import (
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
    Territory,
)
from zveno.network.organisations.roles import (
    ADMITTERS,
    LEARNERS,
    REGISTRARS,
    ROLES,
    STEWARDS,
    Role,
    Scope,
)

# Only whoever runs the installation gives these away.
GIVEN_BY_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.REGIONAL_CURATOR})


def can_view(actor: Actor, organisation: Organisation) -> Verdict:
    """Agrees with `Organisation.objects.visible_to(actor)`."""
    if actor.organisation is None and actor.scope is not Scope.SYSTEM:
        return no(_("Организации видят те, у кого есть место в одной из них."), who_can=_("Участники сети"))
    if actor.belongs_to(organisation) or actor.reaches(organisation):
        return YES
    return no(
        _("Эта организация – из другого района."), who_can=_("Участники её района и региональный куратор")
    )


def can_add(actor: Actor, territory: Territory) -> Verdict:
    """An organisation straight into the network, without a request of its own."""
    if actor.is_any(*ADMITTERS) and _covers(actor, territory):
        return YES
    return no(
        _("Организации в сеть принимает управление образования района."),
        who_can=_("Муниципальный координатор; сама организация может подать заявку"),
    )


def can_add_somewhere(actor: Actor) -> Verdict:
    """Is there any territory he adds organisations to? (For the button above the list.)"""
    if actor.is_any(*ADMITTERS):
        return YES
    return no(
        _("Организации в сеть принимает управление образования района."),
        who_can=_("Муниципальный координатор; сама организация может подать заявку"),
    )


def can_change(actor: Actor, organisation: Organisation) -> Verdict:
    """Details and their confirmation."""
    if _runs(actor, organisation):
        return YES
    return no(
        _("Сведения меняет сама организация или координатор её района."),
        who_can=_("Руководитель, заместитель или кадровая служба организации; муниципальный координатор"),
    )


def can_change_state(actor: Actor, organisation: Organisation) -> Verdict:
    """To take an organisation out of the network, or back."""
    if actor.is_any(*ADMITTERS) and actor.oversees(organisation):
        return YES
    return no(
        _("Из сети организацию выводит управление образования района."),
        who_can=_("Муниципальный координатор"),
    )


def can_merge(actor: Actor, organisation: Organisation) -> Verdict:
    """To say that two records are one organisation, or that they are not: asked for each of the two."""
    if actor.is_any(*ADMITTERS) and actor.oversees(organisation):
        return YES
    return no(
        _("Записи об организациях объединяет управление образования района."),
        who_can=_("Муниципальный координатор"),
    )


def can_look_for_duplicates(actor: Actor) -> Verdict:
    if actor.is_any(*ADMITTERS):
        return YES
    return no(
        _("Записи об организациях объединяет управление образования района."),
        who_can=_("Муниципальный координатор"),
    )


def can_manage_people(actor: Actor, organisation: Organisation) -> Verdict:
    """To invite, give and end seats."""
    if _runs(actor, organisation):
        return YES
    return no(
        _("Людей приглашает сама организация или координатор её района."),
        who_can=_("Руководитель, заместитель или кадровая служба организации; муниципальный координатор"),
    )


def can_give(actor: Actor, organisation: Organisation, role: Role) -> Verdict:
    """This role, in this organisation."""
    managed = can_manage_people(actor, organisation)
    if not managed:
        return managed
    if organisation.family not in ROLES[role].families:
        return no(
            _("Роли «%(role)s» не бывает в организации такого вида.") % {"role": role.label},
        )
    if actor.scope is Scope.SYSTEM:
        return YES
    if role in GIVEN_BY_ADMINISTRATOR:
        return no(
            _("Роль «%(role)s» даёт администратор системы.") % {"role": role.label},
            who_can=_("Администратор системы"),
        )
    if _is_of_the_district(role) and not actor.is_any(Role.COORDINATOR):
        return no(
            _("Роль «%(role)s» действует на весь район, её даёт координатор района.") % {"role": role.label},
            who_can=_("Муниципальный координатор"),
        )
    return YES


def roles_to_give(actor: Actor, organisation: Organisation) -> list[Role]:
    return [role for role in Role if can_give(actor, organisation, role)]


def can_see_seat(actor: Actor, seat: Membership) -> Verdict:
    """Agrees with `Membership.objects.visible_to(actor)`."""
    if seat.user_id == actor.user.pk or actor.scope is Scope.SYSTEM:
        return YES
    if not can_view(actor, seat.organisation):
        return no(_("Это место в организации другого района."))
    if seat.role not in LEARNERS or (actor.belongs_to(seat.organisation) and actor.is_any(*REGISTRARS)):
        return YES
    return no(
        _("Учеников, студентов и родителей видит только их организация."),
        who_can=_("Сотрудники организации, которые ведут учёт учащихся"),
    )


def can_end_seat(actor: Actor, seat: Membership) -> Verdict:
    """One's own seat everybody may leave; others' – by who could have given it."""
    if seat.user_id == actor.user.pk:
        return YES
    return _could_have_given(actor, seat.organisation, Role(seat.role))


def can_withdraw(actor: Actor, invitation: Invitation) -> Verdict:
    """To take an invitation back, or to renew it: by who could have sent it."""
    return _could_have_given(actor, invitation.organisation, Role(invitation.role))


def _could_have_given(actor: Actor, organisation: Organisation, role: Role) -> Verdict:
    """Whatever the organisation has become since: a role left over from its former kind is ended too."""
    managed = can_manage_people(actor, organisation)
    if not managed or actor.scope is Scope.SYSTEM:
        return managed
    if role in GIVEN_BY_ADMINISTRATOR:
        return no(
            _("Ролью «%(role)s» распоряжается администратор системы.") % {"role": role.label},
            who_can=_("Администратор системы"),
        )
    if _is_of_the_district(role) and not actor.is_any(Role.COORDINATOR):
        return no(
            _("Роль «%(role)s» действует на весь район, ею распоряжается координатор района.")
            % {"role": role.label},
            who_can=_("Муниципальный координатор"),
        )
    return YES


def _is_of_the_district(role: Role) -> bool:
    return ROLES[role].scope is Scope.TERRITORY


def can_see_request(actor: Actor, request: JoinRequest) -> Verdict:
    """Agrees with `JoinRequest.objects.visible_to(actor)`. Whoever sees a request may decide it."""
    if actor.is_any(*ADMITTERS) and _covers(actor, request.territory):
        return YES
    return no(
        _("Заявки рассматривает управление образования района."), who_can=_("Муниципальный координатор")
    )


def can_decide(actor: Actor, request: JoinRequest) -> Verdict:
    """Nobody decides about his own request."""
    seen = can_see_request(actor, request)
    if not seen:
        return seen
    if request.person_email.lower() == actor.user.email:
        return no(
            _("Это ваша собственная заявка: решает другой человек."), who_can=_("Другой координатор района")
        )
    return YES


def can_change_territories(actor: Actor) -> Verdict:
    if actor.scope is Scope.SYSTEM:
        return YES
    return no(_("Территории заводит администратор системы."), who_can=_("Администратор системы"))


def can_keep_accounts(actor: Actor) -> Verdict:
    """The list of everybody who can sign in, and what is done with their accounts."""
    if actor.scope is Scope.SYSTEM:
        return YES
    return no(_("Учётные записи ведёт администратор системы."), who_can=_("Администратор системы"))


def can_change_account(actor: Actor, person: User) -> Verdict:
    """Nobody locks himself out; in the demonstration, which everybody enters, nobody locks its people out."""
    keeps = can_keep_accounts(actor)
    if not keeps:
        return keeps
    if person.pk == actor.user.pk:
        return no(
            _("Это ваша собственная учётная запись: свой вход меняют в личных настройках."),
            who_can=_("Закрыть её может другой администратор"),
        )
    if settings.DEMO and is_demo_person(person):
        return no(
            _("Это общая учётная запись демонстрации: её пароль, почту и второй фактор не меняют."),
            who_can=_("В своей установке это может администратор."),
        )
    return YES


def _runs(actor: Actor, organisation: Organisation) -> bool:
    if actor.scope is Scope.SYSTEM:
        return True
    if actor.is_any(*STEWARDS) and actor.belongs_to(organisation):
        return True
    return actor.is_any(Role.COORDINATOR) and actor.oversees(organisation)


def _covers(actor: Actor, territory: Territory) -> bool:
    return actor.scope is Scope.SYSTEM or territory.path.startswith(actor.territory_path)
