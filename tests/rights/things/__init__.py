"""What rows mean by `thing`: a module for each package."""

from tests.rights.things import base, events, organisations

__all__ = ["base", "events", "organisations"]
