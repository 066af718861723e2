"""What may be typed about an event."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.inputs import DateTimeInput
from zveno.network.organisations.models import Organisation
from zveno.processes.events.models import Event
from zveno.processes.events.services import NAMES, WHEN_AND_WHERE, Details

MANY = 100_000
FIRST_GRADE, LAST_GRADE = 1, 11


class EventForm(forms.ModelForm[Event]):
    """`why` is asked only when a published event is changed."""

    # A model's field of positive numbers would begin with 0.
    grade_from = forms.IntegerField(
        label=_("С класса"), min_value=FIRST_GRADE, max_value=LAST_GRADE, required=False
    )
    grade_to = forms.IntegerField(
        label=_("По класс"), min_value=FIRST_GRADE, max_value=LAST_GRADE, required=False
    )
    capacity = forms.IntegerField(
        label=_("Мест"), min_value=1, max_value=MANY, required=False, help_text=_("Пусто – без ограничения.")
    )
    why = forms.CharField(
        label=_("Почему меняется"),
        max_length=500,
        required=False,
        help_text=_("Если меняются время или место, причину увидят те, кто собирался прийти."),
    )
    # Ticked by the page that has shown the clashes: saving then goes on.
    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Event
        fields = (
            "kind",
            "title",
            "starts_at",
            "ends_at",
            "place",
            "for_pupils",
            "grade_from",
            "grade_to",
            "for_students",
            "for_parents",
            "for_teachers",
            "capacity",
            "description",
            "is_open",
        )
        widgets = {
            "starts_at": DateTimeInput(),
            "ends_at": DateTimeInput(),
        }

    def __init__(self, *args: Any, asks_why: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].empty_label = _("выберите…")  # type: ignore[attr-defined]
        if not asks_why:
            del self.fields["why"]

    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in NAMES})

    @property
    def when_and_where(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in WHEN_AND_WHERE}


class PartnersForm(forms.Form):
    """Organisations on the other side: what they did together goes into the register of interaction."""

    partners = forms.ModelMultipleChoiceField(
        label=_("Организации-участники"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_(
            "Школы, предприятия, ведомства, с которыми проводится мероприятие. Можно выбрать несколько."
        ),
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partners"].queryset = organisations  # type: ignore[attr-defined]


class CameForm(PartnersForm):
    came = forms.IntegerField(label=_("Сколько человек пришло"), min_value=0, max_value=MANY)
    field_order = ("came", "partners")


class CancelForm(forms.Form):
    why = forms.CharField(
        label=_("Почему отменяется"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Причину увидят все, кому видно мероприятие."),
    )
