"""Logging: one line an event, as text for people or JSON for machines, redacted in one place for all."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from zveno.config.redaction import redact

Event = MutableMapping[str, Any]


def _redacted(logger: Any, method: str, event: Event) -> Event:
    """After tracebacks have become text, before anything is written."""
    ours = {"level", "timestamp", "logger"}
    return {name: value if name in ours else redact(value, name) for name, value in event.items()}


def configuration(form: str, *, quiet: bool = False) -> dict[str, Any]:
    """Django's LOGGING for `text` or `json`; sets up structlog too, so both ways end in the same lines.

    `quiet` is for who looks at the screen and not into a log: only what went wrong.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=form == "json"),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [*shared, structlog.stdlib.ExtraAdder()],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    _redacted,
                    last,
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "WARNING" if quiet else "INFO"},
        "loggers": {
            # Django's own handlers are taken away: everything goes through the one handler that redacts.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            # Our own line of each request says what these say (and at 4xx they are not even warnings).
            "django.request": {"level": "ERROR"},
            "fontTools": {"level": "WARNING"},
            "granian": {"level": "WARNING"},
        },
    }


def logger(name: str) -> structlog.stdlib.BoundLogger:
    return structlog.stdlib.get_logger(name)
