"""A letter to a partner that has been silent for long."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.notifications.services import write_letter
from zveno.network.interactions import notices, policies
from zveno.network.interactions.services.errors import InteractionError
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation


@transaction.atomic
def remind_partner(
    organisation: Organisation, partner: Organisation, *, last: date | None, by: Actor, at: datetime
) -> None:
    """«Давно не виделись»: to the partner's address and to its people here, at most once a month."""
    require(policies.can_remind(by, organisation))
    month = f"{timezone.localtime(at):%Y-%m}"
    key = f"interactions.remind {organisation.pk} {partner.pk} {month}"
    told = notices.tell_missed(organisation, partner, key=key, by=by.user, at=at)
    if not partner.email and not told:
        raise InteractionError(
            _("У партнёра нет ни адреса, ни сотрудников в «Звене»: позвоните ему, телефон – на его странице.")
        )
    if partner.email:
        write_letter(
            to=partner.email,
            subject=_("%(name)s предлагает продолжить работу вместе") % {"name": organisation.short_name},
            body=render_to_string(
                "interactions/letters/missed.txt",
                {
                    "organisation": organisation,
                    "partner": partner,
                    "last": last,
                    "person": by.user,
                    "seat": by.membership,
                    "site": settings.PUBLIC_URL,
                },
            ),
            at=at,
            key=key,
        )
    record(
        "interaction.remind",
        partner,
        by=by.user,
        at=at,
        changes={"silent_since": last, "partner": organisation.short_name},
    )
