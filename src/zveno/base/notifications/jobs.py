"""Background work of letters."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.notifications import sending, services
from zveno.base.notifications.queries import digest_readers
from zveno.base.notifications.services.letters import SEND
from zveno.base.tasks.registry import NETWORK, job, long_job
from zveno.base.tasks.schedule import daily
from zveno.base.tasks.work import Work

RETRIES_AFTER_CRASHES = 20  # a letter counts its own attempts


@long_job(
    SEND,
    title=_("Отправка письма"),
    lane=NETWORK,
    retries=RETRIES_AFTER_CRASHES,
    timeout=timedelta(minutes=5),
)
def send_letter(work: Work, *, letter: int) -> None:
    sending.send(work, letter, clock=timezone.now)


@daily(at=time(7, 30))
@long_job("notifications.write_digests", title=_("Письма дня с уведомлениями"))
def write_digests(work: Work) -> None:
    """Each reader is a step: the cursor is the number of the last one written to."""
    for user in digest_readers(after=work.cursor or 0):
        with work.step(cursor=user.pk):
            services.write_digest(user, at=timezone.now())


@daily(at=time(3, 40))
@job("notifications.purge", title=_("Удаление старых уведомлений и писем"))
def purge() -> dict[str, int]:
    return services.purge(at=timezone.now())
