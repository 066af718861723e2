"""How the register is narrowed by the address bar."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.ui import filters
from zveno.network.organisations.models import Membership, Organisation, OrganisationKind, Territory
from zveno.network.organisations.queries import DETAILS_LAST, territories_for
from zveno.network.organisations.roles import Family, Role
from zveno.network.organisations.states import JoinRequestState, OrganisationState

EMPLOYERS = (Family.ENTERPRISE, Family.HEALTH)


def _territories(request: HttpRequest) -> QuerySet[Territory]:
    return territories_for(request.actor)  # type: ignore[attr-defined]


class OrganisationFilters(filters.FilterSet):
    q = filters.SearchFilter()
    family = filters.ChoiceFilter(
        label=_("Что это"),
        choices=[("employers", _("все работодатели")), *Family.choices],
        method="of_family",
    )
    kind = filters.ModelChoiceFilter(label=_("Вид"), queryset=OrganisationKind.objects.all())
    territory = filters.ModelChoiceFilter(label=_("Территория"), queryset=_territories, method="in_territory")
    state = filters.ChoiceFilter(label=_("Состояние"), choices=OrganisationState.choices)
    details = filters.ChoiceFilter(
        label=_("Сведения"),
        choices=[("fresh", _("подтверждены")), ("stale", _("не подтверждены или устарели"))],
        method="by_details",
    )

    class Meta:
        model = Organisation
        fields = ()

    def of_family(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(kind__family__in=EMPLOYERS if value == "employers" else (value,))

    def in_territory(self, rows: QuerySet[Any], _name: str, value: Territory) -> QuerySet[Any]:
        return rows.filter(territory__path__startswith=value.path)

    def by_details(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        stale = Q(confirmed_at__isnull=True) | Q(confirmed_at__lt=timezone.now() - DETAILS_LAST)
        return rows.filter(stale if value == "stale" else ~stale)


class AccountFilters(filters.FilterSet):
    q = filters.SearchFilter()
    state = filters.ChoiceFilter(
        label=_("Состояние"),
        choices=[("open", _("открыты")), ("never", _("ещё не входили")), ("closed", _("закрыты"))],
        method="in_state",
    )
    role = filters.ChoiceFilter(label=_("Роль"), choices=Role.choices, method="with_role")
    factor = filters.ChoiceFilter(
        label=_("Второй фактор"), choices=[("yes", _("есть")), ("no", _("нет"))], method="with_factor"
    )

    class Meta:
        fields = ()

    def in_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        wanted = {
            "open": Q(is_active=True),
            "never": Q(is_active=True, last_login__isnull=True),
            "closed": Q(is_active=False),
        }
        return rows.filter(wanted[value])

    def with_role(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        seats = Membership.objects.in_force(timezone.localdate()).filter(user=OuterRef("pk"), role=value)
        return rows.filter(Exists(seats))

    def with_factor(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(has_factor=value == "yes")


class JoinRequestFilters(filters.FilterSet):
    q = filters.SearchFilter()
    state = filters.ChoiceFilter(label=_("Состояние"), choices=JoinRequestState.choices)

    class Meta:
        fields = ()
