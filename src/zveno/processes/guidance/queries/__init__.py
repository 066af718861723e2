"""What can be known about questions."""

from zveno.processes.guidance.queries.home import found, today
from zveno.processes.guidance.queries.people import answerers_of, may_receive
from zveno.processes.guidance.queries.questions import (
    asked_by,
    centre_of,
    centres,
    consent_text,
    public_answers,
    queue_of,
    work_calendar,
)

__all__ = [
    "answerers_of",
    "asked_by",
    "centre_of",
    "centres",
    "consent_text",
    "found",
    "may_receive",
    "public_answers",
    "queue_of",
    "today",
    "work_calendar",
]
