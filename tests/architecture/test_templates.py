"""What the content-security policy and the look forbid in templates."""

from __future__ import annotations

import re

import pytest

from tests.architecture.tree import SOURCE, templates

FORBIDDEN = {
    "inline style": re.compile(r"<[^>]*\sstyle\s*="),
    "inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']"),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)(?![^>]*nonce=)"),
    "another host": re.compile(r"(?:src|action)\s*=\s*[\"']https?://"),
    "unescaped text": re.compile(r"\|\s*safe\b|\{%\s*autoescape off"),
}


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_template_has(rule: str) -> None:
    found = [
        f"{path.relative_to(SOURCE)}: {match.group(0)[:80]}"
        for path in templates()
        for match in FORBIDDEN[rule].finditer(path.read_text())
    ]

    assert found == []


def test_every_htmx_request_sits_on_a_form_or_a_link_that_works_without_it() -> None:
    tag = re.compile(r"<(\w+)([^>]*\shx-(?:get|post)=[^>]*)>")
    bare = [
        f"{path.relative_to(SOURCE)}: <{match.group(1)}{match.group(2)[:80]}"
        for path in templates()
        for match in tag.finditer(path.read_text())
        if not (
            (match.group(1) == "a" and "href=" in match.group(2))
            or match.group(1) == "form"
            or "form" in match.group(2)
            or "hx-trigger" in match.group(2)
        )
    ]

    assert bare == []
