"""A file that is not taken."""

from __future__ import annotations


class FileRefused(Exception):
    """Its text says to whoever gave the file what is wrong with it and what to do."""
