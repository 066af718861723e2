"""Everybody's calendar, under /calendar/."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from zveno.base.core.requests import ZvenoRequest
from zveno.processes.events import queries
from zveno.processes.events.pages import PublicPage, event_page
from zveno.processes.events.tables import PublicFilter
from zveno.processes.events.views.asked import district_asked, districts, month_asked, turning


@login_not_required
@require_safe
def calendar_view(request: ZvenoRequest) -> HttpResponse:
    today = timezone.localdate()
    district = district_asked(request)
    filters = PublicFilter(request.GET, queryset=queries.public_calendar(district), request=request)
    page = PublicPage(
        month=queries.month_of(filters.qs, month_asked(request, today), today=today),
        districts=districts(),
        district=district,
        feed_url=f"{settings.PUBLIC_URL}{reverse('events:calendar_feed')}"
        + (f"?district={district}" if district else ""),
    )
    return render(
        request, "events/calendar.html", {"page": page, "filters": filters, "turn": turning(request)}
    )


@login_not_required
@require_safe
def calendar_event(request: ZvenoRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(queries.public_calendar(), pk=pk)
    return render(request, "events/calendar_event.html", {"page": event_page(event, None, at=timezone.now())})
