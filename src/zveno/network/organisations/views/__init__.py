"""Pages of organisations, people in them, and those who want to come in."""

from zveno.network.organisations.views.accounts import (
    account_close,
    account_end_sessions,
    account_list,
    account_reopen,
    account_reset_factors,
    account_send_reset,
    account_show,
)
from zveno.network.organisations.views.join_requests import (
    join_request_accept,
    join_request_add,
    join_request_list,
    join_request_refuse,
    join_request_sent,
    join_request_show,
)
from zveno.network.organisations.views.organisations import (
    organisation_add,
    organisation_ask,
    organisation_confirm,
    organisation_edit,
    organisation_leave,
    organisation_list,
    organisation_return,
    organisation_show,
)
from zveno.network.organisations.views.people import (
    invitation_add,
    invitation_answer,
    invitation_renew,
    invitation_withdraw,
    people_list,
    seat_end,
    seat_set,
)

__all__ = [
    "account_close",
    "account_end_sessions",
    "account_list",
    "account_reopen",
    "account_reset_factors",
    "account_send_reset",
    "account_show",
    "invitation_add",
    "invitation_answer",
    "invitation_renew",
    "invitation_withdraw",
    "join_request_accept",
    "join_request_add",
    "join_request_list",
    "join_request_refuse",
    "join_request_sent",
    "join_request_show",
    "organisation_add",
    "organisation_ask",
    "organisation_confirm",
    "organisation_edit",
    "organisation_leave",
    "organisation_list",
    "organisation_return",
    "organisation_show",
    "people_list",
    "seat_end",
    "seat_set",
]
