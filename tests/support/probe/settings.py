"""Of the processes that process tests start: those of the suite, but with a real delivery."""

from tests.support.settings import *  # noqa: F403
from zveno.config import environment

TASKS = environment.tasks()
mail = environment.mail(HOME)  # noqa: F405
globals().update(mail)
LETTERS_BACKEND = mail["EMAIL_BACKEND"]
EMAIL_BACKEND = "zveno.base.notifications.outbox.OutboxBackend"
