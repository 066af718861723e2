"""`zveno demo`: the demonstration district on this machine, with its own home folder and database.

The whole home is built beside its place and renamed when it is complete, so a first start that was
interrupted leaves nothing that looks finished, and the next one begins anew by itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path

from zveno.config import environment
from zveno.config.lock import home_lock
from zveno.config.sentences import Stop
from zveno.config.serving.supervisor import end_with_parent

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def run(options: Namespace) -> int:
    os.environ.setdefault("ZVENO_HOME", "var/demo")
    os.environ["ZVENO_DEMO"] = "1"
    os.environ.setdefault("ZVENO_WORKERS", "1")  # one visitor, and a start that does not keep him waiting
    os.environ.setdefault("ZVENO_URL", f"http://{options.host}:{options.port}")
    if options.host not in LOOPBACK:
        # Whoever opens a demonstration to the network asks it by names that only he knows.
        os.environ.setdefault("ZVENO_HOSTS", "*")
        os.environ["ZVENO_URL"] = f"http://127.0.0.1:{options.port}"
    home = environment.home()
    if os.environ.get("DATABASE_URL"):
        if options.reset:
            raise Stop(
                "Демонстрация на базе из DATABASE_URL: очистите эту базу сами, затем запустите без --reset."
            )
    elif options.reset or not complete(home):
        build(home)

    import django  # noqa: PLC0415 -- the home folder is known only now

    django.setup()
    from zveno.config.commands.load_demo import load_if_empty  # noqa: PLC0415
    from zveno.config.serving.server import require_free, serve  # noqa: PLC0415

    if not options.load_only:
        require_free(options.host, options.port)
    load_if_empty()
    if options.load_only:
        return 0
    return serve(options.host, options.port, worker=True, announce=_announce)


def complete(home: Path) -> bool:
    return (home / "zveno.sqlite3").exists()


def build(home: Path) -> None:
    """A new home, built aside; the old one goes only when the new one is complete."""
    building = home.with_name(f"{home.name}.building")
    old = home.with_name(f"{home.name}.old")
    with home_lock(home.with_name(f"{home.name}.lock"), purpose="подготовка демонстрации"):
        _clear(building)
        _clear(old)
        building.mkdir(parents=True)
        start = time.monotonic()
        print("Готовлю демонстрационный округ (один раз)…", flush=True)
        made = subprocess.run(
            [sys.executable, "-m", "zveno", "load_demo"],
            env={**os.environ, "ZVENO_HOME": str(building)},
            stdin=subprocess.DEVNULL,
            preexec_fn=end_with_parent if sys.platform == "linux" else None,
            check=False,
        )
        if made.returncode:
            _clear(building)
            raise Stop("Демонстрационный округ не собран; причина – строками выше.")
        if home.exists():
            with home_lock(home, purpose="подготовка демонстрации"):
                home.rename(old)
        building.rename(home)
        _clear(old)
        print(f"Демонстрационный округ готов за {time.monotonic() - start:.0f} с: {home}", flush=True)


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _announce(address: str) -> None:
    print(
        f"\n  «Звено» работает: {address}\n"
        "  Как войти: откройте адрес, «Войти» – и выберите роль одним нажатием.\n"
        "  Остановить – Ctrl+C; данные сохранятся. Начать заново – ./run demo --reset\n",
        flush=True,
    )
