"""Of the processes that process tests start: those of the suite, but with a real delivery."""

from tests.support.settings import *  # noqa: F403
from zveno.config import environment

TASKS = environment.tasks()
globals().update(environment.mail(HOME))  # noqa: F405
