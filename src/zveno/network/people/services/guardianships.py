"""Parents and other legal representatives of a child."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.text import search_key
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor, Installation
from zveno.network.people.models import Guardianship, Person, Relation
from zveno.network.people.policies import can_keep_guardians
from zveno.network.people.services.errors import PeopleError, check
from zveno.network.people.services.persons import PersonDetails, check_birth, person_of, user_of


@transaction.atomic
def add_guardian(
    child: Person,
    details: PersonDetails,
    *,
    relation: Relation,
    basis: str = "",
    since: date | None = None,
    by: Actor | Installation,
    at: datetime,
) -> Guardianship:
    """A representative by his details; a parent whom the actor knows already is the same person."""
    child = Person.objects.select_for_update().get(pk=child.pk)
    if isinstance(by, Actor):
        require(can_keep_guardians(by, child))
    typed = person_of(details)
    check_birth(typed, at=at)
    named = Person.objects.filter(wardships__child=child, wardships__until__isnull=True)
    if named.filter(search_key=search_key(typed.full_name)).exists():
        raise PeopleError(_("%(person)s уже указан законным представителем.") % {"person": typed.full_name})
    guardian = _known(typed, by=by)
    if guardian is None:
        check(typed)
        typed.save()
        guardian = typed
    guardianship = Guardianship(
        guardian=guardian, child=child, relation=relation, basis=basis.strip(), since=since
    )
    check(guardianship)
    guardianship.save()
    record(
        "guardianship.add",
        child,
        by=user_of(by),
        at=at,
        changes={"guardian": str(guardian), "relation": str(Relation(relation).label), "basis": basis},
    )
    return guardianship


@transaction.atomic
def end_guardianship(guardianship: Guardianship, *, why: str = "", by: Actor, at: datetime) -> Guardianship:
    """From today he does not represent the child and does not see him here."""
    guardianship = (
        Guardianship.objects.select_related("child", "guardian")
        .select_for_update(of=("self",))
        .get(pk=guardianship.pk)
    )
    require(can_keep_guardians(by, guardianship.child))
    if guardianship.until is None:
        guardianship.until = timezone.localdate(at)
        check(guardianship)
        guardianship.save()
        record(
            "guardianship.end",
            guardianship.child,
            by=by.user,
            at=at,
            why=why,
            changes={"guardian": str(guardianship.guardian)},
        )
    return guardianship


def _known(typed: Person, *, by: Actor | Installation) -> Person | None:
    """By СНИЛС; or by name and a contact, among those whom the actor sees anyway."""
    if typed.snils:
        known = Person.objects.filter(snils=typed.snils).first()
        if known and search_key(known.full_name) != search_key(typed.full_name):
            raise PeopleError(
                by_field={"snils": [_("Этот СНИЛС записан у человека с другим именем: проверьте.")]}
            )
        return known
    if not isinstance(by, Actor):
        return None
    contact = Q(pk__in=())
    if typed.phone:
        contact |= Q(phone=typed.phone)
    if typed.email:
        contact |= Q(email__iexact=typed.email)
    same = Person.objects.visible_to(by).filter(contact, search_key=search_key(typed.full_name))
    return same.first()
