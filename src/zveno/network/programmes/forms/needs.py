"""«Каким нужен выпускник»: on one page, from a telephone, without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.classifiers.models import CodeQuerySet, Entry
from zveno.network.organisations.models import Organisation
from zveno.network.programmes.models import (
    Competence,
    Given,
    Importance,
    Level,
    Part,
    PartKind,
    Profile,
    Programme,
)
from zveno.network.programmes.services import Need
from zveno.network.programmes.services.needs import MOST_REQUIREMENTS

OWN_ROWS = 3


class NeedForm(forms.Form):
    """A thing a graduate does, and how well. A suggested one is wanted once a level is chosen."""

    suggested = False
    text = forms.CharField(label=_("Что должен уметь"), max_length=500, required=False)
    level = forms.TypedChoiceField(
        label=_("Насколько"),
        choices=[("", _("не нужно")), *Level.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    importance = forms.TypedChoiceField(
        label=_("Важность"),
        choices=Importance.choices,
        coerce=int,
        empty_value=None,
        initial=Importance.IMPORTANT,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        text, level = cleaned.get("text", ""), cleaned.get("level")
        if text and level is None and not self.suggested:
            self.add_error("level", _now("Выберите, насколько хорошо."))
        if level is not None and not text:
            self.add_error("text", _now("Напишите, что именно он должен уметь."))
        return cleaned


class _Needs(BaseFormSet[NeedForm]):
    def add_fields(self, form: NeedForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.suggested = index is not None and index < self.initial_form_count()
        if form.suggested:
            form.fields["text"].widget = forms.HiddenInput()
        else:
            cast("forms.TypedChoiceField", form.fields["level"]).choices = [
                ("", _("выберите")),
                *Level.choices,
            ]

    def needs(self) -> list[Need]:
        return [
            Need(
                form.cleaned_data["text"],
                form.cleaned_data["level"],
                form.cleaned_data["importance"] or Importance.IMPORTANT,
            )
            for form in self.forms
            if form.cleaned_data.get("text") and form.cleaned_data.get("level") is not None
        ]


_formset = formset_factory(
    NeedForm,
    formset=_Needs,
    extra=OWN_ROWS,
    max_num=MOST_REQUIREMENTS + OWN_ROWS,
    absolute_max=MOST_REQUIREMENTS + OWN_ROWS + 40,
)


class ProfileForm(forms.ModelForm[Profile]):
    class Meta:
        model = Profile
        fields = ("post", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class NeedsPage:
    """The whole page: what was said before, what programmes suggest, some lines of one's own."""

    def __init__(
        self, data: Any, *, profile: Profile | None, said: Sequence[Any], suggestions: Sequence[str]
    ) -> None:
        known = {row.text for row in said}
        rows: list[dict[str, Any]] = [
            {"text": row.text, "level": row.level, "importance": row.importance} for row in said
        ]
        rows += [{"text": text} for text in suggestions if text not in known]
        self.about = ProfileForm(data, instance=profile)
        self.rows = _formset(data, initial=rows, prefix="need")

    def is_valid(self) -> bool:
        return all([self.about.is_valid(), self.rows.is_valid()])

    @property
    def errors(self) -> bool:
        return self.about.is_bound and not self.is_valid()

    def needs(self) -> list[Need]:
        return cast("_Needs", self.rows).needs()


class ProfessionForm(forms.Form):
    """Which graduates: those of the district first, then all."""

    profession = forms.ModelChoiceField(
        label=_("Профессия, специальность"), queryset=Entry.objects.none(), empty_label=_("выберите")
    )

    def __init__(self, professions: CodeQuerySet, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.ModelChoiceField[Entry]", self.fields["profession"]).queryset = professions


class AskForm(ProfessionForm):
    """A technikum asks an enterprise."""

    enterprise = forms.ModelChoiceField(
        label=_("Предприятие"), queryset=Organisation.objects.none(), empty_label=_("выберите")
    )
    field_order = ("enterprise", "profession")

    def __init__(
        self, professions: CodeQuerySet, enterprises: QuerySet[Organisation], *args: Any, **options: Any
    ) -> None:
        super().__init__(professions, *args, **options)
        cast("forms.ModelChoiceField[Organisation]", self.fields["enterprise"]).queryset = enterprises


class CoverageForm(forms.Form):
    """What the programme gives for a requirement."""

    given = forms.TypedChoiceField(
        label=_("Чему учит программа"), choices=Given.choices, coerce=int, widget=forms.RadioSelect()
    )
    competences = forms.ModelMultipleChoiceField(
        label=_("Какой компетенции это отвечает"),
        queryset=Competence.objects.none(),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
    )
    parts = forms.ModelMultipleChoiceField(
        label=_("Где этому учат"),
        queryset=Part.objects.none(),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
    )
    note = forms.CharField(label=_("Пояснение"), max_length=500, required=False)

    def __init__(self, programme: Programme, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(
            "forms.ModelMultipleChoiceField[Competence]", self.fields["competences"]
        ).queryset = programme.competences.order_by("-kind", "position")
        cast("forms.ModelMultipleChoiceField[Part]", self.fields["parts"]).queryset = programme.parts.exclude(
            kind__in=(PartKind.CYCLE, PartKind.FINAL, PartKind.EXAM)
        )
