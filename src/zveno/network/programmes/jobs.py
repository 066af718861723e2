"""Work of programmes that comes round by itself."""

from __future__ import annotations

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.tasks.registry import job
from zveno.base.tasks.schedule import daily
from zveno.network.programmes import services


@daily(at=time(6, 20))
@job("programmes.remind_internships", title=_("Напоминания о стажировках преподавателей"))
def remind_internships() -> dict[str, int]:
    return {"internships": services.remind_due(at=timezone.now())}
