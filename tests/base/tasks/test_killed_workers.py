"""Workers killed with SIGKILL in the middle of a task, on each of the three deliveries."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import psycopg
import pytest
from tests.support.installation import Installation, install, sqlite_in
from tests.support.waiting import until

pytestmark = pytest.mark.system

DELIVERIES = ["sqlite", "postgresql", "rabbitmq"]


@pytest.fixture(scope="module", params=DELIVERIES)
def migrated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        return install(folder, sqlite_in(folder))
    server = request.getfixturevalue("postgres_url")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {request.param}")
    database = server.replace("/zveno", f"/{request.param}")
    if request.param == "postgresql":
        return install(folder, database)
    return install(
        folder, database, ZVENO_TASKS="celery", ZVENO_BROKER_URL=request.getfixturevalue("broker_url")
    )


@pytest.fixture
def installation(migrated: Installation) -> Iterator[Installation]:
    yield migrated
    migrated.end()


def test_a_job_killed_before_its_commit_takes_effect_once(installation: Installation) -> None:
    installation.close("before.inside")
    worker = installation.worker(("probe.effect", {"name": "before"}))
    installation.wait_at("before.inside")

    worker.kill()
    worker.wait()
    effects_of_the_killed = installation.effects().count("before")
    installation.open("before.inside")
    installation.worker()
    installation.wait_until_all_is_done()

    assert (effects_of_the_killed, installation.effects().count("before")) == (0, 1)


def test_a_job_killed_between_its_commit_and_the_acknowledgement_takes_effect_once(
    installation: Installation,
) -> None:
    installation.close("after.committed")
    worker = installation.worker(("probe.effect", {"name": "after"}))
    installation.wait_at("after.committed")

    worker.kill()
    worker.wait()
    effects_of_the_killed = installation.effects().count("after")
    installation.open("after.committed")
    # The message comes again, if the delivery repeats it; another job shows that the queue moves on.
    installation.worker(("probe.effect", {"name": "next"}))
    installation.wait_until_all_is_done()
    until(lambda: "next" in installation.effects())

    assert (effects_of_the_killed, installation.effects().count("after")) == (1, 1)


def test_a_long_job_killed_in_a_step_resumes_there_and_makes_each_step_once(
    installation: Installation,
) -> None:
    names = ["one", "two", "three"]
    installation.close("two.inside")
    worker = installation.worker(("probe.steps", {"names": names}))
    installation.wait_at("two.inside")

    worker.kill()
    worker.wait()
    effects_of_the_killed = [name for name in installation.effects() if name in names]
    installation.open("two.inside")
    installation.worker()
    installation.wait_until_all_is_done()

    assert effects_of_the_killed == ["one"]
    assert [name for name in installation.effects() if name in names] == names


def test_every_request_takes_effect_once_though_workers_are_killed_again_and_again(
    installation: Installation,
) -> None:
    names = [f"many-{number}" for number in range(12)]
    for name in names[::4]:
        installation.close(f"{name}.inside")
    asked = [("probe.effect", {"name": name}) for name in names]

    first = installation.worker(*asked)
    for name in names[::4]:
        worker = first if name == names[0] else installation.worker()
        installation.wait_at(f"{name}.inside")
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        installation.open(f"{name}.inside")
    installation.worker()
    installation.wait_until_all_is_done()

    assert sorted(name for name in installation.effects() if name in names) == sorted(names)


def test_a_worker_told_to_end_finishes_what_it_is_at(installation: Installation) -> None:
    installation.close("polite.inside")
    worker = installation.worker(("probe.effect", {"name": "polite"}))
    installation.wait_at("polite.inside")

    worker.terminate()
    installation.open("polite.inside")

    assert (worker.wait(timeout=60), installation.effects().count("polite")) == (0, 1)


def test_a_worker_told_to_end_gives_a_long_job_back_at_its_next_step(installation: Installation) -> None:
    names = ["left", "right"]
    earlier = installation.log().count("worker goes home")
    installation.close("left.inside")
    worker = installation.worker(("probe.steps", {"names": names}))
    installation.wait_at("left.inside")

    worker.terminate()
    until(lambda: installation.log().count("worker goes home") > earlier, says=installation.log)
    installation.open("left.inside")
    code = worker.wait(timeout=60)
    effects_of_the_polite = [name for name in installation.effects() if name in names]
    installation.worker()
    installation.wait_until_all_is_done()

    assert (code, effects_of_the_polite) == (0, ["left"])
    assert [name for name in installation.effects() if name in names] == names


def test_a_second_signal_does_not_wait_and_the_job_goes_back_untried(installation: Installation) -> None:
    earlier = installation.log().count("worker goes home")
    installation.close("slow.before")
    worker = installation.worker(("probe.steps", {"names": ["slow"]}))
    installation.wait_at("slow.before")

    worker.terminate()
    until(lambda: installation.log().count("worker goes home") > earlier, says=installation.log)
    worker.terminate()
    code = worker.wait(timeout=7)
    left = installation.rows(
        "SELECT state, attempts FROM tasks_job WHERE state <> 'done' AND work = 'probe.steps'"
    )
    installation.open("slow.before")
    installation.worker()
    installation.wait_until_all_is_done()

    assert (code, left, installation.effects().count("slow")) == (0, [("waiting", 0)], 1)
