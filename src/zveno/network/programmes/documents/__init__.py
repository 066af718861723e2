"""Papers of programmes; each file is a kind."""

from zveno.network.programmes.documents import expertise_sheet

__all__ = ["expertise_sheet"]
