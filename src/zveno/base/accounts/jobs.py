"""Work of accounts that comes round by itself."""

from __future__ import annotations

from datetime import time

from django.utils import timezone

from zveno.base.accounts import services
from zveno.base.tasks.registry import job
from zveno.base.tasks.schedule import daily


@daily(at=time(3, 50))
@job("accounts.forget_sessions")
def forget_sessions() -> dict[str, int]:
    return {"sessions": services.forget_sessions(at=timezone.now())}
