"""How visitors narrow the public lists."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zveno.base.ui import filters
from zveno.network.organisations.models import Organisation, OrganisationKind, Territory
from zveno.network.organisations.roles import Family

EMPLOYERS = (Family.ENTERPRISE, Family.HEALTH)
PLACES = (Family.COLLEGE, Family.UNIVERSITY, Family.SCHOOL, Family.ADDITIONAL)


class PlaceFilters(filters.FilterSet):
    q = filters.SearchFilter()
    territory = filters.ModelChoiceFilter(
        label=_("Территория"),
        queryset=Territory.objects.exclude(level=Territory.Level.REGION),
        method="in_territory",
    )

    class Meta:
        model = Organisation
        fields = ()

    def in_territory(self, rows: QuerySet[Any], _name: str, value: Territory) -> QuerySet[Any]:
        return rows.filter(territory__path__startswith=value.path)


class EnterpriseFilters(PlaceFilters):
    kind = filters.ModelChoiceFilter(
        label=_("Вид"), queryset=OrganisationKind.objects.filter(family__in=EMPLOYERS)
    )


class StudyFilters(PlaceFilters):
    family = filters.ChoiceFilter(
        label=_("Что это"),
        field_name="kind__family",
        choices=[(family.value, family.label) for family in PLACES],
    )
