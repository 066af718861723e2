"""Health and metrics."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django.fixtures import Settings

from zveno.config.probes import metrics
from zveno.config.probes.metrics import Metrics


def test_alive_asks_nobody_not_even_the_database(client: Client) -> None:
    response = client.get("/health/live")  # without the `db` fixture any query would fail

    assert (response.status_code, response.json()) == (200, {"status": "live"})
    assert "Set-Cookie" not in response.headers


@pytest.mark.django_db
def test_ready_when_the_database_has_the_shape_of_this_version(client: Client) -> None:
    ready = client.get("/health/ready")
    last = MigrationLoader(connection).graph.leaf_nodes("audit")[0]
    MigrationRecorder(connection).record_unapplied(*last)
    waiting = client.get("/health/ready")

    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "database": "ok"})
    assert (waiting.status_code, waiting.json()["database"]) == (503, "migrations wait")


@pytest.mark.django_db
def test_health_is_not_sent_to_https_because_balancers_ask_inside(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/health/live").status_code == 200
    assert client.get("/").status_code == 301


@pytest.fixture
def own_numbers(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def test_counters_of_all_processes_are_summed_and_survive_them(own_numbers: Path) -> None:
    ours = Metrics()
    ours.observe(200, 0.02)
    ours.observe(404, 3.0)
    ours.observe(503, 60.0)
    one = next((own_numbers / "run" / "metrics").glob("*.bin"))
    (one.parent / "99999999.bin").write_bytes(one.read_bytes())  # a process that is gone

    lines = list(metrics.lines())

    assert 'zveno_requests_total{status="2xx"} 2' in lines
    assert 'zveno_requests_total{status="4xx"} 2' in lines
    assert 'zveno_request_seconds_bucket{le="0.01"} 0' in lines
    assert 'zveno_request_seconds_bucket{le="0.025"} 2' in lines
    assert 'zveno_request_seconds_bucket{le="5"} 4' in lines
    assert 'zveno_request_seconds_bucket{le="+Inf"} 6' in lines
    assert "zveno_request_seconds_count 6" in lines
    assert "zveno_request_seconds_sum 126.040000" in lines


def test_a_server_begins_to_count_at_zero(own_numbers: Path) -> None:
    Metrics().observe(200, 0.1)

    metrics.forget()

    assert "zveno_request_seconds_count 0" in list(metrics.lines())


def test_where_nothing_can_be_written_requests_are_answered_all_the_same(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    settings.HOME = tmp_path / "file"

    Metrics().observe(200, 0.1)

    assert "zveno_request_seconds_count 0" in list(metrics.lines())


@pytest.mark.django_db
def test_the_answer_is_prometheus_text_with_numbers_of_the_data(client: Client) -> None:
    answer = client.get("/metrics")

    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    samples = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    names = {line.partition("{")[0].partition(" ")[0] for line in samples}
    assert {"zveno_build_info", "zveno_requests_total", "zveno_jobs_waiting", "zveno_database_up"} <= names
    assert all(float(line.rpartition(" ")[2]) >= 0 for line in samples)
    assert answer.content.endswith(b"\n")
