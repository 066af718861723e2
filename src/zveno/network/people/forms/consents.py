"""What is typed about consents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.inputs import DateInput, FileDrop
from zveno.network.people.models import ConsentPurpose, Person, StudyGroup


def show_error(form: forms.BaseForm, error: Exception) -> None:
    """A service's sentence stands at the field it is about."""
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, str(error))


class AgreeForm(forms.Form):
    """The second step of signing: the very wording that was read."""

    agreed = forms.BooleanField(label=_("Я прочитал(а) текст и согласен (согласна) с ним"))
    version = forms.CharField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label=_("Причина"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Можно не указывать: это ваше право."),
    )


class StatementForm(forms.Form):
    """Staff withdraw only what somebody asked them to withdraw."""

    why = forms.CharField(
        label=_("Чьё заявление и от какого числа"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Например: заявление матери от 12.11.2026, хранится в личном деле"),
    )


class AskForm(forms.Form):
    group = forms.ModelChoiceField(
        label=_("Класс или группа"), queryset=StudyGroup.objects.none(), empty_label=_("выберите")
    )
    purpose = forms.ModelChoiceField(
        label=_("На что"), queryset=ConsentPurpose.objects.filter(is_used=True), empty_label=_("выберите")
    )
    due_on = forms.DateField(label=_("Ответить до"), widget=DateInput())

    def __init__(self, *args: Any, groups: QuerySet[StudyGroup], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class AskPersonForm(forms.Form):
    purpose = forms.ModelChoiceField(
        label=_("На что"), queryset=ConsentPurpose.objects.filter(is_used=True), empty_label=_("выберите")
    )
    due_on = forms.DateField(label=_("Ответить до"), widget=DateInput())


class PaperForm(forms.Form):
    """A signed paper: who signed, when, and its scan."""

    signer = forms.TypedChoiceField(label=_("Кто подписал"), coerce=int)
    given_on = forms.DateField(label=_("Дата на бумаге"), widget=DateInput())
    scan = forms.FileField(
        label=_("Скан или снимок подписанного согласия"),
        widget=FileDrop(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        help_text=_("PDF, PNG или JPEG. Оригинал храните в личном деле."),
    )

    def __init__(self, *args: Any, signers: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["signer"].choices = _names(signers)  # type: ignore[attr-defined]


class PapersForm(forms.Form):
    """A stack of papers of one class."""

    given_on = forms.DateField(label=_("Дата на бумагах"), widget=DateInput())
    scan = forms.FileField(
        label=_("Скан всей пачки одним файлом"),
        widget=FileDrop(attrs={"accept": ".pdf"}),
        help_text=_("PDF. Оригиналы храните в личных делах."),
    )
    signed = forms.MultipleChoiceField(
        label=_("Чьи бланки в пачке"), widget=forms.CheckboxSelectMultiple, choices=[]
    )

    def __init__(self, *args: Any, signed: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["signed"].choices = list(signed)  # type: ignore[attr-defined]


def _names(people: Iterable[Person]) -> list[tuple[int | str, str]]:
    found: list[tuple[int | str, str]] = [(person.pk, person.full_name) for person in people]
    return found if len(found) == 1 else [("", str(_("выберите"))), *found]


class WordingForm(forms.Form):
    version = forms.CharField(
        label=_("Обозначение редакции"), max_length=20, help_text=_("Например: 2027-01")
    )
    valid_from = forms.DateField(label=_("Действует с"), widget=DateInput())
    text = forms.CharField(
        label=_("Текст"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_(
            "Слова в фигурных скобках заменятся: {signer} – кто подписывает, {role} – в качестве кого, "
            "{subject} – чьи данные, {operator} и {address} – организация, остальные ({purpose}, {covers}, "
            "{recipients}, {retention}, {stops}) – из описания цели."
        ),
    )
