"""Comparing pieces of HTML by what they mean."""

from __future__ import annotations

from django.test.html import parse_html


def same_html(one: str, other: str) -> bool:
    return parse_html(one) == parse_html(other)
