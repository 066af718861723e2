"""«Сегодня» of each role beside the empty frame: `python -m zveno.config.bench.homes REPEATS`.

Reads role → session key from standard input; prints role → [queries, seconds, seconds of the empty frame].
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from django.test import Client


def seconds(client: Client, path: str, repeats: int) -> float:
    """The median time of a page, after one answer to warm up."""
    times = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        response = client.get(path)
        times.append(time.perf_counter() - start)
        if response.status_code != 200:  # noqa: PLR2004 -- OK
            raise RuntimeError(f"{path} answered {response.status_code}")
    return statistics.median(times[1:])


def measure(sessions: dict[str, str], repeats: int) -> dict[str, tuple[int, float, float]]:
    from django.conf import settings  # noqa: PLC0415 -- Django is set up in main
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    found = {}
    for role, key in sessions.items():
        client = Client(SERVER_NAME="127.0.0.1")
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        found[role] = (len(queries), seconds(client, "/", repeats), seconds(client, "/bench/empty", repeats))
    return found


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure(json.load(sys.stdin), int(sys.argv[1]))))
