"""Sites, contact persons and rights to sign: kept by whoever keeps the organisation's details."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar, cast

from django.db import models, transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.network.organisations import genitive
from zveno.network.organisations.actors import Actor, Installation
from zveno.network.organisations.models import Contact, Organisation, Signatory, Site
from zveno.network.organisations.policies import can_change
from zveno.network.organisations.services.errors import OrganisationError, check
from zveno.network.organisations.services.seats import lock_organisation

Detail = TypeVar("Detail", bound=Site | Contact | Signatory)


@transaction.atomic
def add_detail(
    noun: type[Detail], organisation: Organisation, *, by: Actor | Installation, at: datetime, **said: Any
) -> Detail:
    """A site, a contact person or a right to sign more."""
    _may(by, organisation)
    lock_organisation(organisation)
    detail = noun(organisation=organisation, **said)
    _in_genitive(detail)
    check(detail)
    detail.save()
    _note("organisation.detail_add", detail, by=by, at=at, changes={})
    return detail


@transaction.atomic
def change_detail(detail: Detail, *, by: Actor, at: datetime, **said: Any) -> Detail:
    """Correct it; what changed stands in the organisation's history."""
    noun = type(detail)
    rows = noun._default_manager.select_related("organisation__kind", "organisation__territory")
    kept = cast("Detail", rows.select_for_update(of=("self",)).get(pk=detail.pk))
    _may(by, kept.organisation)
    changes = {}
    for name, value in said.items():
        before = getattr(kept, name)
        if before != value:
            setattr(kept, name, value)
            changes[name] = ["" if side is None else str(side) for side in (before, value)]
    if changes:
        _in_genitive(kept)
        check(kept)
        kept.save()
        _note("organisation.detail_change", kept, by=by, at=at, changes=changes)
    return kept


@transaction.atomic
def remove_detail(detail: Site | Contact | Signatory, *, by: Actor, at: datetime) -> None:
    """Twice does no harm. What something refers to stays."""
    found = (
        type(detail)
        ._default_manager.select_related("organisation__kind", "organisation__territory")
        .select_for_update(of=("self",))
        .filter(pk=detail.pk)
        .first()
    )
    if found is None:
        return
    _may(by, found.organisation)
    _note("organisation.detail_remove", found, by=by, at=at, changes={})
    try:
        found.delete()
    except models.ProtectedError as error:
        raise OrganisationError(
            _("На «%(name)s» уже ссылаются другие записи. Исправьте её или укажите последний день.")
            % {"name": found}
        ) from error


def _may(by: Actor | Installation, organisation: Organisation) -> None:
    if isinstance(by, Actor):
        require(can_change(by, organisation))


def _in_genitive(detail: Site | Contact | Signatory) -> None:
    """What nobody has said is suggested; it is read and corrected on the same page."""
    if isinstance(detail, Signatory):
        detail.name_genitive = detail.name_genitive or genitive.of_name(detail.name)
        detail.post_genitive = detail.post_genitive or genitive.of_post(detail.post)
        detail.basis_genitive = detail.basis_genitive or genitive.of_basis(detail.basis)


def _note(
    action: str,
    detail: Site | Contact | Signatory,
    *,
    by: Actor | Installation,
    at: datetime,
    changes: dict[str, Any],
) -> None:
    """In the history of the organisation: that is where people look for it."""
    record(
        action,
        detail.organisation,
        by=by.user if isinstance(by, Actor) else None,
        at=at,
        changes={"name": f"{detail._meta.verbose_name}: {detail}", **changes},
    )
