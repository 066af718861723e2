"""What an administrator does with the accounts of others; accounts themselves know no roles."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.accounts import services as accounts
from zveno.base.accounts.models import User
from zveno.base.core.verdict import require
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.policies import can_change_account
from zveno.network.organisations.services.errors import OrganisationError


@transaction.atomic
def close_account(person: User, *, why: str, by: Actor, at: datetime) -> User:
    """The person signs in no more; his seats stay, so that a reopened account finds them."""
    require(can_change_account(by, person))
    return accounts.close_account(person, why=_reason(why), by=by.user, at=at)


@transaction.atomic
def reopen_account(person: User, *, why: str, by: Actor, at: datetime) -> User:
    require(can_change_account(by, person))
    return accounts.reopen_account(person, why=_reason(why), by=by.user, at=at)


@transaction.atomic
def reset_factors(person: User, *, why: str, by: Actor, at: datetime) -> int:
    """How many factors there were."""
    require(can_change_account(by, person))
    return accounts.reset_factors(person, why=_reason(why), by=by.user, at=at)


@transaction.atomic
def end_sessions(person: User, *, by: Actor, at: datetime) -> int:
    """How many browsers were signed out."""
    require(can_change_account(by, person))
    return accounts.end_sessions(person, by=by.user, at=at)


@transaction.atomic
def send_password_reset(person: User, *, by: Actor, at: datetime) -> None:
    require(can_change_account(by, person))
    if not person.is_active:
        raise OrganisationError(_("Учётная запись закрыта: новый пароль её не откроет. Сначала откройте её."))
    accounts.send_password_reset(person, by=by.user, at=at)


def _reason(why: str) -> str:
    if not why.strip():
        raise OrganisationError(by_field={"why": [_("Назовите причину: она останется в журнале.")]})
    return why.strip()
