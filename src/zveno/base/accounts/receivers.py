"""Signing in and what guards it, written to the journal."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as providers
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from zveno.base.accounts import invitations
from zveno.base.accounts.models import User
from zveno.base.audit.services import record


def _write(action: str, user: User | None, **changes: Any) -> None:
    record(action, user, by=user, at=timezone.now(), changes=changes)


@receiver(account.user_logged_in)
def note_sign_in(user: User, sociallogin: SocialLogin | None = None, **_: Any) -> None:
    provider = {"provider": sociallogin.account.provider} if sociallogin else {}
    _write("account.sign_in", user, **provider)


@receiver(user_login_failed)
def note_failed_sign_in(credentials: dict[str, Any], **_: Any) -> None:
    """The typed address only; nobody has proven to be that person, so he is the subject, not the author."""
    email = str(credentials.get("email", ""))[:254]
    record(
        "account.sign_in_fail",
        User.objects.filter(email=email.lower()).first(),
        by=None,
        at=timezone.now(),
        changes={"email": email},
    )


@receiver(user_logged_out)
def note_sign_out(user: User | None, **_: Any) -> None:
    if user:
        _write("account.sign_out", user)


@receiver(account.user_signed_up)
def note_registration(request: HttpRequest, user: User, **_: Any) -> None:
    _write("account.open", user)
    invitations.welcome(request, user, at=timezone.now())


@receiver(account.password_set)
@receiver(account.password_changed)
def note_password_change(user: User, **_: Any) -> None:
    _write("account.password_change", user)


@receiver(account.password_reset)
def note_password_reset(user: User, **_: Any) -> None:
    _write("account.password_reset", user)


@receiver(account.email_changed)
def note_email_change(
    user: User,
    from_email_address: EmailAddress | None,
    to_email_address: EmailAddress,
    **_: Any,
) -> None:
    before = from_email_address.email if from_email_address else ""
    _write("account.email_change", user, email=[before, to_email_address.email])


@receiver(factors.authenticator_added)
def note_factor_added(user: User, authenticator: Authenticator, **_: Any) -> None:
    _write("account.factor_add", user, factor=authenticator.type)


@receiver(factors.authenticator_removed)
def note_factor_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _write("account.factor_remove", user, factor=authenticator.type)


@receiver(factors.authenticator_reset)
def note_factor_renewed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _write("account.factor_renew", user, factor=authenticator.type)


@receiver(factors.authentication_failed)
def note_factor_failure(user: User, **_: Any) -> None:
    _write("account.factor_fail", user)


@receiver(providers.social_account_added)
def note_provider_connected(sociallogin: SocialLogin, **_: Any) -> None:
    _write("account.provider_connect", sociallogin.user, provider=sociallogin.account.provider)


@receiver(providers.social_account_removed)
def note_provider_disconnected(socialaccount: SocialAccount, **_: Any) -> None:
    _write("account.provider_disconnect", socialaccount.user, provider=socialaccount.provider)
