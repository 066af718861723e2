"""Questions to the resource centre, and what is needed to answer them."""

from zveno.processes.guidance.models.answers import PublicAnswer, ReadyAnswer
from zveno.processes.guidance.models.questions import (
    About,
    Consent,
    GivenAs,
    Message,
    Passing,
    Question,
    QuestionQuerySet,
)
from zveno.processes.guidance.models.reference import Centre, ConsentText, DayOff, Theme

__all__ = [
    "About",
    "Centre",
    "Consent",
    "ConsentText",
    "DayOff",
    "GivenAs",
    "Message",
    "Passing",
    "PublicAnswer",
    "Question",
    "QuestionQuerySet",
    "ReadyAnswer",
    "Theme",
]
