"""`zveno serve` and `zveno demo`: they start, are watched over, and end cleanly."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest

from tests.ops.conftest import Make
from tests.ops.installation import Installation
from tests.ops.serving import eventually, free_port, gone, running, status


@pytest.fixture
def small(installation: Installation) -> Installation:
    """One process of pages is enough to see it fall."""
    return installation.given(ZVENO_WORKERS="1")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_the_server_and_all_its_children_within_seconds(
    small: Installation, tmp_path: Path, number: signal.Signals
) -> None:
    with running(small, ["serve"], tmp_path) as server:
        assert server.up(), server.said
        assert eventually(lambda: server.has("zveno worker")), server.said  # begun once pages answer
        children = list(server.children())
        idle = socket.create_connection(("127.0.0.1", server.port))  # a browser that keeps its connection

        code, seconds = server.end(number)

        idle.close()
        assert (code, gone(children)) == (0, True), server.said
        assert len(children) >= 3  # the server of pages, its process, the worker
        assert seconds < 15
        assert "Traceback" not in server.said


def test_a_server_that_was_killed_leaves_no_orphans(small: Installation, tmp_path: Path) -> None:
    with running(small, ["serve"], tmp_path) as server:
        assert server.up(), server.said
        children = list(server.children())

        server.process.kill()

        assert gone(children)


def test_a_fallen_worker_is_started_again_while_pages_are_served(small: Installation, tmp_path: Path) -> None:
    with running(small, ["serve"], tmp_path) as server:
        assert server.up(), server.said
        assert eventually(lambda: server.has("zveno worker")), server.said
        fallen = server.child("zveno worker")

        os.kill(fallen, signal.SIGKILL)

        def is_back() -> bool:
            return any("zveno worker" in line for pid, line in server.children().items() if pid != fallen)

        assert eventually(is_back), server.said
        assert status(server.port) == 200


def test_a_fallen_server_of_pages_is_started_again(small: Installation, tmp_path: Path) -> None:
    with running(small, ["serve", "--no-worker"], tmp_path) as server:
        assert server.up(), server.said

        fallen = list(server.children())
        os.kill(server.child("granian"), signal.SIGKILL)

        assert gone(fallen), server.said
        assert eventually(lambda: status(server.port) == 200), server.said


def test_an_occupied_port_is_said_in_a_sentence(small: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = small.zveno("serve", "--port", str(port))

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert str(port) in done.stderr
    assert "--port" in done.stderr


def test_a_second_server_on_the_same_home_is_refused(small: Installation, tmp_path: Path) -> None:
    with running(small, ["serve", "--no-worker"], tmp_path) as server:
        assert server.up(), server.said

        done = small.zveno("serve", "--port", str(free_port()))

    assert (done.returncode, str(server.process.pid) in done.stderr) == (2, True)


def test_an_empty_database_gets_its_tables_and_one_with_data_waits_for_a_word(
    make: Make, small: Installation, tmp_path: Path
) -> None:
    new = make("sqlite").given(ZVENO_WORKERS="1")
    with small.connection() as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'audit'")

    refused = small.zveno("serve", "--port", str(free_port()))
    with running(new, ["serve", "--no-worker"], tmp_path) as server:
        assert server.up(), server.said
        assert status(server.port, "/health/ready") == 200

    assert (refused.returncode, "zveno migrate" in refused.stderr) == (2, True)


def test_pages_have_their_styles_under_hashed_names_kept_for_a_year(
    small: Installation, tmp_path: Path
) -> None:
    import http.client
    import re

    with running(small, ["serve", "--no-worker"], tmp_path) as server:
        assert server.up(), server.said
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("GET", "/account/login/")
        page = connection.getresponse().read().decode()
        style = re.search(r'href="(/static/zveno/main\.[0-9a-f]{12}\.css)"', page)
        assert style, page[:1000]
        connection.request("GET", style.group(1), headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        connection.close()

    assert answer.status == 200
    assert "immutable" in (answer.getheader("Cache-Control") or "")
    assert answer.getheader("Content-Encoding") == "gzip"


def test_a_demonstration_interrupted_while_it_was_made_begins_anew_by_itself(
    make: Make, tmp_path: Path
) -> None:
    installation = make("sqlite").given(ZVENO_WORKERS="1")
    building = installation.home.with_name(f"{installation.home.name}.building")

    with running(installation, ["demo"], tmp_path) as first:
        assert eventually((building / "zveno.sqlite3").exists), first.said
        first.process.kill()
    half_made = installation.home.exists()
    with running(installation, ["demo"], tmp_path) as second:
        assert second.up(), second.said
        code, _seconds = second.end(signal.SIGINT)

    assert not half_made
    assert code == 0, second.said
    assert not building.exists()
    assert installation.rows("SELECT COUNT(*) > 20 FROM django_migrations") == [(1,)]


def test_data_of_the_demonstration_stay_until_it_is_begun_anew(make: Make, tmp_path: Path) -> None:
    installation = make("sqlite").given(ZVENO_WORKERS="1")
    installation.did("demo", "--load-only")
    mark = "INSERT INTO django_content_type (app_label, model) VALUES ('mark', 'mark')"
    marks = "SELECT COUNT(*) FROM django_content_type WHERE model = 'mark'"
    with installation.connection() as connection:
        connection.execute(mark)

    installation.did("demo", "--load-only")
    kept = installation.rows(marks)
    installation.did("demo", "--load-only", "--reset")

    assert kept == [(1,)]
    assert installation.rows(marks) == [(0,)]
