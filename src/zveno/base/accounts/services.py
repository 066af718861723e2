"""What can be done with accounts and keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from zveno.base.accounts import keys
from zveno.base.accounts.models import ApiToken, DemoPerson, SavedFilter, User
from zveno.base.accounts.policies import can_drop_filter, can_revoke_token
from zveno.base.accounts.seats import SeatChoice
from zveno.base.accounts.signals import letter_composed
from zveno.base.audit.services import record
from zveno.base.core.verdict import require

MOST_SAVED_FILTERS = 12
"""Of one list: more than that nobody finds his way in."""
LONGEST_TOKEN_LIFE = timedelta(days=366)
# A program may ask a thousand times a minute; the journal of its last visit need not be as exact.
LAST_USED_EVERY = timedelta(minutes=5)


class AccountError(Exception):
    """A sentence for the person who asked."""


@dataclass(frozen=True)
class IssuedToken:
    """A key, and its secret, which is nowhere else: show it once."""

    token: ApiToken
    secret: str


@transaction.atomic
def open_account(
    *,
    email: str,
    last_name: str,
    first_name: str,
    patronymic: str = "",
    password: str | None = None,
    by: User | None,
    at: datetime,
) -> User:
    """Make an account whose address is known to be the person's; without a password he sets one by reset."""
    address = email.strip().lower()
    if User.objects.filter(email=address).exists():
        raise AccountError(_("Учётная запись с адресом %(email)s уже есть.") % {"email": address})
    person = User(email=address, last_name=last_name, first_name=first_name, patronymic=patronymic)
    if password is not None:
        validate_password(password, person)
    person.set_password(password)
    person.created_at = at
    person.save()
    EmailAddress.objects.create(user=person, email=address, primary=True, verified=True)
    record("account.open", person, by=by, at=at)
    return person


@transaction.atomic
def rename(user: User, *, last_name: str, first_name: str, patronymic: str, by: User, at: datetime) -> User:
    """Correct the parts of a person's name."""
    user = User.objects.select_for_update().get(pk=user.pk)
    before = user.get_full_name()
    user.last_name, user.first_name, user.patronymic = last_name, first_name, patronymic
    user.save()
    if user.get_full_name() != before:
        record("account.rename", user, by=by, at=at, changes={"name": [before, user.get_full_name()]})
    return user


@transaction.atomic
def close_account(user: User, *, by: User, at: datetime, why: str) -> User:
    """Nobody signs in with it any more: sessions end, keys die; what the person did stays."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        return user
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_sessions(user)
    for token in ApiToken.objects.filter(owner=user, revoked_at=None):
        _revoke(token, by=by, at=at)
    record("account.close", user, by=by, at=at, why=why)
    return user


@transaction.atomic
def reopen_account(user: User, *, by: User, at: datetime, why: str) -> User:
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        return user
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("account.reopen", user, by=by, at=at, why=why)
    return user


@transaction.atomic
def end_session(session: UserSession, *, by: User, at: datetime) -> None:
    """Sign a browser out from afar."""
    session.end()
    record("account.session_end", by, by=by, at=at, changes={"browser": session.user_agent})


@transaction.atomic
def end_sessions(user: User, *, by: User, at: datetime) -> int:
    """Sign the person out everywhere; how many browsers there were."""
    ended = _end_sessions(user)
    if ended:
        record("account.sessions_end", user, by=by, at=at, changes={"sessions": ended})
    return ended


@transaction.atomic
def send_password_reset(user: User, *, by: User, at: datetime) -> None:
    """The letter everybody may send himself; its link knows the present password and dies with it."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    page = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token}
    )
    letter_composed.send(
        sender=User,
        to=user.email,
        subject=_("Звено: новый пароль"),
        body=render_to_string(
            "accounts/letters/password_asked.txt",
            {"person": user, "by": by, "address": f"{settings.PUBLIC_URL}{page}"},
        ),
        at=at,
    )
    record("account.password_send", user, by=by, at=at, changes={"email": user.email})


@transaction.atomic
def reset_factors(user: User, *, by: User, at: datetime, why: str) -> int:
    """The person has lost his telephone or key: he signs in by his password alone until he adds another.

    He reads about it in a letter: whoever asked in his name must not go unnoticed.
    """
    factors = Authenticator.objects.select_for_update().filter(user=user)
    kinds = sorted(factors.values_list("type", flat=True))
    if not kinds:
        return 0
    factors.delete()
    record("account.factor_reset", user, by=by, at=at, why=why, changes={"factor": ", ".join(kinds)})
    letter_composed.send(
        sender=User,
        to=user.email,
        subject=_("Звено: второй фактор входа снят"),
        body=render_to_string(
            "accounts/letters/factors_reset.txt", {"person": user, "by": by, "why": why, "at": at}
        ),
        at=at,
    )
    return len(kinds)


@transaction.atomic
def forget_sessions(*, at: datetime) -> int:
    """Browsers whose sessions ran out open nothing; where they were is nobody's business any more."""
    Session.objects.filter(expire_date__lt=at).delete()
    count, _by_model = UserSession.objects.exclude(
        session_key__in=Session.objects.values("session_key")
    ).delete()
    return int(count)


@transaction.atomic
def show_in_demo(user: User, *, code: str, title: str, about: str = "", position: int = 0) -> DemoPerson:
    """Put the person's card on the sign-in page of the demonstration."""
    card, _created = DemoPerson.objects.update_or_create(
        user=user, defaults={"code": code, "title": title, "about": about, "position": position}
    )
    return card


@transaction.atomic
def issue_token(
    owner: User, *, title: str, seat: SeatChoice | None, lifetime: timedelta, at: datetime
) -> IssuedToken:
    """A key by which a program acts for its owner from that seat."""
    if not timedelta(0) < lifetime <= LONGEST_TOKEN_LIFE:
        raise AccountError(_("Ключ выдают самое большее на год."))
    secret = keys.new_secret()
    token = ApiToken.objects.create(
        owner=owner,
        title=title,
        digest=keys.digest(secret),
        hint=keys.hint(secret),
        seat_number=seat.number if seat else None,
        seat_name=seat.name if seat else "",
        created_at=at,
        expires_at=at + lifetime,
    )
    record(
        "token.issue",
        token,
        by=owner,
        at=at,
        changes={"seat": token.seat_name, "until": str(token.expires_at)},
    )
    return IssuedToken(token, secret)


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User, at: datetime) -> ApiToken:
    """From now on the key opens nothing."""
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    require(can_revoke_token(by, token))
    if token.revoked_at is None:
        _revoke(token, by=by, at=at)
    return token


def recognise_token(secret: str, *, at: datetime) -> ApiToken | None:
    """The key in force with that secret, its visit noted; None for anything else."""
    token = ApiToken.objects.in_force(at).select_related("owner").filter(digest=keys.digest(secret)).first()
    if token and (token.last_used_at is None or at - token.last_used_at >= LAST_USED_EVERY):
        token.last_used_at = at
        token.save(update_fields=["last_used_at"])
    return token


@transaction.atomic
def save_filter(owner: User, *, path: str, query: str, name: str, at: datetime) -> SavedFilter:
    """Keep the address of a filtered list under a name; the same name again means the new address."""
    if not query:
        raise AccountError(_("Отбор пуст. Сначала выберите, что показать, потом сохраните."))
    # One person at a time: the owner's row is what two browsers of his have in common.
    owner = User.objects.select_for_update().get(pk=owner.pk)
    others = SavedFilter.objects.filter(owner=owner, path=path).exclude(name=name)
    if others.count() >= MOST_SAVED_FILTERS:
        raise AccountError(
            _("Отборов этого списка уже %(most)d. Удалите ненужный.") % {"most": MOST_SAVED_FILTERS}
        )
    saved, _created = SavedFilter.objects.update_or_create(
        owner=owner, path=path, name=name, defaults={"query": query, "saved_at": at}
    )
    record("filter.save", saved, by=owner, at=at)
    return saved


@transaction.atomic
def drop_filter(saved: SavedFilter, *, by: User, at: datetime) -> None:
    found = SavedFilter.objects.select_for_update().filter(pk=saved.pk).first()
    if found is None:
        return
    require(can_drop_filter(by, found))
    record("filter.drop", found, by=by, at=at)
    found.delete()


def _end_sessions(user: User) -> int:
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


def _revoke(token: ApiToken, *, by: User, at: datetime) -> None:
    token.revoked_at, token.revoked_by = at, by.get_full_name()
    token.save(update_fields=["revoked_at", "revoked_by"])
    record("token.revoke", token, by=by, at=at)
