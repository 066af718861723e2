"""The store of one test: a folder of its own."""

from tests.base.files.conftest import store

__all__ = ["store"]
