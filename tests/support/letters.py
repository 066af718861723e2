"""A kind of document for tests of the base: a letter to a person, who alone makes and reads it."""

from __future__ import annotations

from typing import Any

from zveno.base.accounts.models import User
from zveno.base.core.verdict import YES, Verdict, no
from zveno.base.documents.content import Content, Paragraph
from zveno.base.documents.kinds import DocumentKind, Draft, register


def build(person: User, draft: Draft) -> Content:
    return Content(draft.paper("Письмо"), (Paragraph(f"Здравствуйте, {person.get_full_name()}!"),))


def may(actor: Any, person: User) -> Verdict | None:
    """A namesake is a colleague: he knows of the letter and may not have it."""
    if actor.user == person:
        return YES
    return no("Письмо читает тот, кому оно написано.") if actor.user.last_name == person.last_name else None


LETTER = register(
    DocumentKind(
        code="test-letter",
        title="Письмо",
        subject="accounts.user",
        numbering="{year}-{n:04}",
        build=build,
        may_read=may,
        may_make=may,
    )
)
