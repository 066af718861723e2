"""What can be done with organisations, seats, invitations and requests to join."""

from zveno.network.organisations.services.details import add_detail, change_detail, remove_detail
from zveno.network.organisations.services.errors import OrganisationError
from zveno.network.organisations.services.importing import take_back_imported
from zveno.network.organisations.services.invitations import (
    accept_invitation,
    invite,
    renew_invitation,
    withdraw_invitation,
)
from zveno.network.organisations.services.join_requests import (
    accept_request,
    refuse_request,
    request_to_join,
)
from zveno.network.organisations.services.merging import merge, part, tell_apart
from zveno.network.organisations.services.organisations import (
    OrganisationDetails,
    add_organisation,
    ask_for_details,
    bring_back,
    change_organisation,
    confirm_by_link,
    confirm_details,
    take_out,
)
from zveno.network.organisations.services.seats import end_seat, give_seat
from zveno.network.organisations.services.territories import add_territory

__all__ = [
    "OrganisationDetails",
    "OrganisationError",
    "accept_invitation",
    "accept_request",
    "add_detail",
    "add_organisation",
    "add_territory",
    "ask_for_details",
    "bring_back",
    "change_detail",
    "change_organisation",
    "confirm_by_link",
    "confirm_details",
    "end_seat",
    "give_seat",
    "invite",
    "merge",
    "part",
    "refuse_request",
    "remove_detail",
    "renew_invitation",
    "request_to_join",
    "take_back_imported",
    "take_out",
    "tell_apart",
    "withdraw_invitation",
]
