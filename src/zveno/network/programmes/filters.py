"""How the lists are narrowed."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.classifiers.kinds import Classifier
from zveno.base.classifiers.models import Entry
from zveno.base.ui import filters
from zveno.network.organisations.models import Organisation
from zveno.network.programmes.models import (
    ChangeRequest,
    Commission,
    CommissionKind,
    Contribution,
    ContributionKind,
    DiplomaTopic,
    Internship,
    InternshipQuerySet,
    Profile,
    Programme,
)
from zveno.network.programmes.services.internships import WARNED
from zveno.network.programmes.staff import EMPLOYERS, TRAINERS
from zveno.network.programmes.states import ChangeState, InternshipState, ProgrammeState


def _seen(request: HttpRequest) -> Any:
    return Organisation.objects.visible_to(request.actor)  # type: ignore[attr-defined]


def colleges(request: HttpRequest) -> QuerySet[Organisation]:
    found: QuerySet[Organisation] = _seen(request).of_family(*TRAINERS)
    return found


def employers(request: HttpRequest) -> QuerySet[Organisation]:
    found: QuerySet[Organisation] = _seen(request).of_family(*EMPLOYERS)
    return found


def professions(_request: HttpRequest) -> QuerySet[Entry]:
    """Those that anybody spoke of."""
    return Entry.objects.of(Classifier.SPO).filter(graduate_profiles__isnull=False).distinct()


def _years() -> list[tuple[int, str]]:
    this = timezone.localdate().year
    return [(year, str(year)) for year in range(this + 1, this - 6, -1)]


class ProgrammeFilters(filters.FilterSet):
    q = filters.SearchFilter(label=_("Код или название"))
    college = filters.ModelChoiceFilter(label=_("Техникум"), queryset=colleges)
    year = filters.ChoiceFilter(label=_("Год приёма"), choices=_years)
    state = filters.ChoiceFilter(label=_("Состояние"), choices=ProgrammeState.choices)

    class Meta:
        model = Programme
        fields = ()


class ProfileFilters(filters.FilterSet):
    q = filters.SearchFilter()
    profession = filters.ModelChoiceFilter(label=_("Профессия"), queryset=professions)
    enterprise = filters.ModelChoiceFilter(label=_("Предприятие"), queryset=employers)
    stated = filters.ChoiceFilter(
        label=_("Ответ"), choices=[("yes", _("названы")), ("no", _("ждём ответа"))], method="by_answer"
    )

    class Meta:
        model = Profile
        fields = ()

    def by_answer(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(stated_at__isnull=value == "no")


class ChangeFilters(filters.FilterSet):
    q = filters.SearchFilter()
    college = filters.ModelChoiceFilter(
        field_name="programme__college", label=_("Техникум"), queryset=colleges
    )
    state = filters.ChoiceFilter(label=_("Состояние"), choices=ChangeState.choices)

    class Meta:
        model = ChangeRequest
        fields = ()


class InternshipFilters(filters.FilterSet):
    q = filters.SearchFilter(label=_("Кто или чему"))
    college = filters.ModelChoiceFilter(label=_("Техникум"), queryset=colleges)
    enterprise = filters.ModelChoiceFilter(label=_("Предприятие"), queryset=employers)
    state = filters.ChoiceFilter(label=_("Состояние"), choices=InternshipState.choices)
    due = filters.ChoiceFilter(
        label=_("Следующая"),
        choices=[("late", _("просрочена")), ("soon", _("в ближайшие 90 дней"))],
        method="by_due",
    )

    class Meta:
        model = Internship
        fields = ()

    def by_due(self, rows: InternshipQuerySet, _name: str, value: str) -> InternshipQuerySet:
        """The last internship of each teacher is the one that counts."""
        today = timezone.localdate()
        last = rows.filter(pk__in=Internship.objects.last_ones().values("pk"))
        if value == "late":
            return last.filter(next_due_on__lt=today)
        return last.filter(next_due_on__gte=today, next_due_on__lte=today + WARNED)


class CommissionFilters(filters.FilterSet):
    q = filters.SearchFilter()
    college = filters.ModelChoiceFilter(label=_("Техникум"), queryset=colleges)
    kind = filters.ChoiceFilter(label=_("Вид"), choices=CommissionKind.choices)
    held_on = filters.PeriodFilter("held_on")

    class Meta:
        model = Commission
        fields = ()


class TopicFilters(filters.FilterSet):
    q = filters.SearchFilter(label=_("Тема или рецензент"))
    college = filters.ModelChoiceFilter(label=_("Техникум"), queryset=colleges)
    enterprise = filters.ModelChoiceFilter(label=_("Предприятие"), queryset=employers)

    class Meta:
        model = DiplomaTopic
        fields = ()


class ContributionFilters(filters.FilterSet):
    q = filters.SearchFilter()
    college = filters.ModelChoiceFilter(label=_("Техникум"), queryset=colleges)
    enterprise = filters.ModelChoiceFilter(label=_("Предприятие"), queryset=employers)
    kind = filters.ChoiceFilter(label=_("Вид"), choices=ContributionKind.choices)
    given_on = filters.PeriodFilter("given_on")

    class Meta:
        model = Contribution
        fields = ()
