"""What organisations announce to the packages above them."""

from __future__ import annotations

from django.dispatch import Signal

# Two records became one, or two again; keys of the database have been moved already. Whoever refers to an
# organisation in another way moves that. Arguments: kept, merged, by, at.
organisations_merged = Signal()
organisations_parted = Signal()
