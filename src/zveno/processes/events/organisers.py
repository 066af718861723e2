"""Which roles run an organisation's calendar, and which look after everybody's."""

from zveno.network.organisations.roles import LIAISONS, Role

# A seat of these roles enters, publishes, moves and cancels the events of its own organisation.
EDITORS = LIAISONS
# Sees drafts of the whole district and may cancel what clashes or misleads.
OVERSEERS = frozenset({Role.COORDINATOR})
