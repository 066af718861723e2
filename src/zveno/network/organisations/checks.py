"""What the doctor asks about the network: who sees what rests on these."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.health import Finding, check, fault, warning
from zveno.network.organisations.models import Membership, Organisation, Territory

MOST_SHOWN = 5


@check("organisations.territories", gettext_lazy("Дерево территорий цело"))
def territories() -> Iterator[Finding]:
    """The path decides what an authority sees."""
    paths = dict(Territory.objects.values_list("pk", "path"))
    for territory in Territory.objects.order_by("path"):
        above = paths[territory.parent_id] if territory.parent_id else "/"
        if territory.path != f"{above}{territory.pk}/":
            yield fault(
                _("Территория «%(name)s» стоит не на своём месте: путь %(path)s.")
                % {"name": territory, "path": territory.path},
                todo=_("Восстановите резервную копию или исправьте путь: он решает, кто что видит."),
            )


@check("organisations.stewards", gettext_lazy("У каждой организации есть кому её вести"))
def stewards() -> Iterator[Finding]:
    """An organisation with people and nobody to let others in."""
    seats = Membership.objects.in_force(timezone.localdate()).filter(organisation=OuterRef("pk"))
    orphaned = (
        Organisation.objects.active()
        .filter(Exists(seats))
        .exclude(Exists(seats.stewards()))
        .order_by("sort_key")
    )
    for organisation in orphaned[:MOST_SHOWN]:
        yield warning(
            _("В организации «%(name)s» есть люди, но нет никого, кто её ведёт.") % {"name": organisation},
            todo=_("Пусть координатор района пригласит туда руководителя."),
        )
