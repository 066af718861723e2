"""What can be known about organisations, people in them, and seats."""

from zveno.network.organisations.queries.accounts import (
    AccountPage,
    account_page,
    account_status,
    all_accounts,
)
from zveno.network.organisations.queries.duplicates import Likeness, duplicates, what_would_move
from zveno.network.organisations.queries.home import figures, found, today
from zveno.network.organisations.queries.organisations import (
    DETAILS_LAST,
    NetworkSize,
    OrganisationPage,
    details_status,
    kept_instead_of,
    listed_organisations,
    network_size,
    organisation_page,
    public_organisations,
    territories_for,
    visible_organisations,
    who_signs,
)
from zveno.network.organisations.queries.people import PersonLine, invitations_of, people_of, person_line
from zveno.network.organisations.queries.seats import (
    actor_of,
    admitters_of,
    chosen_among,
    seat_choices,
    seats_of,
)
from zveno.network.organisations.queries.sections import Section, add_section, sections_of

__all__ = [
    "DETAILS_LAST",
    "AccountPage",
    "Likeness",
    "NetworkSize",
    "OrganisationPage",
    "PersonLine",
    "Section",
    "account_page",
    "account_status",
    "actor_of",
    "add_section",
    "admitters_of",
    "all_accounts",
    "chosen_among",
    "details_status",
    "duplicates",
    "figures",
    "found",
    "invitations_of",
    "kept_instead_of",
    "listed_organisations",
    "network_size",
    "organisation_page",
    "people_of",
    "person_line",
    "public_organisations",
    "seat_choices",
    "seats_of",
    "sections_of",
    "territories_for",
    "today",
    "visible_organisations",
    "what_would_move",
    "who_signs",
]
