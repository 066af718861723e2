"""What is typed about health limits, and why somebody looks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.inputs import DateInput, FileDrop
from zveno.network.people.models import LookReason, SpecialWord


class LookForm(forms.Form):
    """«Зачем смотрите»."""

    reason = forms.TypedChoiceField(
        label=_("Зачем смотрите"), coerce=LookReason, choices=LookReason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Подробнее"),
        required=False,
        max_length=300,
        help_text=_("Это прочтут сам человек, его родители и ответственный за персональные данные."),
    )


class SpecialForm(forms.Form):
    """A word, a note, the paper; a diagnosis has no place here."""

    word = forms.ModelChoiceField(
        label=_("Что"), queryset=SpecialWord.objects.order_by("position"), empty_label=_("выберите")
    )
    note = forms.CharField(
        label=_("Что учесть"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Несколько слов о том, чего избегать или что создать. Диагноз не пишите."),
    )
    basis = forms.CharField(
        label=_("Документ"), max_length=300, help_text=_("Например: заключение ПМПК № 12, справка 086/у")
    )
    basis_on = forms.DateField(label=_("Дата документа"), required=False, widget=DateInput())
    valid_from = forms.DateField(label=_("Действует с"), required=False, widget=DateInput())
    valid_to = forms.DateField(label=_("Действует по"), required=False, widget=DateInput())
    scan = forms.FileField(
        label=_("Скан документа"),
        required=False,
        widget=FileDrop(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )


class EndForm(forms.Form):
    why = forms.CharField(
        label=_("Почему больше не действует"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
