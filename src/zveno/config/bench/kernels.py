"""What is measured. Each kernel yields rows; its name begins with the package it measures."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from zveno.config.bench.load import Load, press, request_bytes
from zveno.config.bench.rows import Row, at_least, at_most
from zveno.config.bench.servers import client_apart, serving

OURS = "zveno.config.bench.ours:application"
BARE = "zveno.config.bench.bare:application"
PERSONS = 100_000
MAP_ORGANISATIONS, MAP_FACTS = 500, 50_000
EMPTY = 1  # an organisation of each family is made anyway
READY = "/health/live"


@dataclass(frozen=True)
class Size:
    """How long and how much."""

    organisations: int
    seconds: float
    repeats: int
    documents: int
    entries: int


SMALL = Size(organisations=200, seconds=2.0, repeats=9, documents=40, entries=5_000)
FULL = Size(organisations=5000, seconds=10.0, repeats=51, documents=1000, entries=200_000)

SMALL_CONTINGENT, FULL_CONTINGENT = 5_000, 20_000


@dataclass(frozen=True)
class Place:
    """A fresh installation to measure on."""

    home: Path
    environment: dict[str, str]
    sessions: dict[str, str]

    @property
    def database(self) -> str:
        return str(self.home / "zveno.sqlite3")


def _python(arguments: list[str], environment: Mapping[str, str], given: str = "") -> str:
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(
        command, env={**os.environ, **environment}, input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stderr[-3000:]}")
    return done.stdout


@contextmanager
def installation(organisations: int, database_url: str = "") -> Iterator[Place]:
    """An empty home with migrated database, that many organisations, a session for each role."""
    with tempfile.TemporaryDirectory(prefix="zveno-bench-") as folder:
        home = Path(folder)
        environment = {
            "ZVENO_HOME": folder,
            "DATABASE_URL": database_url or f"sqlite:///{home / 'zveno.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "zveno.config.bench.settings",
            "ZVENO_LOG": "text",
        }
        _python(["zveno", "migrate"], environment)
        _python(["django", "collectstatic", "--noinput", "--verbosity", "0"], environment)
        sessions = json.loads(_python(["zveno.config.bench.data", str(organisations)], environment))
        yield Place(home, environment, sessions)


def web_list(size: Size) -> Iterator[Row]:
    """A list page of fifty rows: template, rights and session, beside a bare Django page of the same rows."""
    with installation(size.organisations) as place, client_apart():
        with serving(OURS, place.environment, ready=READY) as server:
            cookie = f"sessionid={place.sessions['coordinator']}"
            request = request_bytes("GET", "/organisations/", server.port, cookie=cookie)
            ours = _steady(server.port, request, size)
        with serving(BARE, {"BENCH_DATABASE": place.database}, ready=READY) as server:
            bare = _steady(server.port, request_bytes("GET", "/list/", server.port), size)
    _only_ok(ours, bare)
    ratio = ours.rate / bare.rate
    yield Row(
        "web.list",
        ours.rate,
        "req/s",
        f"bare Django page: {bare.rate:,.0f} req/s",
        ratio,
        *at_least(0.5, ratio),
    )
    yield Row("web.list.p99", ours.quantile(0.99), "ms", f"bare: {bare.quantile(0.99):.1f} ms")


def web_home(size: Size) -> Iterator[Row]:
    """«Сегодня» of each role: its queries, and its time beside the empty frame."""
    with installation(size.organisations) as place:
        found = json.loads(
            _python(
                ["zveno.config.bench.homes", str(size.repeats)], place.environment, json.dumps(place.sessions)
            )
        )
    for role, (queries, seconds, empty) in found.items():
        ratio = seconds / empty
        against = f"empty frame: {1000 * empty:.1f} ms"
        yield Row(f"web.home.{role}", 1000 * seconds, "ms", against, ratio, *at_most(5, ratio))
        yield Row(f"web.home.{role}.queries", queries, "queries", "", None, "< 15", queries < 15)  # noqa: PLR2004


def database_insert(size: Size) -> Iterator[Row]:
    """One durable insert per request at sixteen connections: SQLite beside PostgreSQL."""
    sqlite = _insert("", size)
    refused = sqlite.done - sqlite.statuses.get(200, 0)
    yield Row("database.insert.sqlite.refused", refused, "requests", "", None, "= 0", refused == 0)
    tails = f"p50 {sqlite.quantile(0.5):.0f}, p99 {sqlite.quantile(0.99):.0f} ms"
    url = os.environ.get("ZVENO_BENCH_POSTGRES", "")
    if not url:
        yield Row(
            "database.insert.sqlite", sqlite.rate, "req/s", f"{tails}; no peer: set ZVENO_BENCH_POSTGRES"
        )
        return
    postgres = _insert(url, size)
    _only_ok(postgres)
    ratio = sqlite.rate / postgres.rate
    peer = f"p50 {postgres.quantile(0.5):.0f}, p99 {postgres.quantile(0.99):.0f} ms"
    yield Row("database.insert.postgres", postgres.rate, "req/s", peer)
    yield Row(
        "database.insert.sqlite", sqlite.rate, "req/s", f"PostgreSQL; {tails}", ratio, *at_least(0.8, ratio)
    )


def _insert(database_url: str, size: Size) -> Load:
    with (
        installation(1, database_url) as place,
        client_apart(),
        serving(OURS, place.environment, ready=READY, threads=8) as server,
    ):
        return _steady(server.port, request_bytes("POST", "/bench/insert", server.port), size, connections=16)


def documents_render(size: Size) -> Iterator[Row]:
    """An agreement of two pages as PDF/A and as Word, beside a bare compile of its source and a bare zip."""
    with installation(1) as place:
        found = json.loads(_python(["zveno.config.bench.papers", str(size.documents)], place.environment))
    for name, peer, title in (("pdf", "typst", "bare Typst"), ("docx", "zip", "bare zip of the same parts")):
        ratio = found[peer] / found[name]  # of times, as the goal has it
        against = f"{title}: {found[peer]:,.0f} docs/s"
        goal = at_most(1.2, ratio) if name == "pdf" else ()
        yield Row(f"documents.render.{name}", found[name], "docs/s", against, ratio, *goal)


def audit_verify(size: Size) -> Iterator[Row]:
    """Every ring of the journal's chain proved, beside a loop that only hashes the same words."""
    with installation(1) as place:
        found = json.loads(_python(["zveno.config.bench.rings", str(size.entries)], place.environment))
    ratio = found["verify"] / found["sha256"]
    against = f"bare SHA-256 of the same words: {found['sha256']:,.0f}/s"
    yield Row("audit.verify", found["verify"], "entries/s", against, ratio)
    yield Row("audit.seal", found["seal"], "entries/s", "")


def imports_contingent(size: Size) -> Iterator[Row]:
    """A contingent from the file to the last row and its trace, beside a bare bulk insert of the rows."""
    amount = FULL_CONTINGENT if size == FULL else SMALL_CONTINGENT
    told = {}
    for how in ("bare", "import"):
        with installation(1) as place:
            arguments = ["zveno.config.bench.contingent", str(amount), how]
            told[how] = json.loads(_python(arguments, place.environment).splitlines()[-1])
    if told["import"]["rows"] != amount:
        raise RuntimeError(f"rows were lost on the way: {told}")
    seconds, peer = told["import"]["seconds"], told["bare"]["seconds"]
    ratio = seconds / peer
    against = f"bare bulk insert of {amount:,} rows: {peer:.2f} s"
    yield Row("imports.contingent", seconds, "s", against, ratio, *at_most(3, ratio))
    memory = told["import"]["megabytes"]
    yield Row("imports.contingent.memory", memory, "MB", "", None, "< 400", memory < 400)  # noqa: PLR2004


def demo_load(size: Size) -> Iterator[Row]:
    """The whole demonstration district, from migrated tables, with the start of its process."""
    with tempfile.TemporaryDirectory(prefix="zveno-bench-") as folder:
        environment = {"ZVENO_HOME": folder, "DATABASE_URL": "", "ZVENO_LOG": "text"}
        _python(["zveno", "migrate"], environment)
        start = time.perf_counter()
        _python(["zveno", "load_demo"], environment)
        seconds = time.perf_counter() - start
    yield Row("demo.load", seconds, "s", "", None, "< 60", seconds < 60)  # noqa: PLR2004 -- the goal


def server_start(size: Size) -> Iterator[Row]:
    """From the start of the process to the first answer, beside a bare Django project."""
    with installation(1) as place:
        ours, bare = [], []
        for _ in range(5):
            with serving(OURS, place.environment, ready=READY) as server:
                ours.append(server.started_in)
            with serving(BARE, {"BENCH_DATABASE": place.database}, ready=READY) as server:
                bare.append(server.started_in)
    seconds, peer = statistics.median(ours), statistics.median(bare)
    ratio = seconds / peer
    yield Row("server.start", seconds, "s", f"bare Django: {peer:.2f} s", ratio, *at_most(3, ratio))


def people(size: Size) -> Iterator[Row]:
    """A part of a surname among a hundred thousand persons, and the page that lists them."""
    with installation(EMPTY) as place:
        found = json.loads(
            _python(
                ["zveno.config.bench.persons", str(PERSONS), str(size.repeats)],
                place.environment,
                json.dumps(place.sessions),
            )
        )
    ratio = found["scan"] / found["index"]
    scan = f"reading {PERSONS:,} rows: {1000 * found['scan']:.1f} ms"
    yield Row("people.search", 1000 * found["index"], "ms", scan, ratio, *at_least(20, ratio))
    few = f"a hundred persons: {found['queries_few']} queries, {1000 * found['few']:.0f} ms"
    is_constant = found["queries"] == found["queries_few"]
    yield Row("people.register.queries", found["queries"], "queries", few, None, "constant", is_constant)
    yield Row("people.register", 1000 * found["page"], "ms", few, found["page"] / found["few"])


def interactions_map(size: Size) -> Iterator[Row]:
    """The map of five hundred organisations and fifty thousand facts, beside the bare grouped query."""
    with installation(MAP_ORGANISATIONS) as place:
        found = json.loads(
            _python(
                ["zveno.config.bench.network", str(MAP_FACTS), str(size.repeats)],
                place.environment,
                json.dumps(place.sessions),
            )
        )
    ratio = found["map"] / found["query"]
    against = f"bare grouped query: {1000 * found['query']:.0f} ms"
    yield Row("interactions.map", 1000 * found["map"], "ms", against, ratio, *at_most(3, ratio))
    queries = found["queries"]
    yield Row("interactions.map.queries", queries, "queries", "", None, "≤ 3", queries <= 3)  # noqa: PLR2004
    page = found["page"] / found["query"]
    yield Row("interactions.map.page", 1000 * found["page"], "ms", "with frame, filters, table", page)


def _steady(port: int, request: bytes, size: Size, *, connections: int = 8) -> Load:
    press(port, request, connections=connections, seconds=size.seconds / 4)
    return press(port, request, connections=connections, seconds=size.seconds)


def _only_ok(*loads: Load) -> None:
    for load in loads:
        if set(load.statuses) != {200}:
            raise RuntimeError(f"answers other than 200 under load: {load.statuses}")


KERNELS: Mapping[str, Callable[[Size], Iterator[Row]]] = {
    "web.list": web_list,
    "web.home": web_home,
    "database.insert": database_insert,
    "documents.render": documents_render,
    "audit.verify": audit_verify,
    "imports.contingent": imports_contingent,
    "server.start": server_start,
    "demo.load": demo_load,
    "people": people,
    "interactions.map": interactions_map,
}
