"""The description of a paper: what is stored is what was described."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.utils.translation import gettext_lazy
from tests.support.papers import CONTRACT

from zveno.base.documents.content import Content, Paper, Paragraph, content_hash, from_plain, to_plain


def test_a_description_comes_back_from_json_as_it_was() -> None:
    stored = json.loads(json.dumps(to_plain(CONTRACT)))

    assert from_plain(stored) == CONTRACT


def test_the_hash_does_not_depend_on_the_order_in_which_a_database_keeps_keys() -> None:
    plain = to_plain(CONTRACT)
    turned = {key: plain[key] for key in reversed(plain)}

    assert content_hash(turned) == content_hash(plain)


def test_one_changed_letter_changes_the_hash() -> None:
    changed = replace(CONTRACT, paper=replace(CONTRACT.paper, number="2026-0002"))

    assert content_hash(to_plain(changed)) != content_hash(to_plain(CONTRACT))


def test_what_nobody_can_see_and_no_xml_may_hold_is_left_out() -> None:
    typed = Content(Paper("Письмо"), (Paragraph("до\x00\x0bпосле\ud800\uffff,\tконец\n"),))

    assert from_plain(to_plain(typed)).blocks == (Paragraph("допосле,\tконец\n"),)


def test_a_text_that_would_differ_tomorrow_is_refused() -> None:
    lazy = Content(Paper("Письмо"), (Paragraph(gettext_lazy("Да")),))  # type: ignore[arg-type]

    with pytest.raises(TypeError, match="a paper cannot hold"):
        to_plain(lazy)


def test_a_form_of_another_version_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="content of form 99"):
        from_plain({**to_plain(CONTRACT), "form": 99})
