"""The request as our views see it, typed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails


class ZvenoRequest(HttpRequest):
    """What the middlewares add. `actor` is network's; the base floor only hands it on to policies."""

    actor: Any
    htmx: HtmxDetails
    csp_nonce: str
    asked_picture: Any
    """Of `ui`: the picture whose data are asked for, once the page has drawn it."""


def local_address(request: HttpRequest) -> str:
    """Where the person was before he posted; never another site, whatever the form says."""
    address = request.POST.get("next", "")
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else "/"
