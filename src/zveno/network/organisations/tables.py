"""How organisations and requests are listed."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.accounts.models import User
from zveno.base.ui import tables
from zveno.base.ui.components import Status, Tone
from zveno.network.organisations.models import JoinRequest, Membership, Organisation
from zveno.network.organisations.queries import account_status, details_status
from zveno.network.organisations.states import JoinRequestState, OrganisationState

_STATE_TONES: dict[str, Tone] = {
    OrganisationState.ACTIVE: "good",
    OrganisationState.LEFT: "plain",
    JoinRequestState.NEW: "waits",
    JoinRequestState.ACCEPTED: "good",
    JoinRequestState.REFUSED: "plain",
}

ORGANISATIONS = tables.Table[Organisation](
    caption=_("Организации"),
    order="name",
    row_url=Organisation.get_absolute_url,
    columns=[
        tables.text("name", _("Название"), lambda row: row.short_name, order="sort_key"),
        tables.text("kind", _("Вид"), lambda row: row.kind.name, order="kind__position"),
        tables.text(
            "territory", _("Территория"), lambda row: row.territory.name, order="territory__sort_key"
        ),
        tables.text("inn", _("ИНН"), lambda row: row.inn, order="inn"),
        tables.text("contact", _("Контактное лицо"), lambda row: row.contact_name),
        tables.text("phone", _("Телефон"), lambda row: row.phone, css="nowrap"),
        tables.status(
            "details",
            _("Сведения"),
            lambda row: (
                details_status(row.confirmed_at, at=timezone.now())
                if row.is_active
                else Status(row.get_state_display())
            ),
            order="confirmed_at",
        ),
    ],
)


def _account_url(person: User) -> str:
    return reverse("organisations:account_show", args=[person.pk])


def _seats(person: User) -> str:
    """What `queries.all_accounts` has fetched beside the person."""
    seats: list[Membership] = person.seats  # type: ignore[attr-defined]
    return "; ".join(map(str, seats))


ACCOUNTS = tables.Table[User](
    caption=_("Учётные записи"),
    order="name",
    row_url=_account_url,
    columns=[
        tables.text("name", _("Фамилия, имя, отчество"), lambda row: row.get_full_name(), order="sort_key"),
        tables.text("email", _("Электронная почта"), lambda row: row.email, order="email"),
        tables.text("seats", _("Места в организациях"), _seats),
        tables.moment("last_login", _("Последний вход"), lambda row: row.last_login, order="last_login"),
        tables.yes_no("factor", _("Второй фактор"), lambda row: row.has_factor),  # type: ignore[attr-defined]
        tables.status("state", _("Состояние"), account_status, order="is_active"),
    ],
)

JOIN_REQUESTS = tables.Table[JoinRequest](
    caption=_("Заявки на вступление"),
    order="-requested",
    row_url=JoinRequest.get_absolute_url,
    columns=[
        tables.text("name", _("Организация"), lambda row: row.short_name, order="short_name"),
        tables.text("kind", _("Вид"), lambda row: row.kind.name, order="kind__position"),
        tables.text(
            "territory", _("Территория"), lambda row: row.territory.name, order="territory__sort_key"
        ),
        tables.text("person", _("Кто просит"), lambda row: row.person_name, order="person_name"),
        tables.moment("requested", _("Подана"), lambda row: row.requested_at, order="requested_at"),
        tables.status(
            "state",
            _("Состояние"),
            lambda row: Status(row.get_state_display(), _STATE_TONES[row.state]),
            order="state",
        ),
    ],
)
