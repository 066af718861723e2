"""Organisations come, change, are confirmed, leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.links.models import Link
from zveno.base.links.services import LinkError, issue_link
from zveno.network.organisations.actors import Actor, Installation
from zveno.network.organisations.models import Organisation, OrganisationKind, Territory
from zveno.network.organisations.policies import can_add, can_change, can_change_state
from zveno.network.organisations.requisites import valid_account
from zveno.network.organisations.services.errors import OrganisationError, check
from zveno.network.organisations.states import ORGANISATION_LIFE

# The purpose of links by which a contact person checks his organisation's details.
DETAILS_LINK = "organisations.details"


class OrganisationContacts(TypedDict, total=False):
    """What an organisation need not have."""

    parent: Organisation | None
    parent_is: str
    legal_form: str
    okved2: str
    oktmo: str
    legal_address: str
    bank: str
    bik: str
    account: str
    bank_account: str
    inn: str
    kpp: str
    ogrn: str
    address: str
    phone: str
    email: str
    website: str
    about: str
    contact_name: str
    contact_post: str


class OrganisationDetails(OrganisationContacts, total=False):
    """What may be changed about an organisation."""

    kind: OrganisationKind
    full_name: str
    short_name: str
    territory: Territory


@transaction.atomic
def add_organisation(
    *,
    kind: OrganisationKind,
    full_name: str,
    short_name: str,
    territory: Territory,
    by: Actor | Installation,
    at: datetime,
    **contacts: Unpack[OrganisationContacts],
) -> Organisation:
    """Take an organisation into the network."""
    if isinstance(by, Actor):
        require(can_add(by, territory))
    organisation = Organisation(
        kind=kind, full_name=full_name, short_name=short_name, territory=territory, **contacts
    )
    _check(organisation)
    organisation.save()
    record("organisation.add", organisation, by=by.user if isinstance(by, Actor) else None, at=at)
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    **details: Unpack[OrganisationDetails],
) -> Organisation:
    """Correct its details; what changed stands in its history."""
    organisation = _locked(organisation)
    require(can_change(by, organisation))
    # Its kind, place and founder decide who sees what and which roles exist: the district's to say.
    for name in ("kind", "territory", "parent", "parent_is"):
        if name in details and details[name] != getattr(organisation, name):
            require(can_add(by, details.get("territory", organisation.territory)))
    changes = _apply(organisation, details)
    if changes:
        _check(organisation)
        organisation.save()
        record("organisation.change", organisation, by=by.user, at=at, why=why, changes=changes)
    return organisation


@transaction.atomic
def confirm_details(organisation: Organisation, *, by: Actor, at: datetime) -> Organisation:
    """«Сведения верны»: once a year somebody of the organisation says so."""
    organisation = _locked(organisation)
    require(can_change(by, organisation))
    organisation.confirmed_at, organisation.confirmed_by = at, by.user.get_full_name()
    organisation.save()
    record("organisation.confirm", organisation, by=by.user, at=at)
    return organisation


@transaction.atomic
def ask_for_details(organisation: Organisation, *, by: Actor, at: datetime) -> Link:
    """Send its contact person a link by which he checks and corrects the details without an account."""
    organisation = _locked(organisation)
    require(can_change(by, organisation))
    if not organisation.email:
        raise OrganisationError(_("Укажите электронную почту организации: письмо отправить некуда."))
    try:
        issued = issue_link(
            DETAILS_LINK,
            organisation,
            email=organisation.email,
            person_name=organisation.contact_name or organisation.short_name,
            by=by.user,
            at=at,
            contact=f"{by.user.get_full_name()}, {by.user.email}",
            seat=str(by.membership or ""),
        )
    except LinkError as error:
        raise OrganisationError(str(error)) from error
    return issued.link


@transaction.atomic
def confirm_by_link(
    organisation: Organisation,
    *,
    evidence: dict[str, Any],
    at: datetime,
    **details: Unpack[OrganisationDetails],
) -> Organisation:
    """The contact person corrected the details, or found them right; the link is his right to do so."""
    organisation = _locked(organisation)
    if not organisation.is_active:
        raise OrganisationError(_("Организация вышла из сети, её сведения больше не уточняют."))
    changes = _apply(organisation, details)
    _check(organisation)
    organisation.confirmed_at = at
    organisation.confirmed_by = str(evidence["person"])[:250]
    organisation.save()
    record(
        "organisation.confirm_by_link",
        organisation,
        by=None,
        at=at,
        changes={**changes, "person": evidence["person"], "email": evidence["email"]},
        address=evidence["address"],
    )
    return organisation


@transaction.atomic
def take_out(organisation: Organisation, *, why: str, by: Actor, at: datetime) -> Organisation:
    """It left the network: its people can no longer act for it, what happened stays."""
    return _move(organisation, "leave", why=why, by=by, at=at)


@transaction.atomic
def bring_back(organisation: Organisation, *, why: str, by: Actor, at: datetime) -> Organisation:
    return _move(organisation, "come_back", why=why, by=by, at=at)


def _move(organisation: Organisation, move: str, *, why: str, by: Actor, at: datetime) -> Organisation:
    organisation = _locked(organisation)
    require(can_change_state(by, organisation))
    require(ORGANISATION_LIFE.can(organisation.state, move))
    if not why.strip():
        raise OrganisationError(by_field={"why": [_("Назовите причину: её увидят в истории организации.")]})
    organisation.state = ORGANISATION_LIFE.move(move).target
    organisation.save()
    record(
        "organisation.leave" if move == "leave" else "organisation.come_back",
        organisation,
        by=by.user,
        at=at,
        why=why,
    )
    return organisation


def _locked(organisation: Organisation) -> Organisation:
    found: Organisation = (
        Organisation.objects.select_related("kind", "territory", "parent")
        .select_for_update(of=("self",))
        .get(pk=organisation.pk)
    )
    return found


def _check(organisation: Organisation) -> None:
    """The row by itself, and its accounts together with their bank."""
    check(organisation)
    wrong = {}
    for name, of_bank in (("account", False), ("bank_account", True)):
        try:
            valid_account(getattr(organisation, name), bik=organisation.bik, of_bank=of_bank)
        except ValidationError as error:
            wrong[name] = error.messages
    if wrong:
        raise OrganisationError(by_field=wrong)


def _apply(organisation: Organisation, details: OrganisationDetails) -> dict[str, list[str]]:
    """Set the new values; gives «было, стало» of those that differ."""
    changes = {}
    for name, value in details.items():
        before = getattr(organisation, name)
        if before != value:
            setattr(organisation, name, value)
            changes[name] = ["" if side is None else str(side) for side in (before, value)]
    return changes
