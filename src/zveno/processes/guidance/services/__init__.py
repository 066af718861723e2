"""What can be done with questions."""

from zveno.processes.guidance.services.answering import (
    answer_question,
    close_question,
    pass_question,
    take_question,
)
from zveno.processes.guidance.services.asking import (
    Asked,
    ConsentGiven,
    GuidanceError,
    ask_question,
    confirm_question,
    erase_expired,
    erase_question,
    follow_up,
    forget_unconfirmed,
    rate_answer,
)
from zveno.processes.guidance.services.library import (
    appoint_centre,
    drop_ready_answer,
    keep_ready_answer,
    publish_answer,
    withdraw_answer,
)

__all__ = [
    "Asked",
    "ConsentGiven",
    "GuidanceError",
    "answer_question",
    "appoint_centre",
    "ask_question",
    "close_question",
    "confirm_question",
    "drop_ready_answer",
    "erase_expired",
    "erase_question",
    "follow_up",
    "forget_unconfirmed",
    "keep_ready_answer",
    "pass_question",
    "publish_answer",
    "rate_answer",
    "take_question",
    "withdraw_answer",
]
