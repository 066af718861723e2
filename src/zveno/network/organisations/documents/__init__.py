"""Papers about organisations; each file is a kind."""

from zveno.network.organisations.documents import network_card

__all__ = ["network_card"]
