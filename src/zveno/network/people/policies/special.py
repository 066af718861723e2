"""Health limits and special needs: a right of their own, and a reason each time."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.verdict import YES, Verdict, no
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role
from zveno.network.people.models import Enrolment, Person, SpecialRecord
from zveno.network.people.reach import SPECIAL_KEEPERS, SPECIAL_READERS

LOOK_READERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})


def can_look(actor: Actor, person: Person) -> Verdict:
    """Those who arrange teaching, practice and trials of this very learner."""
    if actor.role in SPECIAL_READERS and _works_with(actor, person):
        return YES
    return no(
        _("Особые сведения видят только назначенные сотрудники, которые работают с этим человеком."),
        who_can=_(
            "Руководство, консультант, классный руководитель, мастер или заведующий практикой организации"
        ),
    )


def can_view_special(actor: Actor, special: SpecialRecord) -> Verdict:
    """Agrees with `SpecialRecord.objects.visible_to(actor)`."""
    looked = can_look(actor, special.person)
    if looked and not actor.belongs_to(special.operator):
        return no(_("Эти сведения внесла другая организация."))
    return looked


def can_keep_special(actor: Actor, person: Person) -> Verdict:
    if actor.role in SPECIAL_KEEPERS and _works_with(actor, person):
        return YES
    return no(
        _("Особые сведения вносят руководство и консультант организации, по документу."),
        who_can=_("Директор, заместитель директора, педагог-психолог"),
    )


def can_list_looks(actor: Actor) -> Verdict:
    """Everybody's looks at special records."""
    if actor.role in LOOK_READERS:
        return YES
    return no(
        _("Все просмотры видит ответственный за обработку персональных данных."),
        who_can=_("Каждый видит, кто смотрел его собственные сведения и сведения его детей."),
    )


def _works_with(actor: Actor, person: Person) -> bool:
    return Enrolment.objects.at_work_of(actor).open().filter(person=person).exists()
