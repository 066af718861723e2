"""Work of questions that comes round by itself."""

from __future__ import annotations

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.tasks.registry import job
from zveno.base.tasks.schedule import daily
from zveno.processes.guidance import services


@daily(at=time(3, 50))
@job("guidance.forget_unconfirmed", title=_("Удаление неподтверждённых вопросов"))
def forget_unconfirmed() -> dict[str, int]:
    return {"questions": services.forget_unconfirmed(at=timezone.now())}


@daily(at=time(3, 55))
@job("guidance.erase_expired", title=_("Удаление текстов вопросов за истёкший срок"))
def erase_expired() -> dict[str, int]:
    return {"questions": services.erase_expired(at=timezone.now())}
