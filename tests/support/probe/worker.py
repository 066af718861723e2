"""`python -m tests.support.probe.worker [WORK JSON]…` asks for these jobs, then is a `zveno worker`."""

from __future__ import annotations

import json
import sys

import django
from django.utils import timezone


def main(words: list[str]) -> int:
    django.setup()

    from zveno.base.tasks.services import enqueue
    from zveno.base.tasks.worker import run_worker

    for work, arguments in zip(words[::2], words[1::2], strict=True):
        enqueue(work, json.loads(arguments), at=timezone.now())
    return run_worker(tick=0.1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
