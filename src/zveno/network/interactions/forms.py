"""What may be typed about facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zveno.base.files.intake import Received, receive
from zveno.base.files.kinds import DOCUMENTS, SCANS
from zveno.base.files.refusal import FileRefused
from zveno.base.ui.inputs import DateInput, FileDrop
from zveno.network.interactions.models import PEOPLE, Interaction, InteractionForm
from zveno.network.interactions.services import Entered, InteractionError
from zveno.network.organisations.models import Organisation

PLAIN = ("form", "starts_on", "ends_on", "lasts", "title", "people", *PEOPLE, "evidence")


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, required=False)


class FactForm(forms.Form):
    """A fact entered by hand; `key` makes a second press of the button the same fact."""

    form = forms.ModelChoiceField(
        label=_("Форма взаимодействия"), queryset=InteractionForm.objects.none(), empty_label=_("выберите")
    )
    title = forms.CharField(
        label=_("Что было"),
        max_length=300,
        help_text=_("Например: реализация проекта «Инженерный класс»"),
    )
    partners = forms.ModelMultipleChoiceField(
        label=_("Партнёры из сети"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Можно выбрать несколько. Каждый из них получит просьбу подтвердить факт."),
    )
    outsiders = forms.CharField(
        label=_("Партнёры вне сети"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("По одному в строке: вуз другого города, музей"),
    )
    starts_on = forms.DateField(label=_("С какого дня"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("По какой день"), widget=DateInput, required=False, help_text=_("Пусто – один день")
    )
    lasts = forms.BooleanField(label=_("Продолжается без срока"), required=False)
    people = _count(_("Участников всего"))
    pupils = _count(_("Школьников"))
    students = _count(_("Студентов"))
    teachers = _count(_("Педагогов"))
    parents = _count(_("Родителей"))
    specialists = _count(_("Специалистов предприятия"))
    evidence = forms.CharField(
        label=_("Чем подтверждается"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Приказ, письмо, ссылка на новость. Можно вместо этого приложить файл."),
    )
    file = forms.FileField(
        label=_("Файл"), required=False, widget=FileDrop, help_text=_("Скан или документ: PDF, снимок, Word")
    )
    why = forms.CharField(
        label=_("Что исправлено и почему"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        offered: QuerySet[InteractionForm],
        interaction: Interaction | None = None,
        **options: Any,
    ) -> None:
        initial = _typed(interaction) if interaction else {}
        options["initial"] = {"key": uuid4().hex, **initial, **(options.get("initial") or {})}
        super().__init__(*args, **options)
        self.fields["partners"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["form"].queryset = offered  # type: ignore[attr-defined]
        self.received: Received | None = None
        if interaction is None:
            del self.fields["why"]

    def clean_file(self) -> UploadedFile[bytes] | None:
        """The bytes are put down at once, outside of any transaction: a scanner may take seconds."""
        upload: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if upload:
            try:
                self.received = receive(upload, accepts=(*SCANS, *DOCUMENTS))
            except FileRefused as refused:
                raise forms.ValidationError(str(refused)) from refused
        return upload

    def clean_outsiders(self) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["outsiders"].splitlines())
        names = tuple(line for line in lines if line)
        if any(len(name) > 300 for name in names):  # noqa: PLR2004 -- the column
            raise forms.ValidationError(_("Название партнёра длиннее 300 знаков: сократите его."))
        return names

    def entered(self) -> Entered:
        return Entered(
            partners=list(self.cleaned_data["partners"]),
            outsiders=self.cleaned_data["outsiders"],
            **{name: self.cleaned_data[name] for name in PLAIN},
        )

    def show(self, error: InteractionError) -> None:
        self.add_error(error.field if error.field in self.fields else None, str(error))


def _typed(row: Interaction) -> dict[str, Any]:
    """The row as it was typed."""
    sides: Iterable[Any] = row.sides.all()
    return {
        **{name: getattr(row, name) for name in PLAIN if name not in {"form", "lasts"}},
        "form": row.form_id,
        "ends_on": row.ends_on if row.ends_on != row.starts_on else None,
        "lasts": row.ends_on is None,
        "partners": [side.organisation_id for side in sides if side.organisation_id],
        "outsiders": "\n".join(side.name for side in sides if side.name),
        "key": row.key,
    }


class WhyForm(forms.Form):
    """A reason that both sides read."""

    why = forms.CharField(label=_("Почему"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
