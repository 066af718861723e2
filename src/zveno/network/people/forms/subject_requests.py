"""What is typed about requests of subjects and terms of keeping."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zveno.network.people.models import Identified, Person, RequestKind, RetentionRule


class OwnRequestForm(forms.Form):
    """From one's own cabinet."""

    kind = forms.TypedChoiceField(
        label=_("Что нужно"), coerce=RequestKind, choices=RequestKind.choices, widget=forms.RadioSelect
    )
    operator = forms.TypedChoiceField(label=_("От какой организации"), coerce=int)
    text = forms.CharField(
        label=_("Подробнее"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Что неверно и как правильно; что удалить. Для выгрузки можно не писать."),
    )

    def __init__(self, *args: Any, operators: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["operator"].choices = list(operators)  # type: ignore[attr-defined]


class RegisterForm(forms.Form):
    """At the desk: whose data were chosen before."""

    kind = forms.TypedChoiceField(label=_("О чём обращение"), coerce=RequestKind, choices=RequestKind.choices)
    applicant = forms.TypedChoiceField(label=_("Кто обратился"), coerce=int)
    identified = forms.TypedChoiceField(
        label=_("Как установлена личность"),
        coerce=Identified,
        choices=[choice for choice in Identified.choices if choice[0] != Identified.SIGNED_IN],
    )
    text = forms.CharField(
        label=_("Что просит"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, applicants: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["applicant"].choices = [  # type: ignore[attr-defined]
            (person.pk, person.full_name) for person in applicants
        ]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Ответ обратившемуся"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class EraseForm(forms.Form):
    answer = forms.CharField(
        label=_("Ответ обратившемуся"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(label=_("Понимаю, что вернуть удалённое нельзя"))


class RuleForm(forms.Form):
    days = forms.IntegerField(
        label=_("Хранить, дней"), min_value=RetentionRule.LEAST, max_value=RetentionRule.MOST
    )
    is_active = forms.BooleanField(label=_("Правило действует"), required=False)
    basis = forms.CharField(label=_("Основание"), max_length=300)
    why = forms.CharField(
        label=_("Почему меняется"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
