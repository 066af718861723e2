"""What can be done with an import."""

from zveno.base.imports.services.applying import (
    apply,
    ask_to_apply,
    ask_to_undo,
    drop,
    forget,
    say_still_used,
    undo,
)
from zveno.base.imports.services.errors import ImportFault
from zveno.base.imports.services.preparing import (
    ask_to_check,
    begin,
    finish_reading,
    put_look,
    put_outcome,
    set_columns,
)
from zveno.base.imports.services.repairing import leave_out, reopen, repair, take_offers

__all__ = [
    "ImportFault",
    "apply",
    "ask_to_apply",
    "ask_to_check",
    "ask_to_undo",
    "begin",
    "drop",
    "finish_reading",
    "forget",
    "leave_out",
    "put_look",
    "put_outcome",
    "reopen",
    "repair",
    "say_still_used",
    "set_columns",
    "take_offers",
    "undo",
]
