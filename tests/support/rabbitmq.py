"""A throw-away RabbitMQ on loopback, with ports and folders of its own.

`python -m tests.support.rabbitmq -- COMMAND…` runs the command with its ZVENO_BROKER_URL.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.servers import NotInstalled, own_folder, run_beside, started
from tests.support.waiting import until

PROGRAM = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
HOW_TO_GET_IT = "no RabbitMQ on this machine: apt-get install --no-install-recommends rabbitmq-server"


@contextmanager
def server() -> Iterator[str]:
    """Start one, give its address, stop it and delete its folder."""
    if not PROGRAM.exists():
        raise NotInstalled(HOW_TO_GET_IT)
    port, distribution, mapper = _free_ports(3)
    with own_folder("rabbitmq") as (folder, as_owner):
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "RABBITMQ_NODENAME": f"zveno{port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(port),
            "RABBITMQ_DIST_PORT": str(distribution),
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1} +S 1",
            "ERL_EPMD_PORT": str(mapper),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }
        for name, text in (("plugins", "[]."), ("rabbitmq.conf", "loopback_users.guest = true\n")):
            (folder / name).write_text(text)
        process = subprocess.Popen(
            [*as_owner, str(PROGRAM)],
            env=environment,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            until(
                lambda: _answers(port) or process.poll() is not None, seconds=60, says=lambda: _log_of(folder)
            )
            if process.poll() is not None:
                raise RuntimeError(f"RabbitMQ did not start: {_log_of(folder)}")
            yield f"amqp://guest:guest@127.0.0.1:{port}//"
        finally:
            # The whole session: the shell that starts it, the node, its helpers.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            until(lambda: _mapper_is_gone(mapper), seconds=10, says=lambda: f"epmd still on port {mapper}")


def _free_ports(count: int) -> list[int]:
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def _answers(port: int) -> bool:
    """Does it speak AMQP? (The port is open some time before.)"""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(b"AMQP\x00\x00\x09\x01")
            return connection.recv(1) == b"\x01"
    except OSError:
        return False


def _mapper_is_gone(port: int) -> bool:
    """Erlang's port mapper outlives its node and ends only when it has noticed the node's death."""
    told = subprocess.run(["epmd", "-port", str(port), "-kill"], check=False, capture_output=True, text=True)
    return "not allowed" not in told.stdout + told.stderr


def _log_of(folder: Path) -> str:
    return (
        "\n".join(path.read_text(errors="replace")[-2000:] for path in folder.glob("log/*.log")) or "no log"
    )


@pytest.fixture(scope="session")
def broker_url() -> Iterator[str]:
    """The address of a running broker."""
    yield from started(server)


if __name__ == "__main__":
    sys.exit(run_beside(server, "ZVENO_BROKER_URL", __doc__))
