"""A load generator light enough not to measure itself: plain sockets, one thread, keep-alive."""

from __future__ import annotations

import selectors
import socket
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Load:
    """What came of it."""

    seconds: float
    statuses: dict[int, int]
    latencies: list[float] = field(repr=False)

    @property
    def done(self) -> int:
        return len(self.latencies)

    @property
    def rate(self) -> float:
        return self.done / self.seconds

    def quantile(self, part: float) -> float:
        """Milliseconds."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(int(part * len(ordered)), len(ordered) - 1)]


def request_bytes(method: str, path: str, port: int, *, cookie: str = "", body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Content-Length: {len(body)}"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


@dataclass
class _Connection:
    socket: socket.socket
    sent_at: float = 0.0
    head: bytes = b""
    status: int = 0
    missing: int = -1

    def feed(self, data: bytes) -> bool:
        """Take what has arrived; is the answer complete?"""
        if self.missing < 0:
            self.head += data
            head, found, rest = self.head.partition(b"\r\n\r\n")
            if not found:
                return False
            lines = head.lower().split(b"\r\n")
            self.status = int(lines[0].split()[1])
            length = next(line for line in lines if line.startswith(b"content-length:"))
            self.missing = int(length.split(b":")[1]) - len(rest)
        else:
            self.missing -= len(data)
        return self.missing <= 0


def press(port: int, request: bytes, *, connections: int, seconds: float) -> Load:
    """Keep that many connections busy with the same request for that long."""
    selector = selectors.DefaultSelector()
    statuses: dict[int, int] = {}
    latencies: list[float] = []
    start = time.perf_counter()
    for _ in range(connections):
        connection = _Connection(socket.create_connection(("127.0.0.1", port)))
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.sent_at = time.perf_counter()
        connection.socket.sendall(request)
    open_connections = connections
    end = start + seconds
    while open_connections:
        ready = selector.select(timeout=30)
        if not ready:
            raise TimeoutError("no answer within thirty seconds")
        for key, _events in ready:
            connection = key.data
            data = connection.socket.recv(262_144)
            if not data:
                raise ConnectionError("the server closed the connection")
            if not connection.feed(data):
                continue
            now = time.perf_counter()
            latencies.append(now - connection.sent_at)
            statuses[connection.status] = statuses.get(connection.status, 0) + 1
            if now >= end:
                selector.unregister(connection.socket)
                connection.socket.close()
                open_connections -= 1
                continue
            connection.head, connection.missing, connection.sent_at = b"", -1, now
            connection.socket.sendall(request)
    return Load(time.perf_counter() - start, statuses, latencies)
