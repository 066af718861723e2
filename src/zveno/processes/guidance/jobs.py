"""Work of questions that comes round by itself."""

from __future__ import annotations

from datetime import time

from django.utils import timezone

from zveno.base.tasks.registry import job
from zveno.base.tasks.schedule import daily
from zveno.processes.guidance import services


@daily(at=time(3, 50))
@job("guidance.forget_unconfirmed")
def forget_unconfirmed() -> dict[str, int]:
    return {"questions": services.forget_unconfirmed(at=timezone.now())}
