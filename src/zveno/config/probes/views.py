"""Answers for load balancers, supervisors and Prometheus: no session, no cookie, no template."""

from __future__ import annotations

import ipaddress
import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zveno import __version__
from zveno.base.core.health import gauges
from zveno.config.installation import pending_migrations
from zveno.config.probes.metrics import lines


@login_not_required
@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nobody else, so a slow database does not get the server killed."""
    return JsonResponse({"status": "live"})


@login_not_required
@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """May traffic be sent here? The database answers and has the shape this version expects."""
    try:
        waiting = pending_migrations(connection)
    except DatabaseError:
        return JsonResponse({"status": "not ready", "database": "no answer"}, status=503)
    if waiting:
        return JsonResponse({"status": "not ready", "database": "migrations wait"}, status=503)
    return JsonResponse({"status": "ready", "database": "ok"})


@login_not_required
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For who has the token, or asks from this machine and not through a proxy; for others it is absent."""
    if not (_has_token(request) or _is_local(request)):
        return HttpResponse("Not found\n", status=404, content_type="text/plain")
    text = [
        "# HELP zveno_build_info The running version.",
        "# TYPE zveno_build_info gauge",
        f'zveno_build_info{{version="{__version__}",database="{connection.vendor}"}} 1',
        *lines(),
    ]
    try:
        for gauge in gauges():
            name = f"zveno_{gauge.name}"
            text += [f"# HELP {name} {gauge.explains}", f"# TYPE {name} gauge", f"{name} {gauge.read():g}"]
        up = 1
    except DatabaseError:
        up = 0
    text += [
        "# HELP zveno_database_up Whether the database answered this scrape.",
        "# TYPE zveno_database_up gauge",
        f"zveno_database_up {up}",
    ]
    return HttpResponse("\n".join(text) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _has_token(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and secrets.compare_digest(given.encode(), token.encode())


def _is_local(request: HttpRequest) -> bool:
    """From loopback, and not a proxy's loopback: a proxy on the same machine leaves forwarding headers."""
    if request.META.get("zveno.forwarded"):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
