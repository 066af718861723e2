"""Internships, commissions, diploma topics, contributions."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.inputs import DateInput, FileDrop, FilesDrop
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.people.models import StudyGroup
from zveno.network.programmes.models import (
    Commission,
    CommissionMember,
    Contribution,
    DiplomaTopic,
    Internship,
    Part,
    PartKind,
    Programme,
)


class SeatChoice(forms.ModelChoiceField[Membership]):
    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.user.get_full_name()}, {obj.title}"


class ModuleChoice(forms.ModelChoiceField[Part]):
    def label_from_instance(self, obj: Part) -> str:
        return f"{obj} ({obj.programme.profession.code}, {obj.programme.year})"


class SeveralFiles(forms.FileField):
    """Any number of them, each looked at."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(SeveralFiles, self).clean(one, initial) for one in data or ()]


class InternshipForm(forms.ModelForm[Internship]):
    """A keeper chooses a colleague or types a name; a master asks for himself and sees no choice."""

    seat = SeatChoice(
        label=_("Кто"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("нет учётной записи – напишите ниже"),
    )
    teacher = forms.CharField(label=_("Фамилия, имя, отчество"), max_length=250, required=False)

    class Meta:
        model = Internship
        fields = (
            "enterprise",
            "teacher",
            "teacher_post",
            "goal",
            "starts_on",
            "ends_on",
            "hours",
            "programme_text",
        )
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "starts_on": DateInput(),
            "ends_on": DateInput(),
            "goal": forms.Textarea(attrs={"rows": 2}),
            "programme_text": forms.Textarea(attrs={"rows": 4}),
        }

    field_order = ("seat", "teacher", "teacher_post", "enterprise", "goal")

    def __init__(
        self,
        *args: Any,
        enterprises: QuerySet[Organisation],
        seats: QuerySet[Membership] | None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        cast("forms.ModelChoiceField[Organisation]", self.fields["enterprise"]).queryset = enterprises
        if seats is None:
            del self.fields["seat"]
            del self.fields["teacher"]
        else:
            cast("SeatChoice", self.fields["seat"]).queryset = seats

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "seat" in self.fields and not cleaned.get("seat") and not cleaned.get("teacher", "").strip():
            self.add_error("teacher", _now("Выберите человека или напишите его имя."))
        return cleaned


class FinishForm(forms.Form):
    hours = forms.IntegerField(label=_("Часов"), min_value=1, max_value=2000)
    certificate = forms.CharField(
        label=_("Документ о стажировке"), max_length=200, help_text=_("Вид, номер и дата")
    )
    certificate_file = forms.FileField(label=_("Скан документа"), required=False, widget=FileDrop())
    report = forms.CharField(
        label=_("Итоги"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Что освоил и что внесёт в свои занятия"),
    )
    report_file = forms.FileField(label=_("Отчёт"), required=False, widget=FileDrop())
    next_due_on = forms.DateField(
        label=_("Следующая не позже"),
        required=False,
        widget=DateInput(),
        help_text=_("Пусто – посчитаем по норме."),
    )


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Причина"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CommissionForm(forms.ModelForm[Commission]):
    part = ModuleChoice(
        label=_("Модуль"),
        queryset=Part.objects.none(),
        required=False,
        help_text=_("Для экзамена по модулю"),
    )

    class Meta:
        model = Commission
        fields = ("kind", "programme", "part", "held_on", "order")
        widgets: ClassVar[dict[str, forms.Widget]] = {"held_on": DateInput()}

    def __init__(self, *args: Any, programmes: QuerySet[Programme], **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.ModelChoiceField[Programme]", self.fields["programme"]).queryset = programmes
        cast("ModuleChoice", self.fields["part"]).queryset = Part.objects.filter(
            programme__in=programmes, kind=PartKind.MODULE
        ).select_related("programme__profession")

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class MemberForm(forms.ModelForm[CommissionMember]):
    class Meta:
        model = CommissionMember
        fields = ("name", "post", "organisation", "seat")

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"]).queryset = organisations


class TopicForm(forms.ModelForm[DiplomaTopic]):
    year = forms.IntegerField(label=_("Год защиты"), min_value=2000, max_value=2100)

    class Meta:
        model = DiplomaTopic
        fields = (
            "title",
            "enterprise",
            "programme",
            "year",
            "group",
            "supervisor",
            "reviewer",
            "reviewer_post",
        )
        widgets: ClassVar[dict[str, forms.Widget]] = {"title": forms.Textarea(attrs={"rows": 2})}

    def __init__(
        self,
        *args: Any,
        enterprises: QuerySet[Organisation],
        programmes: QuerySet[Programme],
        groups: QuerySet[StudyGroup],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        cast("forms.ModelChoiceField[Organisation]", self.fields["enterprise"]).queryset = enterprises
        cast("forms.ModelChoiceField[Programme]", self.fields["programme"]).queryset = programmes
        cast("forms.ModelChoiceField[StudyGroup]", self.fields["group"]).queryset = groups

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ContributionForm(forms.ModelForm[Contribution]):
    scans = SeveralFiles(label=_("Файлы"), required=False, widget=FilesDrop())

    class Meta:
        model = Contribution
        fields = ("enterprise", "kind", "title", "amount", "given_on", "paper", "programme")
        widgets: ClassVar[dict[str, forms.Widget]] = {"given_on": DateInput()}

    def __init__(
        self,
        *args: Any,
        enterprises: QuerySet[Organisation],
        programmes: QuerySet[Programme],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        cast("forms.ModelChoiceField[Organisation]", self.fields["enterprise"]).queryset = enterprises
        cast("forms.ModelChoiceField[Programme]", self.fields["programme"]).queryset = programmes

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
