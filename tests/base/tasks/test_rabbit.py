"""The backend of the Django tasks API that publishes to Celery."""

from __future__ import annotations

import socket

import pytest
from django.db import transaction
from django.test import override_settings
from kombu.connection import Connection
from tests.factories.accounts import make_user

from zveno.base.tasks.models import Job
from zveno.base.tasks.services import enqueue
from zveno.base.tasks.states import JobState
from zveno.config import environment
from zveno.config.environment import ConfigurationError

LANES = ["quick", "long", "network"]


def over(broker_url: str) -> override_settings:
    return override_settings(
        TASKS={
            "default": {
                "BACKEND": "zveno.base.tasks.rabbit.CeleryBackend",
                "QUEUES": LANES,
                "OPTIONS": {"broker_url": broker_url},
            }
        }
    )


def messages(broker_url: str) -> int:
    with Connection(broker_url) as connection:  # type: ignore[no-untyped-call]
        queue = connection.default_channel.queue_declare("zveno.quick", passive=True)
        return int(queue.message_count)


@pytest.mark.system
@pytest.mark.django_db(transaction=True)
def test_a_message_is_published_after_the_commit_and_not_without_it(broker_url: str) -> None:
    now = make_user().created_at

    with over(broker_url):
        with transaction.atomic():
            enqueue("probe.effect", {"name": "kept"}, at=now)
            transaction.set_rollback(True)
        enqueue("probe.effect", {"name": "one"}, at=now)

    assert messages(broker_url) == 1


@pytest.mark.django_db(transaction=True)
def test_a_broker_out_of_reach_does_not_fail_the_request() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]

    with over(f"amqp://guest:guest@127.0.0.1:{port}//"):
        enqueue("probe.effect", {"name": "one"}, at=make_user().created_at)

    assert Job.objects.get().state == JobState.WAITING


def test_celery_is_chosen_by_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZVENO_TASKS", "celery")
    monkeypatch.setenv("ZVENO_BROKER_URL", "amqp://zveno:secret@broker:5672/")

    chosen = environment.tasks()["default"]

    assert chosen["BACKEND"] == "zveno.base.tasks.rabbit.CeleryBackend"
    assert chosen["OPTIONS"]["broker_url"] == "amqp://zveno:secret@broker:5672/"


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"ZVENO_TASKS": "redis"}, "можно database или celery"),
        ({"ZVENO_TASKS": "celery"}, "нужен адрес RabbitMQ"),
        ({"ZVENO_TASKS": "celery", "ZVENO_BROKER_URL": "http://broker"}, "нужен адрес RabbitMQ"),
    ],
)
def test_a_wrong_choice_is_refused_with_a_sentence(
    variables: dict[str, str], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ZVENO_BROKER_URL", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(ConfigurationError, match=sentence):
        environment.tasks()
