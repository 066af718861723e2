"""All addresses of the product, and those that only a measurement asks for."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from zveno.base.audit.services import record
from zveno.config.urls import urlpatterns as product


@csrf_exempt
@login_not_required
@transaction.atomic
def insert(request: HttpRequest) -> HttpResponse:
    """One durable insert: a journal entry, as every act of the product writes one."""
    record("bench.insert", None, by=None, at=timezone.now(), why=uuid.uuid4().hex)
    return HttpResponse("ok")


def empty_frame(request: HttpRequest) -> HttpResponse:
    """The frame of a signed-in person with nothing in it."""
    return render(request, "ui/frames/work.html")


urlpatterns = [path("bench/insert", insert), path("bench/empty", empty_frame), *product]
