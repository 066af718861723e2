"""What may be typed about classes and groups, and about the change of the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.inputs import DateInput
from zveno.network.organisations.models import Membership
from zveno.network.people.models import GroupKind, StudyGroup
from zveno.network.people.queries.promotions import GroupPlan, Step, YearPlan
from zveno.network.people.services import Choice, GroupDetails
from zveno.network.people.years import year_title

DETAILS = ("kind", "year", "level", "letter", "name", "last_level")
HIGHEST = 12


class LeadersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.user}, {obj.title}"


class GroupForm(forms.Form):
    """A class by its parallel and letter, a group by its name."""

    kind = forms.ChoiceField(label=_("Вид"), choices=GroupKind.choices)
    year = forms.TypedChoiceField(label=_("Учебный год"), coerce=int)
    level = forms.IntegerField(label=_("Параллель, курс"), min_value=1, max_value=HIGHEST, required=False)
    letter = forms.CharField(
        label=_("Литера"),
        max_length=10,
        required=False,
        help_text=_("Для класса: «А». Название сложится само"),
    )
    name = forms.CharField(
        label=_("Название"), max_length=40, required=False, help_text=_("Для группы: «СВ-26»")
    )
    last_level = forms.IntegerField(
        label=_("Выпускной курс"),
        min_value=1,
        max_value=6,
        required=False,
        help_text=_("Для группы: на каком курсе выпуск. Без него – на четвёртом"),
    )
    leaders = LeadersField(
        label=_("Кто ведёт"),
        queryset=Membership.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Классный руководитель, мастер, навигатор увидят тех, кого ведут"),
    )

    def __init__(
        self, *args: Any, years: Sequence[int], leaders: QuerySet[Membership], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        cast("forms.TypedChoiceField", self.fields["year"]).choices = [
            (year, year_title(year)) for year in years
        ]
        cast("LeadersField", self.fields["leaders"]).queryset = leaders

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == GroupKind.CLASS and given.get("level") is None:
            self.add_error("level", _("Укажите параллель: от неё зависит название класса."))
        if given.get("kind") != GroupKind.CLASS and not given.get("name"):
            self.add_error("name", _("Назовите группу."))
        return given

    def details(self) -> GroupDetails:
        return cast("GroupDetails", {name: self.cleaned_data[name] for name in DETAILS})

    @staticmethod
    def of(group: StudyGroup) -> dict[str, Any]:
        return {name: getattr(group, name) for name in DETAILS} | {"leaders": group.leaders.all()}


class PromotionForm(forms.Form):
    """The days and the order; a step and a name for each group stand in the table of the preview."""

    graduation = forms.DateField(
        label=_("День выпуска"), widget=DateInput(), help_text=_("Последний день тех, кто выпускается")
    )
    last_day = forms.DateField(
        label=_("Последний день учебного года"),
        widget=DateInput(),
        help_text=_("Со следующего дня все числятся в новых классах и группах"),
    )
    order = forms.CharField(label=_("Приказ"), max_length=120, required=False)

    def __init__(self, *args: Any, plan: YearPlan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.plans = [one for one in plan.groups if not one.is_empty]
        for one in self.plans:
            self.fields[f"step_{one.group.pk}"] = forms.TypedChoiceField(
                label=_("Что сделать"),
                coerce=Step,
                choices=[(step.value, step.label) for step in Step],
                initial=one.step.value,
                widget=forms.Select(attrs={"aria-label": _("Что сделать: %(name)s") % {"name": one.group}}),
            )
            self.fields[f"name_{one.group.pk}"] = forms.CharField(
                label=_("Новое название"),
                max_length=40,
                initial=one.next_name,
                required=False,
                widget=forms.TextInput(
                    attrs={"aria-label": _("Новое название: %(name)s") % {"name": one.group}}
                ),
            )

    def days(self) -> Sequence[forms.BoundField]:
        return [self[name] for name in ("graduation", "last_day", "order")]

    def lines(self) -> Sequence[tuple[GroupPlan, forms.BoundField, forms.BoundField]]:
        return [(one, self[f"step_{one.group.pk}"], self[f"name_{one.group.pk}"]) for one in self.plans]

    def choices(self) -> Mapping[int, Choice]:
        return {
            one.group.pk: Choice(
                self.cleaned_data[f"step_{one.group.pk}"], self.cleaned_data[f"name_{one.group.pk}"]
            )
            for one in self.plans
        }
