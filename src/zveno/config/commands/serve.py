"""`zveno serve`: pages and background jobs, watched over."""

from __future__ import annotations

from argparse import Namespace

from django.conf import settings

from zveno.config.serving.server import serve


def run(options: Namespace) -> int:
    return serve(options.host, options.port, worker=not options.no_worker, announce=_announce)


def _announce(address: str) -> None:
    print(f"Сервер отвечает: {address}. Для людей: {settings.PUBLIC_URL}. Остановить – Ctrl+C.", flush=True)
