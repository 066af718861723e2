"""Work of links that comes round by itself."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from zveno.base.links import services
from zveno.base.tasks.registry import job
from zveno.base.tasks.schedule import daily

# Long enough for whoever finds a letter of the spring in autumn: until then the page offers a new link.
KEPT = timedelta(days=180)


@daily(at=time(3, 40))
@job("links.purge")
def purge() -> dict[str, int]:
    now = timezone.now()
    return {"links": services.purge(before=now - KEPT, at=now)}
