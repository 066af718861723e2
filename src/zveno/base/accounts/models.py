"""Who can sign in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
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


class DemoPerson(models.Model):
    """A person of the demonstration, entered by a click on his card, without a password."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="demo", verbose_name=_("человек")
    )
    code = models.SlugField(_("код"), max_length=40, unique=True)
    title = models.CharField(_("роль"), max_length=120)
    about = models.CharField(_("что посмотреть"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    class Meta:
        verbose_name = _("участник демонстрации")
        verbose_name_plural = _("участники демонстрации")
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.title


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def in_force(self, at: datetime) -> ApiTokenQuerySet:
        """Keys that open at that moment."""
        return self.filter(revoked_at=None, expires_at__gt=at, owner__is_active=True)


class ApiToken(models.Model):
    """A key by which a program acts for its owner from one seat. The secret itself is not kept."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name=_("владелец")
    )
    title = models.CharField(_("для чего"), max_length=100)
    digest = models.CharField(_("отпечаток"), max_length=64, unique=True, editable=False)
    hint = models.CharField(_("начало ключа"), max_length=16, editable=False)
    # Seats are kept above this package: here a seat is a number and the name it had.
    seat_number = models.BigIntegerField(_("номер места"), null=True)
    seat_name = models.CharField(_("от чьего имени"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("выдан"))
    expires_at = models.DateTimeField(_("действует до"))
    last_used_at = models.DateTimeField(_("последнее обращение"), null=True)
    revoked_at = models.DateTimeField(_("отозван"), null=True)
    revoked_by = models.CharField(_("кем отозван"), max_length=250, blank=True)

    objects: ClassVar[ApiTokenQuerySet] = ApiTokenQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("ключ API")
        verbose_name_plural = _("ключи API")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="revoked_key_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="key_expires_after_it_is_issued"
            ),
        )

    def __str__(self) -> str:
        return self.title


class SavedFilter(models.Model):
    """A list as its owner likes to see it: the address of a filtered list under a name."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters", verbose_name=_("владелец")
    )
    path = models.CharField(_("список"), max_length=200)
    query = models.CharField(_("отбор"), max_length=2000)
    name = models.CharField(_("название"), max_length=60)
    saved_at = models.DateTimeField(_("сохранён"))
    sort_key = SortKeyField("name")

    class Meta:
        verbose_name = _("сохранённый отбор")
        verbose_name_plural = _("сохранённые отборы")
        ordering = ("path", "sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "path", "name"), name="one_saved_filter_per_name_and_list"
            ),
            models.CheckConstraint(condition=~Q(query=""), name="saved_filter_narrows_something"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{self.path}?{self.query}"
