"""Who there is in the network: territories, organisations, people's seats in them, and who wants to join."""

from zveno.network.organisations.models.admission import (
    Invitation,
    InvitationQuerySet,
    JoinRequest,
    JoinRequestQuerySet,
)
from zveno.network.organisations.models.details import Contact, Signatory, SignatoryQuerySet, Site
from zveno.network.organisations.models.memberships import Membership, MembershipQuerySet
from zveno.network.organisations.models.merging import Distinction, Merge, MergeQuerySet, references
from zveno.network.organisations.models.organisations import (
    Organisation,
    OrganisationKind,
    OrganisationQuerySet,
)
from zveno.network.organisations.models.territories import Territory, TerritoryQuerySet

__all__ = [
    "Contact",
    "Distinction",
    "Invitation",
    "InvitationQuerySet",
    "JoinRequest",
    "JoinRequestQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Merge",
    "MergeQuerySet",
    "Organisation",
    "OrganisationKind",
    "OrganisationQuerySet",
    "Signatory",
    "SignatoryQuerySet",
    "Site",
    "Territory",
    "TerritoryQuerySet",
    "references",
]
