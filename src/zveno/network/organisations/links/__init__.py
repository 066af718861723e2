"""What people without an account do by a link: answer an invitation, check the organisation's details."""

from zveno.network.organisations.links.details import DETAILS
from zveno.network.organisations.links.invitation import INVITATION, INVITER

PURPOSES = (INVITATION, DETAILS)

__all__ = ["DETAILS", "INVITATION", "INVITER", "PURPOSES"]
