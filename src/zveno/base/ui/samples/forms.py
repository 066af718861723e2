"""A form with a field of each kind."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.inputs import DateInput, FileDrop, PeriodInput


class SampleForm(forms.Form):
    """One field of each kind; bound with a mistake it shows how errors look."""

    name = forms.CharField(
        label=_("Название мероприятия"),
        help_text=_("Как в плане работы."),
        max_length=80,
    )
    kind = forms.ChoiceField(
        label=_("Вид"),
        choices=[
            ("", _("— выберите —")),
            ("trip", _("Экскурсия")),
            ("trial", _("Профессиональная проба")),
        ],
    )
    day = forms.DateField(label=_("День"), widget=DateInput())
    places = forms.IntegerField(label=_("Мест"), min_value=1, max_value=60)
    period = forms.Field(label=_("Приём заявок"), widget=PeriodInput(), required=False)
    format = forms.ChoiceField(
        label=_("Где проходит"),
        choices=[("enterprise", _("На предприятии")), ("college", _("В техникуме"))],
        widget=forms.RadioSelect,
    )
    about = forms.CharField(
        label=_("Что увидят школьники"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    consent = forms.BooleanField(label=_("Согласия родителей собраны"))
    paper = forms.FileField(
        label=_("Приказ"),
        widget=FileDrop(),
        required=False,
        help_text=_("PDF или DOCX, до 10 МБ."),
    )


def sample_form(*, mistaken: bool) -> SampleForm:
    if not mistaken:
        return SampleForm(prefix="empty")
    return SampleForm(
        {"bad-name": str(_("Экскурсия в цех")), "bad-day": "2026-02-31", "bad-places": "400"}, prefix="bad"
    )
