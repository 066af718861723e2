"""The programme, its rows, competences, groups."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zveno.base.classifiers.models import CodeQuerySet, Entry
from zveno.network.people.models import StudyGroup
from zveno.network.programmes.models import Competence, Part, PartKind, Programme
from zveno.network.programmes.services.programmes import PartDetails, ProgrammeDetails

MANY_HOURS = 20_000


class ProgrammeForm(forms.ModelForm[Programme]):
    year = forms.IntegerField(label=_("Год приёма"), min_value=2000, max_value=2100)
    months = forms.IntegerField(
        label=_("Срок обучения, месяцев"), min_value=1, max_value=72, help_text=_("1 год 10 месяцев – 22")
    )
    hours = forms.IntegerField(
        label=_("Объём программы, часов"),
        min_value=1,
        max_value=MANY_HOURS,
        help_text=_("Всего по учебному плану: с ним сверяется сумма циклов."),
    )

    class Meta:
        model = Programme
        fields = ("profession", "year", "base", "form", "months", "hours", "qualification", "is_adapted")

    def __init__(self, *args: Any, professions: CodeQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.ModelChoiceField[Entry]", self.fields["profession"])
        present = self.instance.profession_id
        field.queryset = professions | Entry.objects.filter(pk=present) if present else professions
        field.empty_label = _("выберите")

    def details(self) -> ProgrammeDetails:
        return cast("ProgrammeDetails", {name: self.cleaned_data[name] for name in self.Meta.fields})


class PartForm(forms.ModelForm[Part]):
    hours = forms.IntegerField(
        label=_("Часов"),
        min_value=0,
        max_value=MANY_HOURS,
        required=False,
        help_text=_("Для цикла и модуля можно не писать: посчитаем по частям."),
    )
    course_year = forms.IntegerField(label=_("Курс"), min_value=1, max_value=6, required=False)

    class Meta:
        model = Part
        fields = ("kind", "parent", "code", "name", "hours", "weeks", "course_year")

    def __init__(self, *args: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.ModelChoiceField[Part]", self.fields["parent"])
        field.queryset = programme.parts.filter(kind__in=(PartKind.CYCLE, PartKind.MODULE)).exclude(
            pk=self.instance.pk
        )
        field.empty_label = _("ни во что: это цикл, ПДП, ГИА")

    def details(self) -> PartDetails:
        return cast("PartDetails", {name: self.cleaned_data[name] for name in self.Meta.fields})


class CompetenceForm(forms.ModelForm[Competence]):
    class Meta:
        model = Competence
        fields = ("kind", "code", "name", "parts")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "name": forms.Textarea(attrs={"rows": 2}),
            "parts": forms.CheckboxSelectMultiple(),
        }

    def __init__(self, *args: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.ModelMultipleChoiceField[Part]", self.fields["parts"])
        field.queryset = programme.parts.filter(~Q(kind=PartKind.CYCLE))


class GroupChoice(forms.ModelChoiceField[StudyGroup]):
    def label_from_instance(self, obj: StudyGroup) -> str:
        return f"{obj.name}, {obj.year_title}"


class GroupForm(forms.Form):
    group = GroupChoice(label=_("Группа"), queryset=StudyGroup.objects.none(), empty_label=_("выберите"))

    def __init__(self, groups: QuerySet[StudyGroup], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("GroupChoice", self.fields["group"]).queryset = groups
