"""What may be typed about accounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from allauth.core import context
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from zveno.base.accounts.invitations import invitation_of
from zveno.base.accounts.models import User
from zveno.base.accounts.seats import SeatChoice
from zveno.base.ui import saved

LIFETIMES = {30: _("месяц"), 90: _("три месяца"), 365: _("год")}


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["remember"].label = _("Запомнить меня на этом устройстве")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        # The link to the reset stands under the form: in the help of the field it would be announced with it.
        self.fields["password"].help_text = ""


class RegistrationForm(SignupForm):  # type: ignore[misc]
    """Of somebody invited: the address is the one he proved, whatever is posted."""

    last_name = forms.CharField(label=_("Фамилия"), max_length=80)
    first_name = forms.CharField(label=_("Имя"), max_length=80)
    patronymic = forms.CharField(label=_("Отчество"), max_length=80, required=False)
    field_order = ("email", "last_name", "first_name", "patronymic", "password1", "password2")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.invitation = invitation_of(context.request)
        self.fields["email"].label = _("Электронная почта")
        self.fields["email"].disabled = True
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if self.invitation:
            for name in ("email", "last_name", "first_name", "patronymic"):
                self.fields[name].initial = getattr(self.invitation, name)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """A disabled field takes its value from here, so `?email=` in the address changes nothing."""
        if field_name == "email" and self.invitation:
            return self.invitation.email
        return super().get_initial_for_field(field, field_name)


class NewKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A security key, recognised by its name."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Название ключа")


class SettingsForm(forms.Form):
    """A person's own name and look."""

    last_name = forms.CharField(label=_("Фамилия"), max_length=80)
    first_name = forms.CharField(label=_("Имя"), max_length=80)
    patronymic = forms.CharField(label=_("Отчество"), max_length=80, required=False)
    language = forms.ChoiceField(label=_("Язык"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(label=_("Тема"), choices=User.Theme.choices)


class TokenForm(forms.Form):
    """A new key: for what, in whose name, for how long."""

    title = forms.CharField(
        label=_("Для чего ключ"), max_length=100, help_text=_("Например: выгрузка в отчёт управления")
    )
    seat = forms.TypedChoiceField(label=_("От чьего имени"), coerce=int)
    days = forms.TypedChoiceField(label=_("На какой срок"), coerce=int, choices=LIFETIMES.items(), initial=90)

    def __init__(self, seats: Sequence[SeatChoice], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._seats = {seat.number: seat for seat in seats}
        self.fields["seat"].choices = [(seat.number, seat.name) for seat in seats]  # type: ignore[attr-defined]

    @property
    def chosen_seat(self) -> SeatChoice:
        return self._seats[self.cleaned_data["seat"]]

    @property
    def lifetime(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])


class FilterForm(forms.Form):
    """`next` is the address of the list as it stands; what is kept of it is the path and the choices."""

    name = forms.CharField(
        max_length=60,
        error_messages={
            "required": _("Назовите отбор: по названию вы его потом найдёте."),
            "max_length": _("Название – до 60 знаков."),
        },
    )
    next = forms.CharField(max_length=2200)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        path, _mark, query = given.pop("next", "").partition("?")
        try:
            resolve(path)
        except Resolver404:
            raise forms.ValidationError(_("Такого списка нет.")) from None
        return {**given, "path": path, "query": saved.kept_of(QueryDict(query))}
