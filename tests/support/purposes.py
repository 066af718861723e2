"""A purpose of links for tests: a paper with an edition that a person signs by a button."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import YES, Verdict, no
from zveno.base.links import purposes
from zveno.base.links.models import Link
from zveno.base.links.purposes import LinkPurpose, OpenLink


@dataclass
class Desk:
    """Where the papers lie: their editions, those whose letter is enough, and what was done to them."""

    editions: dict[str, str] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    acts: list[dict[str, Any]] = field(default_factory=list)
    managers: dict[int, Verdict] = field(default_factory=dict)

    def page(self, request: ZvenoRequest, opened: OpenLink, rest: str) -> HttpResponse:
        if request.method == "POST":
            self.acts.append(opened.evidence())
            return redirect(opened.url("done/"))
        return HttpResponse(f"page {rest or 'first'} of {opened.link.person_name}")

    def may_manage(self, actor: Any, link: Link) -> Verdict | None:
        return self.managers.get(actor.user.pk) if actor else None


@contextmanager
def a_purpose(
    code: str, *, needs_code: bool = True, lifetime: timedelta = timedelta(days=14)
) -> Iterator[Desk]:
    desk = Desk()
    purposes.register(
        LinkPurpose(
            code=code,
            title="Подписать договор",
            lifetime=lifetime,
            open_view=desk.page,
            may_manage=desk.may_manage,
            needs_code=needs_code,
            version_of=desk.editions.get,
            letter_suffices=desk.fresh.__contains__,
        )
    )
    try:
        yield desk
    finally:
        purposes.forget(code)


REFUSED = no("Напоминает тот, кто ведёт договор.", who_can="заведующий практикой")
ALLOWED = YES
