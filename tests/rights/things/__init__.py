"""What rows mean by `thing`: a module for each package."""

from tests.rights.things import (
    api,
    base,
    documents,
    events,
    guidance,
    imports,
    interactions,
    organisations,
    people,
    privacy,
    programmes,
)

__all__ = [
    "api",
    "base",
    "documents",
    "events",
    "guidance",
    "imports",
    "interactions",
    "organisations",
    "people",
    "privacy",
    "programmes",
]
