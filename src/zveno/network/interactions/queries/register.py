"""The register as its lists show it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from zveno.network.interactions.models import Interaction, InteractionQuerySet
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation


def visible_facts(actor: Actor) -> InteractionQuerySet:
    """Facts with everything their lines, pages and policies ask of them."""
    return with_sides(Interaction.objects.visible_to(actor))


def with_sides(rows: InteractionQuerySet) -> InteractionQuerySet:
    return rows.select_related("form", "initiator__territory", "initiator__kind").prefetch_related(
        "sides__organisation__territory"
    )


def pair_facts(
    actor: Actor, organisation: Organisation, *, partner: Organisation | None = None, name: str = ""
) -> InteractionQuerySet:
    """Between an organisation and one partner, whoever of them began it."""
    between = (
        Q(initiator=organisation, sides__organisation=partner)
        if partner
        else Q(initiator=organisation, sides__name=name)
    )
    if partner:
        between |= Q(initiator=partner, sides__organisation=organisation)
    return visible_facts(actor).kept().filter(between).distinct()


def facts_url(organisation: Organisation, since: date, until: date) -> str:
    """The list behind a figure of an organisation and a period."""
    asked = {
        "organisation": str(organisation.pk),
        "period_after": since.isoformat(),
        "period_before": until.isoformat(),
    }
    return f"{reverse('interactions:interaction_list')}?{urlencode(asked)}"
