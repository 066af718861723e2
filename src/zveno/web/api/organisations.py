"""Members of the network, as their register shows them to the caller."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, cast

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from zveno.network.organisations import policies, queries, services
from zveno.network.organisations.models import Organisation, OrganisationQuerySet
from zveno.network.organisations.roles import Family
from zveno.network.organisations.states import OrganisationState
from zveno.web.api.pagination import Page, Paging, page_of
from zveno.web.api.problems import READ, READ_ONE, WRITE
from zveno.web.api.requests import ApiRequest
from zveno.web.api.values import (
    Answer,
    Code,
    Coded,
    Filter,
    Named,
    Number,
    Permission,
    Words,
    unsaid,
)

router = Router(tags=["organisations"])


class OrganisationCard(Answer):
    id: int
    short_name: str
    full_name: str
    kind: Coded
    family: Coded = Field(
        description="What rights and screens depend on; kinds are data of the installation."
    )
    territory: Named
    parent_id: int | None = Field(description="Founder or head organisation.")
    state: Coded
    inn: str
    kpp: str
    ogrn: str
    address: str
    phone: str
    email: str
    website: str
    about: str
    contact_name: str
    contact_post: str
    confirmed_at: datetime | None = Field(description="When somebody last answered for these details.")
    url: str

    @classmethod
    def of(cls, organisation: Organisation) -> OrganisationCard:
        return cls(**_card(organisation))


class OrganisationDetail(OrganisationCard):
    may_change: Permission = Field(description="May the caller correct these details?")


class OrganisationFilters(BaseModel):
    kind: Annotated[Filter[Code], Field(description="Code of a kind.")] = None
    family: Filter[Family] = None
    territory: Annotated[
        Filter[Number], Field(description="Number of a territory; all within it are found.")
    ] = None
    state: Filter[OrganisationState] = None
    q: Annotated[Words, Field(description="Words of name, INN or address; case and «ё» do not matter.")] = ""


# One line of text that may be left out.
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[^\x00-\x1f]*$"),
    Field(json_schema_extra=unsaid),
]
Paragraphs = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00]*$"), Field(json_schema_extra=unsaid)
]


class OrganisationChange(BaseModel):
    """Only the fields that are sent are changed; an empty string clears one."""

    model_config = ConfigDict(extra="forbid")

    short_name: Annotated[Line, Field(max_length=200)] = ""
    full_name: Annotated[Line, Field(max_length=500)] = ""
    inn: Annotated[Line, Field(max_length=12)] = ""
    kpp: Annotated[Line, Field(max_length=9)] = ""
    ogrn: Annotated[Line, Field(max_length=15)] = ""
    address: Annotated[Line, Field(max_length=300)] = ""
    phone: Annotated[Line, Field(max_length=40)] = ""
    email: Annotated[Line, Field(max_length=254)] = ""
    website: Annotated[Line, Field(max_length=200)] = ""
    about: Annotated[Paragraphs, Field(max_length=5000)] = ""
    contact_name: Annotated[Line, Field(max_length=200)] = ""
    contact_post: Annotated[Line, Field(max_length=200)] = ""


@router.get(
    "/organisations",
    response={200: Page[OrganisationCard], **READ},
    url_name="organisation_list",
    summary="Organisations the caller sees, in the alphabetical order",
)
def organisation_list(
    request: ApiRequest, filters: Query[OrganisationFilters], paging: Query[Paging]
) -> Page[OrganisationCard]:
    rows = _narrowed(queries.visible_organisations(request.actor), filters, request)
    return page_of(request, rows.order_by("sort_key", "pk"), paging, card=OrganisationCard.of)


@router.get(
    "/organisations/{organisation_id}",
    response={200: OrganisationDetail, **READ_ONE},
    url_name="organisation_view",
    summary="One organisation",
)
def organisation_view(request: ApiRequest, organisation_id: Path[Number]) -> OrganisationDetail:
    return _detail(request, _seen(request, organisation_id))


@router.patch(
    "/organisations/{organisation_id}",
    response={200: OrganisationDetail, **WRITE},
    url_name="organisation_change",
    summary="Correct the details of an organisation",
)
def organisation_change(
    request: ApiRequest, organisation_id: Path[Number], change: OrganisationChange
) -> OrganisationDetail:
    """For the organisation's own stewards and the coordinator of its district.

    The same request sent twice changes, and writes into the history, once.
    """
    details = cast("services.OrganisationDetails", change.model_dump(exclude_unset=True))
    organisation = _seen(request, organisation_id)
    services.change_organisation(organisation, by=request.actor, at=timezone.now(), **details)
    return _detail(request, _seen(request, organisation_id))


def _seen(request: ApiRequest, number: int) -> Organisation:
    """A stranger does not learn that it exists."""
    return get_object_or_404(queries.visible_organisations(request.actor), pk=number)


def _narrowed(
    rows: OrganisationQuerySet, filters: OrganisationFilters, request: ApiRequest
) -> OrganisationQuerySet:
    if filters.kind:
        rows = rows.filter(kind__code=filters.kind)
    if filters.family:
        rows = rows.of_family(filters.family)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.territory:
        above = queries.territories_for(request.actor).filter(pk=filters.territory).first()
        rows = rows.filter(territory__path__startswith=above.path) if above else rows.none()
    return rows.matching(filters.q)


def _detail(request: ApiRequest, organisation: Organisation) -> OrganisationDetail:
    may_change = Permission.of(policies.can_change(request.actor, organisation))
    return OrganisationDetail(**_card(organisation), may_change=may_change)


def _card(organisation: Organisation) -> dict[str, Any]:
    """A dictionary, because two schemas of different depth are made of it."""
    return {
        "id": organisation.pk,
        "short_name": organisation.short_name,
        "full_name": organisation.full_name,
        "kind": Coded(code=organisation.kind.code, name=organisation.kind.name),
        "family": Coded(code=organisation.family, name=str(organisation.family.label)),
        "territory": Named(id=organisation.territory_id, name=organisation.territory.name),
        "parent_id": organisation.parent_id,
        "state": Coded(code=organisation.state, name=organisation.get_state_display()),
        "inn": organisation.inn,
        "kpp": organisation.kpp,
        "ogrn": organisation.ogrn,
        "address": organisation.address,
        "phone": organisation.phone,
        "email": organisation.email,
        "website": organisation.website,
        "about": organisation.about,
        "contact_name": organisation.contact_name,
        "contact_post": organisation.contact_post,
        "confirmed_at": organisation.confirmed_at,
        "url": settings.PUBLIC_URL + organisation.get_absolute_url(),
    }
