"""Settings from the environment: what is right is taken, what is wrong is refused with a sentence."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from zveno.config import environment
from zveno.config.environment import ConfigurationError


@pytest.mark.parametrize(
    ("name", "value", "ask"),
    [
        ("ZVENO_DEBUG", "maybe", lambda: environment.flag("ZVENO_DEBUG")),
        ("ZVENO_WORKERS", "two", lambda: environment.number("ZVENO_WORKERS", 2)),
        ("ZVENO_WORKERS", "-1", lambda: environment.number("ZVENO_WORKERS", 2)),
        ("ZVENO_WORKERS", "0", lambda: environment.number("ZVENO_WORKERS", 2, least=1)),
        ("ZVENO_LOG", "xml", lambda: environment.choice("ZVENO_LOG", "text", "json")),
        ("ZVENO_TIME_ZONE", "Moscow", environment.time_zone),
        ("ZVENO_URL", "zveno.example.ru", environment.public_url),
        ("ZVENO_URL", "https://zveno.example.ru/path", environment.public_url),
        ("ZVENO_URL", "http://zveno.example.ru:port", environment.public_url),
        ("DATABASE_URL", "нечто", lambda: environment.database(Path("/nowhere"))),
        ("DATABASE_URL", "mysql://u:p@h/d", lambda: environment.database(Path("/nowhere"))),
        ("DATABASE_URL", "postgres://u:p@h", lambda: environment.database(Path("/nowhere"))),
        ("ZVENO_EMAIL_URL", "pigeon://h", lambda: environment.mail(Path("/nowhere"))),
        ("ZVENO_EMAIL_URL", "smtp://", lambda: environment.mail(Path("/nowhere"))),
        ("ZVENO_SECRET_KEY", "short", lambda: environment.secret_key(Path("/nowhere"))),
    ],
)
def test_a_wrong_setting_is_refused_by_a_sentence_that_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, ask: object
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ConfigurationError) as refusal:
        ask()  # type: ignore[operator]

    assert name in str(refusal.value)


def test_a_wrong_database_address_is_not_repeated_with_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://user:qwerty123@host/base")

    with pytest.raises(ConfigurationError) as refusal:
        environment.database(Path("/nowhere"))

    assert "qwerty123" not in str(refusal.value)


def test_https_needs_a_proxy_that_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match="ZVENO_PROXIES"):
        environment.proxies("https://zveno.example.ru")
    monkeypatch.setenv("ZVENO_PROXIES", "1")

    assert environment.proxies("https://zveno.example.ru") == 1


def test_the_host_of_the_public_address_is_allowed_without_being_named_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ZVENO_HOSTS", "second.example.ru, 127.0.0.1")

    hosts = environment.allowed_hosts("https://zveno.example.ru")

    assert hosts == ["zveno.example.ru", "127.0.0.1", "localhost", "[::1]", "second.example.ru"]


def test_the_embedded_database_is_durable_and_waits_for_other_writers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    found = environment.database(tmp_path)

    assert found["NAME"] == str(tmp_path / "zveno.sqlite3")
    assert found["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }


def test_postgresql_connections_are_kept_and_looked_at_before_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user:secret@db.example.ru:5433/zveno")

    found = environment.database(Path("/nowhere"))

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example.ru", 5433, "zveno")
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (60, True)


def test_one_address_says_everything_about_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZVENO_EMAIL_URL", "smtp://robot%40example.ru:p%2Fw@mail.example.ru:587?tls=1")

    found = environment.mail(Path("/nowhere"))

    assert found == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.ru",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "robot@example.ru",
        "EMAIL_HOST_PASSWORD": "p/w",
        "EMAIL_USE_SSL": False,
        "EMAIL_USE_TLS": True,
        "EMAIL_TIMEOUT": 20,
    }


def test_the_secret_key_is_made_once_and_read_by_its_owner_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ZVENO_SECRET_KEY", raising=False)

    first = environment.secret_key(tmp_path / "home")
    second = environment.secret_key(tmp_path / "home")

    assert first == second
    assert len(first) >= 50
    assert (tmp_path / "home" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret_key"]


def _key_of(folder: Path, start: object, answers: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    answers.put(environment.secret_key(folder))  # type: ignore[attr-defined]


def test_processes_that_start_together_agree_on_one_secret_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ZVENO_SECRET_KEY", raising=False)
    context = multiprocessing.get_context("spawn")
    start, answers = context.Barrier(4), context.Queue()

    processes = [context.Process(target=_key_of, args=(tmp_path, start, answers)) for _ in range(4)]
    for process in processes:
        process.start()
    keys = {answers.get(timeout=60) for _ in processes}
    for process in processes:
        process.join()

    assert keys == {(tmp_path / "secret_key").read_text()}


def test_a_spoilt_key_file_is_refused_rather_than_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ZVENO_SECRET_KEY", raising=False)
    (tmp_path / "secret_key").write_text("")

    with pytest.raises(ConfigurationError, match="испорчен"):
        environment.secret_key(tmp_path)
