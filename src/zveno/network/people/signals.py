"""What upper packages may hear."""

from __future__ import annotations

from django.dispatch import Signal

consent_withdrawn = Signal()
"""Sent inside the transaction of the withdrawal with `consent`, `by` (an actor, None by link) and `at`.

A receiver stops what rested on the consent and returns sentences about what it has stopped (or None). One
that cannot stop raises `services.consents.ConsentError`: then nothing is withdrawn, and the person reads why.
"""
