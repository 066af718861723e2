"""The request as our views see it, typed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class ZvenoRequest(HttpRequest):
    """What the middlewares add. `actor` is network's; the base floor only hands it on to policies."""

    actor: Any
    htmx: HtmxDetails
    csp_nonce: str
