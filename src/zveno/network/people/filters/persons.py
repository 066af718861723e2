"""How the register and the list of groups are narrowed."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.core import text_index
from zveno.base.ui import filters
from zveno.network.organisations.models import Organisation
from zveno.network.people.models import Enrolment, GroupKind, Person, StudyGroup
from zveno.network.people.queries.persons import with_guardian
from zveno.network.people.snils import normal_snils
from zveno.network.people.states import EnrolmentStatus
from zveno.network.people.years import school_year, year_title

LEVELS = range(1, 12)
YEARS_SHOWN = 6
SNILS_DIGITS = 11


class NameFilter(filters.SearchFilter):
    """Parts of names through the index; a whole СНИЛС finds its person."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        snils = normal_snils(value)
        if len(snils) == SNILS_DIGITS and snils.isdecimal():
            return qs.filter(person__snils=snils)
        return qs.filter(text_index.index_of(Person).holds(value, through="person"))


def _groups(request: HttpRequest) -> QuerySet[StudyGroup]:
    year = school_year(timezone.localdate())
    visible = StudyGroup.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    return visible.filter(year__gte=year - 1).order_by("-year", "level", "sort_key")


def _organisations(request: HttpRequest) -> QuerySet[Organisation]:
    seen = Enrolment.objects.at_work_of(request.actor).values("organisation")  # type: ignore[attr-defined]
    return Organisation.objects.filter(pk__in=seen).order_by("sort_key")


class PersonFilters(filters.FilterSet):
    q = NameFilter(label=_("Фамилия, имя, отчество, СНИЛС"))
    group = filters.ModelChoiceFilter(label=_("Класс, группа"), queryset=_groups)
    level = filters.ChoiceFilter(
        label=_("Параллель, курс"), field_name="group__level", choices=[(one, str(one)) for one in LEVELS]
    )
    status = filters.ChoiceFilter(
        label=_("Состояние"),
        choices=[("all", _("все, и выбывшие")), *EnrolmentStatus.choices],
        empty_label=_("учатся сейчас"),
        method="of_status",
    )
    guardian = filters.ChoiceFilter(
        label=_("Родители"),
        choices=[("yes", _("указаны")), ("no", _("не указаны"))],
        method="by_guardian",
    )

    class Meta:
        model = Enrolment
        fields = ()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("status") else found.open()  # type: ignore[attr-defined]

    def of_status(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows if value == "all" else rows.filter(status=value)

    def by_guardian(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(with_guardian()) if value == "yes" else rows.exclude(with_guardian())


class TerritoryPersonFilters(PersonFilters):
    """For who sees several organisations."""

    organisation = filters.ModelChoiceFilter(label=_("Организация"), queryset=_organisations)


def _years() -> list[tuple[int, str]]:
    newest = school_year(timezone.localdate()) + 1
    return [(year, year_title(year)) for year in range(newest, newest - YEARS_SHOWN, -1)]


class GroupFilters(filters.FilterSet):
    q = filters.SearchFilter()
    year = filters.ChoiceFilter(
        label=_("Учебный год"), choices=_years, empty_label=_("этот и следующий"), method="of_year"
    )
    kind = filters.ChoiceFilter(label=_("Вид"), choices=GroupKind.choices)
    level = filters.ChoiceFilter(label=_("Параллель, курс"), choices=[(one, str(one)) for one in LEVELS])

    class Meta:
        model = StudyGroup
        fields = ()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("year"):
            return found
        return found.filter(year__gte=school_year(timezone.localdate()))

    def of_year(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(year=int(value))
