"""Regions, municipalities and settlements of the caller's network."""

from __future__ import annotations

from typing import Annotated

from ninja import Query, Router
from pydantic import BaseModel, Field

from zveno.network.organisations.models import Territory
from zveno.network.organisations.queries import territories_for
from zveno.web.api.pagination import Page, Paging, page_of
from zveno.web.api.problems import READ
from zveno.web.api.requests import ApiRequest
from zveno.web.api.values import Answer, Coded, Filter, Number

router = Router(tags=["territories"])


class TerritoryCard(Answer):
    id: int
    level: Coded
    name: str
    parent_id: int | None
    oktmo: str

    @classmethod
    def of(cls, territory: Territory) -> TerritoryCard:
        return cls(
            id=territory.pk,
            level=Coded(code=territory.level, name=territory.get_level_display()),
            name=territory.name,
            parent_id=territory.parent_id,
            oktmo=territory.oktmo,
        )


class TerritoryFilters(BaseModel):
    level: Filter[Territory.Level] = None
    parent: Annotated[Filter[Number], Field(description="Number of the territory directly above.")] = None


@router.get(
    "/territories",
    response={200: Page[TerritoryCard], **READ},
    url_name="territory_list",
    summary="Territories the caller sees, from the region down",
)
def territory_list(
    request: ApiRequest, filters: Query[TerritoryFilters], paging: Query[Paging]
) -> Page[TerritoryCard]:
    rows = (
        territories_for(request.actor).filter(**filters.model_dump(exclude_none=True)).order_by("path", "pk")
    )
    return page_of(request, rows, paging, card=TerritoryCard.of)
