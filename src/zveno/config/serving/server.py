"""The processes of a server, and what must be in order before they start."""

from __future__ import annotations

import http.client
import os
import socket
import sys
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from zveno.config import environment
from zveno.config.installation import collect_static, pending_migrations
from zveno.config.lock import home_lock
from zveno.config.probes.metrics import forget
from zveno.config.sentences import Stop
from zveno.config.serving.supervisor import Child, Supervisor

# More processes than this want PostgreSQL and an administrator who says so.
MOST_BY_DEFAULT = 4


def serve(host: str, port: int, *, worker: bool, announce: Callable[[str], None]) -> int:
    """Serve until told to stop; `announce` gets the address when the server answers."""
    with home_lock(Path(settings.HOME), purpose="сервер"):
        require_free(host, port)
        require_migrated()
        collect_static()
        forget()
        connection.close()
        children = [_web(host, port)]
        if worker:
            children.append(Child("фоновые задания", [sys.executable, "-m", "zveno", "worker"], vital=False))
        return Supervisor(children, when_up=lambda: _answers(host, port, announce)).run()


def require_free(host: str, port: int) -> None:
    """Is the address ours to take? Asked before anything else is done."""
    try:
        family, *_rest = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if os.name == "posix":  # on Windows the option means something else
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            probe.listen(1)
    except socket.gaierror as error:
        raise Stop(f"Нет такого адреса: {host}.") from error
    except OverflowError as error:
        raise Stop(f"Нет такого порта: {port}; можно от 1 до 65535.") from error
    except OSError as error:
        raise Stop(
            f"Адрес {host}:{port} занять нельзя: порт занят другой программой, не наш или запрещён. "
            f"Выберите другой, например --port {min(port + 1, 65535)}."
        ) from error


def require_migrated() -> None:
    """Of an empty database the tables are made here; one with data is migrated by a person's word only."""
    if not connection.introspection.table_names():
        call_command("migrate", interactive=False, verbosity=0)
    waiting = pending_migrations(connection)
    if waiting:
        raise Stop(
            f"База данных ещё не приведена к этой версии (миграций: {len(waiting)}). "
            "Сделайте копию (zveno backup) и выполните zveno migrate."
        )


def _web(host: str, port: int) -> Child:
    workers = environment.number("ZVENO_WORKERS", min(os.cpu_count() or 1, MOST_BY_DEFAULT), least=1, most=64)
    threads = environment.number("ZVENO_THREADS", 4, least=1, most=64)
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--respawn-failed-workers",
        "--workers-kill-timeout", "8", "--no-ws", "--no-access-log", "--log-level", "warning",
        "zveno.config.wsgi:application",
    ]  # fmt: skip
    return Child("сервер страниц", command)


def _answers(host: str, port: int, announce: Callable[[str], None]) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- what was asked for
    asked = http.client.HTTPConnection(reachable, port, timeout=2)
    try:
        asked.request("GET", "/health/live", headers={"Host": f"127.0.0.1:{port}"})
        if asked.getresponse().status != HTTPStatus.OK:
            return False
    except OSError:
        return False
    finally:
        asked.close()
    announce(f"http://{f'[{reachable}]' if ':' in reachable else reachable}:{port}")
    return True
