"""Long lists by pages, with integers that no database is afraid of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from pydantic import BaseModel, Field

from zveno.web.api.values import Answer

USUAL, MOST, FARTHEST = 50, 200, 1_000_000

Row = TypeVar("Row")
Item = TypeVar("Item", bound=Answer)


class Paging(BaseModel):
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at once.")] = USUAL
    offset: Annotated[int, Field(ge=0, le=FARTHEST, description="How many to skip.")] = 0


class Page(Answer, Generic[Item]):
    items: Sequence[Item]
    count: Annotated[int, Field(description="How many there are in all pages.")]
    next: Annotated[str | None, Field(description="The address of the next page, null on the last one.")]


def page_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Row], paging: Paging, *, card: Callable[[Row], Item]
) -> Page[Item]:
    """`rows` must be in a complete order. A queryset costs two queries."""
    end = paging.offset + paging.limit
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    return Page(
        items=[card(row) for row in rows[paging.offset : end]],
        count=count,
        next=_address(request, paging.limit, end) if end < count and end <= FARTHEST else None,
    )


def _address(request: HttpRequest, limit: int, offset: int) -> str:
    asked = request.GET.copy()
    asked["limit"], asked["offset"] = str(limit), str(offset)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
