"""Who looks at the figures of the network, and who at those of his own organisation."""

from zveno.network.organisations.roles import Role

# All organisations of the seat's territory side by side.
VIEWERS = frozenset(
    {
        Role.COORDINATOR,
        Role.HEAD,
        Role.COUNCIL_SECRETARY,
        Role.ECONOMIST,
        Role.REGIONAL_CURATOR,
    }
)
# Own figures against the period before; never against neighbours.
OWN_VIEWERS = frozenset({Role.DIRECTOR, Role.DEPUTY, Role.HR, Role.NAVIGATOR})
# Sets thresholds, with their source.
SETTERS = frozenset({Role.COORDINATOR})
