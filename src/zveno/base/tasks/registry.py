"""What can be asked for: plain functions under stable names.

    @job("letters.send", retries=5, permanent=(RecipientRefused,))
    def send(*, letter: int) -> None: ...

    @long_job("documents.batch")
    def batch(work: Work, *, agreements: list[int]) -> None:
        for pk in work.each(agreements):
            document = draw(pk)
            with work.step():
                document.save()

Both stand in a package's `jobs.py`, which is found by itself. What a `job` writes and the mark «done»
are one transaction, so keep it short: on SQLite it holds the one write lock. A `long_job` runs outside of
a transaction and writes inside `with work.step():` only (work.py).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec

from django.utils.functional import Promise

from zveno.base.core.verdict import Refused
from zveno.base.tasks.work import Work

P = ParamSpec("P")
Result = Mapping[str, Any] | None
"""What a handler leaves for people and callers, as JSON; its `url` becomes the job's."""

QUICK, LONG, NETWORK = "quick", "long", "network"
"""Lanes have threads of their own: a code to sign in waits neither behind a batch of an hour nor behind a
mail server that does not answer."""
LANES = (QUICK, LONG, NETWORK)


@dataclass(frozen=True)
class Spec:
    """How a work is done, and what happens when it fails."""

    name: str
    title: str | Promise
    handler: Callable[..., Result]
    is_long: bool
    lane: str
    retries: int
    backoff: timedelta
    permanent: tuple[type[Exception], ...]
    lease: timedelta
    timeout: timedelta

    def check(self, arguments: Mapping[str, Any]) -> None:
        """A wrong argument is found where the job is asked for, not in the worker at night."""
        work = (None,) if self.is_long else ()
        inspect.signature(self.handler).bind(*work, **arguments)


_specs: dict[str, Spec] = {}


def job(
    name: str,
    *,
    title: str | Promise = "",
    retries: int = 3,
    backoff: timedelta = timedelta(seconds=10),
    permanent: tuple[type[Exception], ...] = (),
    lease: timedelta = timedelta(seconds=30),
    timeout: timedelta = timedelta(minutes=10),
) -> Callable[[Callable[P, Result]], Callable[P, Result]]:
    """Short work, done wholly or not at all.

    `retries` follow after `backoff`, then three times later each; an exception of `permanent` is not
    tried again. A worker that gives no sign of life for `lease`, or works longer than `timeout`, loses
    the job to another one and cannot commit any more. `title` is for the administrator's list.
    """

    def register(handler: Callable[P, Result]) -> Callable[P, Result]:
        _add(
            Spec(
                name,
                title or name,
                handler,
                False,
                QUICK,
                retries,
                backoff,
                (*permanent, Refused),
                lease,
                timeout,
            )
        )
        return handler

    return register


def long_job(
    name: str,
    *,
    title: str | Promise = "",
    lane: str = LONG,
    retries: int = 3,
    backoff: timedelta = timedelta(seconds=10),
    permanent: tuple[type[Exception], ...] = (),
    lease: timedelta = timedelta(seconds=30),
    timeout: timedelta = timedelta(hours=6),
) -> Callable[[Callable[Concatenate[Work, P], Result]], Callable[Concatenate[Work, P], Result]]:
    """Work of many steps, or of one slow one: shows progress, can be stopped, resumes where it was.

    What waits for other machines goes into the lane NETWORK.
    """

    def register(handler: Callable[Concatenate[Work, P], Result]) -> Callable[Concatenate[Work, P], Result]:
        _add(
            Spec(
                name,
                title or name,
                handler,
                True,
                lane,
                retries,
                backoff,
                (*permanent, Refused),
                lease,
                timeout,
            )
        )
        return handler

    return register


def _add(spec: Spec) -> None:
    if spec.name in _specs and _specs[spec.name].handler is not spec.handler:
        raise ValueError(f"two works are called {spec.name}")
    _specs[spec.name] = spec


def spec_of(name: str) -> Spec:
    """The work of that name; KeyError when this version does not know it."""
    return _specs[name]


def knows(name: str) -> bool:
    return name in _specs


def name_of(handler: Callable[..., Result]) -> str:
    return next(spec.name for spec in _specs.values() if spec.handler is handler)


def retries() -> dict[str, int]:
    """How often each work may be tried again, by name."""
    return {spec.name: spec.retries for spec in _specs.values()}
