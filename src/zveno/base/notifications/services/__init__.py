"""What can be done: notify people, write letters, keep preferences."""

from zveno.base.notifications.services.digests import write_digest
from zveno.base.notifications.services.letters import resend_letter, write_letter
from zveno.base.notifications.services.notifications import (
    mark_all_read,
    mark_read,
    notify,
    set_preferences,
)
from zveno.base.notifications.services.purging import purge

__all__ = [
    "mark_all_read",
    "mark_read",
    "notify",
    "purge",
    "resend_letter",
    "set_preferences",
    "write_digest",
    "write_letter",
]
