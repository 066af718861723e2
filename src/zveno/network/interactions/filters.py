"""How the register and the map are narrowed by the address bar."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zveno.base.ui import filters
from zveno.network.interactions.models import (
    HAND,
    FormGroup,
    Interaction,
    InteractionForm,
    InteractionQuerySet,
    Side,
)
from zveno.network.interactions.states import Confirmation, InteractionState
from zveno.network.organisations.models import Organisation, Territory
from zveno.network.organisations.queries import territories_for
from zveno.network.organisations.roles import Family

ALL, WITHDRAWN = "all", "withdrawn"


def _organisations(request: HttpRequest) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(request.actor)  # type: ignore[attr-defined]


def _territories(request: HttpRequest) -> QuerySet[Territory]:
    return territories_for(request.actor)  # type: ignore[attr-defined]


class InteractionFilters(filters.FilterSet):
    q = filters.SearchFilter()
    period = filters.PeriodFilter("starts_on", method="in_period")
    organisation = filters.ModelChoiceFilter(
        label=_("Организация"), queryset=_organisations, method="of_organisation"
    )
    form = filters.ModelChoiceFilter(label=_("Форма"), queryset=InteractionForm.objects.all())
    group = filters.ChoiceFilter(label=_("Группа форм"), choices=FormGroup.choices, field_name="form__group")
    family = filters.ChoiceFilter(label=_("Вид партнёра"), choices=Family.choices, method="of_family")
    territory = filters.ModelChoiceFilter(label=_("Территория"), queryset=_territories, method="in_territory")
    confirmation = filters.ChoiceFilter(
        label=_("Подтверждение"),
        choices=[("source", _("записано работой в «Звене»")), *Confirmation.choices],
        method="by_confirmation",
    )
    state = filters.ChoiceFilter(
        label=_("Отозванные"),
        choices=[(WITHDRAWN, _("только отозванные")), (ALL, _("вместе с отозванными"))],
        empty_label=_("не показывать"),
        method="by_state",
    )

    class Meta:
        model = Interaction
        fields = ()

    def in_period(self, rows: InteractionQuerySet, _name: str, value: slice) -> InteractionQuerySet:
        return rows.meeting(
            value.start.date() if value.start else None, value.stop.date() if value.stop else None
        )

    def of_organisation(self, rows: InteractionQuerySet, _name: str, value: Organisation) -> Any:
        return rows.of(value)

    def of_family(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(_one_side(organisation__kind__family=value) | Q(initiator__kind__family=value))

    def in_territory(self, rows: QuerySet[Any], _name: str, value: Territory) -> QuerySet[Any]:
        return rows.filter(
            _one_side(organisation__territory__path__startswith=value.path)
            | Q(initiator__territory__path__startswith=value.path)
        )

    def by_confirmation(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        if value == "source":
            return rows.exclude(source=HAND)
        return rows.filter(source=HAND, confirmation=value)

    def by_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(state=InteractionState.WITHDRAWN) if value == WITHDRAWN else rows

    def filter_queryset(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Withdrawn facts are shown to who asks for them."""
        found: QuerySet[Any] = super().filter_queryset(rows)
        return found if self.form.cleaned_data.get("state") else found.filter(state=InteractionState.KEPT)


def _one_side(**conditions: Any) -> Q:
    return Q(Exists(Side.objects.filter(interaction=OuterRef("pk"), **conditions)))


class MapFilters(filters.FilterSet):
    """Period and form narrow the facts; territory and kind the organisations, which the map does itself."""

    period = filters.PeriodFilter("interaction__starts_on", method="in_period")
    group = filters.ChoiceFilter(
        label=_("Группа форм"), choices=FormGroup.choices, field_name="interaction__form__group"
    )
    form = filters.ModelChoiceFilter(
        label=_("Форма"), queryset=InteractionForm.objects.all(), field_name="interaction__form"
    )
    family = filters.ChoiceFilter(label=_("Вид организации"), choices=Family.choices, method="as_it_is")
    territory = filters.ModelChoiceFilter(label=_("Территория"), queryset=_territories, method="as_it_is")

    class Meta:
        model = Side
        fields = ()

    def in_period(self, rows: QuerySet[Side], _name: str, value: slice) -> QuerySet[Side]:
        if value.start:
            since = value.start.date()
            rows = rows.filter(Q(interaction__ends_on__isnull=True) | Q(interaction__ends_on__gte=since))
        return rows.filter(interaction__starts_on__lte=value.stop.date()) if value.stop else rows

    def as_it_is(self, rows: QuerySet[Side], _name: str, value: object) -> QuerySet[Side]:
        return rows
