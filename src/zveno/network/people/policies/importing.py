"""Who brings lists of learners in as tables: their organisation; for a whole district its coordinator."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.verdict import YES, Verdict, any_of, no
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation, Territory
from zveno.network.organisations.roles import Role
from zveno.network.people.policies.persons import can_keep
from zveno.network.people.reach import TEACHING


def can_import_territory(actor: Actor, territory: Territory) -> Verdict:
    if actor.is_any(Role.COORDINATOR) and territory.path.startswith(actor.territory_path):
        return YES
    return no(
        _("Списки учащихся всего района загружает его координатор."), who_can=_("Муниципальный координатор")
    )


def can_import(actor: Actor, organisation: Organisation) -> Verdict:
    """What is already there he need not see for that."""
    if organisation.family not in TEACHING:
        return no(_("В этой организации не учатся."))
    return any_of(can_import_territory(actor, organisation.territory), can_keep(actor, organisation))
