"""Long steps of an import: reading, checking, writing, taking back; each as of when it was asked for."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.core.people import Acting
from zveno.base.imports import services
from zveno.base.imports.actors import actor_of
from zveno.base.imports.models import Import
from zveno.base.imports.queries import remembered_columns
from zveno.base.imports.running import NotYetScanned, Rows, amount_of_rows, dry_run, look_into
from zveno.base.imports.states import ImportState
from zveno.base.imports.traces import StillUsed
from zveno.base.tasks.registry import job, long_job
from zveno.base.tasks.schedule import daily
from zveno.base.tasks.work import Work


def _made(number: int) -> Import:
    found: Import = Import.objects.select_related("by", "job").get(pk=number)
    return found


def _actor(made: Import, work: Work, at: datetime) -> Acting:
    """Whoever asked for this step, on the seat the import was begun from."""
    asked = work.job.owner or made.by
    seat = made.seat if asked == made.by else None
    return actor_of(asked, seat, on=timezone.localdate(at))


@long_job("imports.read", title=_("Чтение таблиц"), retries=5)
def read(work: Work, *, number: int) -> None:
    made = _made(number)
    remembered = remembered_columns(made)
    numbers = list(made.files.values_list("pk", flat=True))
    for pk in work.each(numbers):
        file = made.files.select_related("stored").get(pk=pk)
        if file.refusal and not file.stored:
            continue
        look = look_into(file, made.importer, remembered)
        # One step is left for what follows: a bar that is full asks for itself no more.
        with work.step(note=file.name[:200], total=len(numbers) + 1):
            services.put_look(file, look)
    with work.finish() as result:
        services.finish_reading(made)
        result["url"] = made.get_absolute_url()


@long_job("imports.check", title=_("Проверка таблиц"), retries=1, permanent=(NotYetScanned,))
def check(work: Work, *, number: int) -> None:
    made, now = _made(number), work.job.created_at
    found = dry_run(
        made,
        by=_actor(made, work, now),
        at=now,
        tell=lambda done, total: work.progress(done=done, total=total + 1, note=_now("Проверка строк")),
    )
    with work.finish() as result:
        services.put_outcome(made, found)
        result["url"] = made.get_absolute_url()


@long_job("imports.apply", title=_("Загрузка данных"), retries=1, permanent=(NotYetScanned,))
def apply(work: Work, *, number: int) -> None:
    """Rows are understood outside of the transaction, which is then as short as the writing itself."""
    made, now = _made(number), work.job.created_at
    if made.state == ImportState.APPLIED:
        return
    files = list(made.files.select_related("stored"))
    total = amount_of_rows(files)
    reads = []
    for one in Rows(made, files):
        reads.append(one)
        if len(reads) % 2000 == 0:
            work.progress(done=len(reads), total=max(total, len(reads)) + 1, note=_now("Подготовка строк"))
    work.progress(done=len(reads), total=len(reads) + 1, note=_now("Запись"))
    with work.finish() as result:
        services.apply(made, reads, by=_actor(made, work, now), at=now)
        result["url"] = made.get_absolute_url()


@long_job("imports.undo", title=_("Отмена загрузки"), retries=1)
def undo(work: Work, *, number: int) -> None:
    made, now = _made(number), work.job.created_at
    try:
        with work.finish() as result:
            services.undo(made, by=_actor(made, work, now), at=now)
            result["url"] = made.get_absolute_url()
    except StillUsed as used:
        with work.finish() as result:
            services.say_still_used(made, used.reasons)
            result["url"] = made.get_absolute_url()


@daily(at=time(3, 10))
@job("imports.forget")
def forget() -> dict[str, int]:
    return {"imports": services.forget(at=timezone.now())}
