"""Who can sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField, SortKeyField


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person who can sign in; without a password only by link, invitation or provider."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person with an e-mail address. What he may do follows from his memberships, not from flags here."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("как в системе")
        LIGHT = "light", _("светлая")
        DARK = "dark", _("тёмная")
        CONTRAST = "contrast", _("для слабовидящих")

    email = models.EmailField(_("электронная почта"), unique=True)
    last_name = models.CharField(_("фамилия"), max_length=80)
    first_name = models.CharField(_("имя"), max_length=80)
    patronymic = models.CharField(_("отчество"), max_length=80, blank=True)
    is_active = models.BooleanField(_("может входить"), default=True)
    created_at = models.DateTimeField(_("создана"), default=timezone.now, editable=False)
    language = models.CharField(_("язык"), max_length=5, default="ru")
    theme = models.CharField(_("тема"), max_length=10, choices=Theme, default=Theme.AUTO)
    search_key = SearchKeyField("last_name", "first_name", "patronymic", "email")
    sort_key = SortKeyField("last_name", "first_name", "patronymic")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["last_name", "first_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("пользователь")
        verbose_name_plural = _("пользователи")
        ordering = ("sort_key", "pk")
        constraints = (models.UniqueConstraint(Lower("email"), name="one_account_per_address"),)

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """«Фамилия Имя Отчество», the order of official papers."""
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)

    def get_short_name(self) -> str:
        """«Фамилия И. О.», the form of tables."""
        initials = " ".join(f"{part[0]}." for part in (self.first_name, self.patronymic) if part)
        return f"{self.last_name} {initials}".strip()
