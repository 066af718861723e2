from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tests.support.probe.gates import pass_gate
from tests.support.probe.models import Effect
from zveno.base.notifications.services import write_letter
from zveno.base.tasks.registry import job, long_job
from zveno.base.tasks.work import Work

LEASE = timedelta(seconds=1)


class Hopeless(Exception):
    """Will be no better the next time."""


@job("probe.effect", lease=LEASE)
def effect(*, name: str) -> dict[str, str]:
    Effect.objects.create(name=name)
    pass_gate(f"{name}.inside")
    transaction.on_commit(lambda: pass_gate(f"{name}.committed"))
    return {"made": name}


@long_job("probe.steps", lease=LEASE)
def steps(work: Work, *, names: list[str]) -> dict[str, int]:
    for name in work.each(names):
        pass_gate(f"{name}.before")
        with work.step():
            Effect.objects.create(name=name)
            pass_gate(f"{name}.inside")
    return {"made": len(names)}


@long_job("probe.finish", lease=LEASE)
def finish(work: Work, *, name: str) -> None:
    with work.finish() as result:
        Effect.objects.create(name=name)
        result["url"] = f"/effects/{name}/"


@job("probe.fail", retries=2, backoff=timedelta(seconds=10), permanent=(Hopeless,))
def fail(*, name: str, hopeless: bool = False) -> None:
    Effect.objects.create(name=name)
    raise Hopeless("никогда") if hopeless else OSError("пока нет")


@job("probe.letter", lease=LEASE)
def letter(*, to: str) -> None:
    write_letter(to=to, subject="Приглашение", body="Откройте ссылку.", at=timezone.now())
