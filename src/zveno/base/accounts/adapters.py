"""Our decisions about what django-allauth does."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context as request_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone

from zveno.base.accounts.invitations import invitation_of
from zveno.base.accounts.models import User
from zveno.base.accounts.services import end_session
from zveno.base.accounts.signals import letter_composed


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No open registration; a colleague's invitation opens it for one address."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return invitation_of(request) is not None

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:  # noqa: FBT001, FBT002 -- allauth's signature
        user.patronymic = form.cleaned_data["patronymic"]
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox: a mail server that is down or slow must not stop or betray a reset."""
        request = request_context.request
        everything = {
            "request": request,
            "email": email,
            "current_site": get_current_site(request),
            **context,
        }
        letter = self.render_mail(template_prefix, email, everything)
        letter_composed.send(
            sender=type(self), to=email, subject=letter.subject, body=letter.body, at=timezone.now()
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/account/settings/"


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A provider proves who somebody is; it never makes an account, so it never gives a right."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """Only an address the provider says it verified: `true`, not a word that happens to be truthy."""
        for address in sociallogin.email_addresses:
            if address.verified is not True or not self.can_authenticate_by_email(sociallogin, address.email):
                continue
            found = filter_users_by_email(address.email, prefer_verified=True, for_login=True)
            if found:
                return found[0], address.email
        return None


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]
    def end_sessions(self, sessions: list[UserSession]) -> None:
        for session in sessions:
            end_session(session, by=session.user, at=timezone.now())


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The seeds of authenticator apps lie encrypted: a stolen database alone opens no second factor."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    """The key follows the secret key of the installation, and its fallbacks while it is being changed."""
    secrets: list[Any] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"mfa:{secret}".encode()).digest()))
            for secret in secrets
        ]
    )
