"""Who may see and set what."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.verdict import YES, Verdict, no
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.oversight.monitoring.viewers import OWN_VIEWERS, SETTERS, VIEWERS


def can_compare(actor: Actor) -> Verdict:
    """See organisations side by side."""
    if actor.organisation is not None and actor.role in VIEWERS:
        return YES
    return no(
        _("Организации рядом друг с другом видят те, кто отвечает за район."),
        who_can=_("Муниципальный координатор, глава, секретарь совета, экономист, региональный куратор."),
    )


def can_see_own(actor: Actor) -> Verdict:
    """See the figures of one's own organisation."""
    if actor.organisation is not None and actor.role in VIEWERS | OWN_VIEWERS:
        return YES
    return no(
        _("Показатели организации видят её руководители и те, кто отвечает за район."),
        who_can=_("Директор, заместитель, педагог-навигатор или специалист по кадрам вашей организации."),
    )


def can_open(actor: Actor, organisation: Organisation | None) -> Verdict:
    """Open a figure of that organisation, or (None) of the whole territory."""
    if organisation is not None and actor.belongs_to(organisation):
        return can_see_own(actor)
    verdict = can_compare(actor)
    if verdict and organisation is not None and not actor.oversees(organisation):
        return no(_("Эта организация не из вашей территории."))
    return verdict


def can_set_threshold(actor: Actor) -> Verdict:
    if actor.role in SETTERS:
        return YES
    return no(
        _("Пороги показателей задаёт муниципальный координатор: они общие для всего района."),
        who_can=_("Муниципальный координатор."),
    )
