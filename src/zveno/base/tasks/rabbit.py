"""Delivery over Celery on RabbitMQ, chosen by configuration alone: ZVENO_TASKS=celery, ZVENO_BROKER_URL=amqp://…

Celery carries the path of a Django task and its arguments; what is to be done and what became of it stands
in the `Job` row, so messages may be lost or doubled without harm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import structlog
from celery import Celery
from django.db import close_old_connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task
from django_tasks.signals import task_enqueued
from django_tasks.utils import get_random_id
from kombu.entity import Exchange, Queue
from kombu.exceptions import OperationalError

_log = structlog.stdlib.get_logger("zveno.tasks")
PERFORM = "zveno.perform"
QUORUM = {"x-queue-type": "quorum"}


class CeleryBackend(BaseTaskBackend):
    """Publishes after the commit of the transaction in which a task is enqueued."""

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        self.broker_url: str = self.options["broker_url"]
        self.concurrency: int = self.options.get("concurrency", 4)

    @cached_property
    def app(self) -> Celery:
        return celery_app(self.broker_url, sorted(self.queues))

    def enqueue(
        self, task: Task[Any, Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> TaskResult[Any]:
        self.validate_task(task)
        result: TaskResult[Any] = TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        transaction.on_commit(lambda: self._publish(result))
        return result

    def _publish(self, result: TaskResult[Any]) -> None:
        """The request is committed already: a lost broker must not fail it, and the ticker tells again."""
        try:
            self.app.send_task(
                PERFORM,
                args=[result.task.module_path, result.args, result.kwargs],
                task_id=result.id,
                queue=queue_name(result.task.queue_name),
            )
        except (OperationalError, OSError) as error:
            _log.warning("broker out of reach", error=str(error))
            return
        task_enqueued.send(type(self), task_result=result)


def queue_name(lane: str) -> str:
    return f"zveno.{lane}"


def celery_app(broker_url: str, lanes: Sequence[str]) -> Celery:
    """Late acknowledgements, durable queues, confirmed publishing, one message at a time to a thread."""
    # Without fixups: those for Django put the working folder into sys.path; we close connections ourselves.
    app = Celery("zveno", broker=broker_url, fixups=[], set_as_current=False)
    exchange = Exchange("zveno", type="topic")  # type: ignore[no-untyped-call]
    app.conf.update(
        task_queues=[
            Queue(  # type: ignore[no-untyped-call]
                queue_name(lane), exchange, routing_key=queue_name(lane), queue_arguments=QUORUM
            )
            for lane in lanes
        ],
        task_default_queue=queue_name(lanes[0]),
        task_create_missing_queues=False,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        task_serializer="json",
        accept_content=["json"],
        worker_prefetch_multiplier=1,
        worker_detect_quorum_queues=True,
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        broker_connection_timeout=3,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"confirm_publish": True},
        task_publish_retry_policy={"max_retries": 2, "interval_start": 0.1, "interval_step": 0.2},
    )
    app.task(name=PERFORM)(perform)
    return app


def perform(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Call the Django task of that path; connections are looked after as around a request."""
    found = import_string(path)
    if not isinstance(found, Task):
        raise TypeError(f"{path} is not a task")
    close_old_connections()
    try:
        found.call(*args, **kwargs)
    finally:
        close_old_connections()
