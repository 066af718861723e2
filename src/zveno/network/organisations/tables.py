"""How organisations and requests are listed."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.ui import tables
from zveno.base.ui.components import Status, Tone
from zveno.network.organisations.models import JoinRequest, Organisation
from zveno.network.organisations.queries import details_status
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
