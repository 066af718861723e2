"""Somebody acting: a person on one of his seats."""

from __future__ import annotations

from dataclasses import dataclass

from zveno.base.accounts.models import User
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.organisations.roles import ROLES, Role, Scope


@dataclass(frozen=True)
class Actor:
    """The person and the seat he acts from; without a seat he may only look after his own account."""

    user: User
    membership: Membership | None = None

    @property
    def organisation(self) -> Organisation | None:
        return self.membership.organisation if self.membership else None

    @property
    def role(self) -> Role | None:
        return Role(self.membership.role) if self.membership else None

    @property
    def scope(self) -> Scope:
        return ROLES[self.role].scope if self.role else Scope.OWN

    @property
    def territory_path(self) -> str:
        """The territory he sees; from a settlement one sees its whole municipality."""
        if self.organisation is None:
            return "/none/"
        path = self.organisation.territory.path
        region_and_municipality = path.strip("/").split("/")[:2]
        return f"/{'/'.join(region_and_municipality)}/"

    def is_any(self, *roles: Role) -> bool:
        return self.role in roles

    def belongs_to(self, organisation: Organisation | None) -> bool:
        """Does he act for that organisation?"""
        return self.organisation is not None and self.organisation == organisation

    def oversees(self, organisation: Organisation) -> bool:
        """Does the organisation lie in the territory this seat looks after?"""
        if self.scope is Scope.SYSTEM:
            return True
        return self.scope is Scope.TERRITORY and self.reaches(organisation)

    def reaches(self, organisation: Organisation) -> bool:
        """Does the organisation lie in the actor's district (or region, for a regional seat)?"""
        return self.scope is Scope.SYSTEM or organisation.territory.path.startswith(self.territory_path)

    def __str__(self) -> str:
        return f"{self.user} ({self.membership})" if self.membership else str(self.user)


@dataclass(frozen=True)
class Installation:
    """The system itself: a command of the owner of the server, or the demonstration being built."""


INSTALLATION = Installation()
