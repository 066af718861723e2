"""Rows to measure on, and a signed-in session for each role: `python -m zveno.config.bench.data SIZE`.

Prints one JSON object: role → session key.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from importlib import import_module

import django


def fill(size: int) -> dict[str, str]:
    """A district of that many organisations and one person of each role."""
    from django.conf import settings  # noqa: PLC0415 -- Django is set up in main

    from zveno.base.accounts.models import User  # noqa: PLC0415
    from zveno.network.organisations.models import (  # noqa: PLC0415
        Membership,
        Organisation,
        OrganisationKind,
        Territory,
    )
    from zveno.network.organisations.roles import ROLES  # noqa: PLC0415

    region = Territory.objects.create(level="region", name="Область измерений", path="/1/")
    district = Territory.objects.create(
        level="municipality", name="Округ измерений", parent=region, path="/1/2/"
    )
    kinds = {kind.family: kind for kind in OrganisationKind.objects.all()}
    Organisation.objects.bulk_create(
        Organisation(
            kind=list(kinds.values())[number % len(kinds)],
            short_name=f"Организация № {number}",
            full_name=f"Организация для измерений № {number}",
            territory=district,
            contact_name=f"Контактов К. {number}",
            phone="+7 000 000-00-00",
        )
        for number in range(max(size, len(kinds)))
    )
    homes = {
        organisation.kind.family: organisation for organisation in Organisation.objects.select_related("kind")
    }
    sessions = {}
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for role, spec in ROLES.items():
        user = User.objects.create_user(
            f"{role}@bench.example.ru", last_name="Мерин", first_name=str(role.label)[:80]
        )
        organisation = next(homes[family] for family in sorted(spec.families) if family in homes)
        Membership.objects.create(user=user, organisation=organisation, role=role, since=date(2020, 1, 1))
        session = store()
        session["_auth_user_id"] = str(user.pk)
        session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
        session["_auth_user_hash"] = user.get_session_auth_hash()
        session.create()
        sessions[role.value] = session.session_key
    return sessions


if __name__ == "__main__":
    django.setup()
    print(json.dumps(fill(int(sys.argv[1]))))
