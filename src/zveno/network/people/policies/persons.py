"""Who sees learners, and who keeps their lists."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.verdict import YES, Verdict, no
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role, Scope
from zveno.network.people.models import Enrolment, GroupLead, Person, StudyGroup
from zveno.network.people.reach import KEEPERS, TEACHING, Reach, reach

# Whoever promotes a whole organisation answers for it.
PROMOTERS = frozenset({Role.DIRECTOR, Role.DEPUTY})


def can_list(actor: Actor) -> Verdict:
    """Has he a register of learners at all?"""
    if reach(actor) is not Reach.NOBODY:
        return YES
    return no(
        _("Списки учащихся ведёт их организация; остальным видны только численности."),
        who_can=_("Руководство школы или техникума, классные руководители и мастера своих групп"),
    )


def can_see_numbers(actor: Actor) -> Verdict:
    """How many learn where: authorities of the territory, and whoever has a register."""
    if actor.scope in {Scope.SYSTEM, Scope.TERRITORY} or can_list(actor):
        return YES
    return no(
        _("Численность учащихся видят органы власти района и сами образовательные организации."),
        who_can=_("Муниципальный координатор"),
    )


def can_view(actor: Actor, person: Person) -> Verdict:
    """Agrees with `Person.objects.visible_to(actor)`: it is the same question."""
    if Person.objects.visible_to(actor).filter(pk=person.pk).exists():
        return YES
    return no(
        _("Карточку видят те, кто с этим человеком работает, он сам и его родители."),
        who_can=_("Организация, где он учится"),
    )


def can_view_group(actor: Actor, group: StudyGroup) -> Verdict:
    """Agrees with `StudyGroup.objects.visible_to(actor)`."""
    if StudyGroup.objects.visible_to(actor).filter(pk=group.pk).exists():
        return YES
    return no(
        _("Список класса или группы видят те, кто её ведёт, и руководство организации."),
        who_can=_("Руководство организации"),
    )


def can_keep(actor: Actor, organisation: Organisation) -> Verdict:
    """To enrol, move, transfer, expel; to make groups and say who leads them."""
    if actor.is_any(*KEEPERS) and actor.belongs_to(organisation) and organisation.family in TEACHING:
        return YES
    return no(
        _("Списки учащихся ведёт руководство их организации."),
        who_can=_("Директор, заместитель директора, ответственный секретарь приёмной комиссии"),
    )


def can_keep_somewhere(actor: Actor) -> Verdict:
    """For the buttons above a list."""
    if actor.organisation is not None:
        return can_keep(actor, actor.organisation)
    return no(_("Списки учащихся ведёт руководство их организации."))


def can_change(actor: Actor, person: Person) -> Verdict:
    """His name, birth date, СНИЛС, contacts; the account he signs in with."""
    if can_keep_somewhere(actor) and _belongs_to_house(actor, person):
        return YES
    return no(
        _("Данные человека меняет организация, где он учится."),
        who_can=_("Директор, заместитель директора, ответственный секретарь приёмной комиссии"),
    )


def can_keep_guardians(actor: Actor, child: Person) -> Verdict:
    """Parents come to the class teacher first."""
    if can_change(actor, child) or _is_led_by(actor, child):
        return YES
    return no(
        _("Родителей указывает организация, где учится ребёнок."),
        who_can=_("Руководство организации, классный руководитель, мастер группы"),
    )


def can_promote(actor: Actor, organisation: Organisation) -> Verdict:
    """To move the whole organisation to the next year, and to take that back."""
    if actor.is_any(*PROMOTERS) and can_keep(actor, organisation):
        return YES
    return no(
        _("На следующий год организацию переводит её руководство."),
        who_can=_("Директор, заместитель директора"),
    )


def _belongs_to_house(actor: Actor, person: Person) -> bool:
    """He learns or learned here, or represents a child that does."""
    here = Enrolment.objects.filter(organisation=actor.organisation)
    return (
        here.filter(person=person).exists()
        or here.filter(
            person__guardianships__guardian=person, person__guardianships__until__isnull=True
        ).exists()
    )


def _is_led_by(actor: Actor, person: Person) -> bool:
    if actor.membership is None:
        return False
    led = GroupLead.objects.filter(seat=actor.membership).values("group")
    return Enrolment.objects.open().filter(person=person, group__in=led).exists()
