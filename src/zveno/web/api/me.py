"""Who am I, and in whose name do I act?"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from ninja import Router
from pydantic import Field

from zveno.base.accounts.models import ApiToken
from zveno.network.organisations import queries
from zveno.network.organisations.models import Membership
from zveno.network.organisations.roles import Role
from zveno.web.api.problems import READ
from zveno.web.api.requests import ApiRequest
from zveno.web.api.values import Answer, Coded, Named

router = Router(tags=["me"])


class SeatCard(Answer):
    """A person in an organisation, in a role."""

    id: int
    organisation: Named
    role: Coded
    post: str
    since: date
    until: date | None

    @classmethod
    def of(cls, seat: Membership) -> SeatCard:
        return cls(
            id=seat.pk,
            organisation=Named(id=seat.organisation_id, name=seat.organisation.short_name),
            role=Coded(code=seat.role, name=str(Role(seat.role).label)),
            post=seat.post,
            since=seat.since,
            until=seat.until,
        )


class KeyCard(Answer):
    """The key of this request; its secret is known to its owner only."""

    title: str
    hint: str
    expires_at: datetime

    @classmethod
    def of(cls, key: ApiToken) -> KeyCard:
        return cls(title=key.title, hint=key.hint, expires_at=key.expires_at)


class Me(Answer):
    id: int
    name: str
    email: str
    language: str
    seat: SeatCard | None = Field(description="The seat this request acts from; null: the account only.")
    seats: list[SeatCard]
    key: KeyCard | None = Field(description="Null in a browser's session.")


@router.get("/me", response={200: Me, **READ}, url_name="me_view", summary="The caller and his seats")
def me_view(request: ApiRequest) -> Me:
    user, seat = request.actor.user, request.actor.membership
    return Me(
        id=user.pk,
        name=user.get_full_name(),
        email=user.email,
        language=user.language,
        seat=SeatCard.of(seat) if seat else None,
        seats=[SeatCard.of(one) for one in queries.seats_of(user, on=timezone.localdate())],
        key=KeyCard.of(request.key) if request.key else None,
    )
