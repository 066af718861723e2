"""What may be typed about persons, their places in classes, their parents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zveno.base.accounts.models import User
from zveno.base.ui.inputs import DateInput
from zveno.network.people.models import Person, Relation, Sex, StudyGroup
from zveno.network.people.services import PersonDetails
from zveno.network.people.snils import normal_snils, valid_snils

SNILS_AS_TYPED = 20
CONTACTS = ("phone", "email")
NAMES = ("family_name", "given_name", "patronymic")
PERSONAL = (*NAMES, "birth_date", "sex", "snils", *CONTACTS)


class SnilsField(forms.CharField):
    """«112-233-445 95» or eleven digits; kept as digits."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("СНИЛС"))
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(max_length=SNILS_AS_TYPED, required=False, **options)

    def clean(self, value: Any) -> str:
        snils = normal_snils(str(super().clean(value)))
        if snils:
            valid_snils(snils)
        return snils


def _day(label: Any, *, required: bool = True, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=DateInput(), **options)


def _order() -> forms.CharField:
    return forms.CharField(
        label=_("Приказ"), max_length=120, required=False, help_text=_("Например: № 41-у от 01.09.2026")
    )


class PersonForm(forms.Form):
    """Who somebody is and how to reach him."""

    family_name = forms.CharField(label=_("Фамилия"), max_length=80)
    given_name = forms.CharField(label=_("Имя"), max_length=80)
    patronymic = forms.CharField(label=_("Отчество"), max_length=80, required=False)
    birth_date = _day(_("Дата рождения"), required=False)
    sex = forms.ChoiceField(label=_("Пол"), choices=[("", _("не указан")), *Sex.choices], required=False)
    snils = SnilsField()
    phone = forms.CharField(
        label=_("Телефон"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label=_("Электронная почта"), required=False)

    def details(self) -> PersonDetails:
        return cast("PersonDetails", {name: self.cleaned_data[name] for name in PERSONAL})

    @staticmethod
    def of(person: Person) -> dict[str, Any]:
        """What the form begins with."""
        return {name: getattr(person, name) for name in PERSONAL} | {"snils": person.written_snils}


class GroupChoice(forms.ModelChoiceField[StudyGroup]):
    def label_from_instance(self, obj: StudyGroup) -> str:
        return f"{obj.name} ({obj.year_title})"


class EnrolmentForm(forms.Form):
    """Where he learns from that day on."""

    group = GroupChoice(
        label=_("Класс, группа"),
        queryset=StudyGroup.objects.none(),
        required=False,
        empty_label=_("без группы"),
    )
    since = _day(_("Зачислен с"))
    order = _order()

    def __init__(self, *args: Any, groups: QuerySet[StudyGroup], **options: Any) -> None:
        super().__init__(*args, **options)
        cast("GroupChoice", self.fields["group"]).queryset = groups


class NewcomerForm(EnrolmentForm, PersonForm):
    """Somebody new, and his class at once."""

    field_order = (*PERSONAL, "group", "since", "order")


class MoveForm(forms.Form):
    """To another class or group."""

    group = GroupChoice(label=_("Куда"), queryset=StudyGroup.objects.none(), empty_label=_("выберите"))
    on = _day(_("С какого дня"))
    order = _order()

    def __init__(self, *args: Any, groups: QuerySet[StudyGroup], **options: Any) -> None:
        super().__init__(*args, **options)
        cast("GroupChoice", self.fields["group"]).queryset = groups


class OnDayForm(forms.Form):
    """A day and an order."""

    on = _day(_("День"))
    order = _order()


class TransferForm(OnDayForm):
    to = forms.CharField(label=_("Куда переведён"), max_length=150, help_text=_("Название организации"))
    field_order = ("to", "on", "order")


class ReasonForm(OnDayForm):
    why = forms.CharField(label=_("Причина"), max_length=150)
    field_order = ("why", "on", "order")


class GuardianForm(PersonForm):
    """A parent of the child: who he is, by which document."""

    relation = forms.TypedChoiceField(label=_("Кем приходится"), coerce=Relation, choices=Relation.choices)
    basis = forms.CharField(
        label=_("Документ"),
        max_length=300,
        required=False,
        help_text=_("Свидетельство о рождении, акт об установлении опеки; копию хранить не нужно"),
    )
    since = _day(_("С какого дня"), required=False, help_text=_("Для опеки и попечительства"))
    field_order = ("relation", *PERSONAL, "basis", "since")


class AccountForm(forms.Form):
    """Whose card this is."""

    user = forms.ModelChoiceField(
        label=_("Учётная запись"), queryset=User.objects.none(), empty_label=_("выберите")
    )

    def __init__(self, *args: Any, users: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.ModelChoiceField[User]", self.fields["user"]).queryset = users


def chosen(names: Iterable[str], form: forms.Form) -> dict[str, Any]:
    """Some of what was typed."""
    return {name: form.cleaned_data[name] for name in names}
