"""What rows mean by `thing`: a module for each package."""

from tests.rights.things import api, base, documents, events, guidance, organisations, people

__all__ = ["api", "base", "documents", "events", "guidance", "organisations", "people"]
