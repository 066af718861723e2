"""A walk along the journal's chain beside bare SHA-256: `python -m zveno.config.bench.rings ENTRIES`.

Prints one JSON object: what → entries per second. The bare loop has every word ready and reads no database.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from datetime import UTC, datetime, timedelta

import django

AT = datetime(2026, 9, 1, 9, tzinfo=UTC)


def measure(count: int) -> dict[str, float]:
    from zveno.base.audit import chain  # noqa: PLC0415 -- Django is set up in main
    from zveno.base.audit.models import Entry, Seal  # noqa: PLC0415
    from zveno.base.audit.services import seal  # noqa: PLC0415
    from zveno.base.audit.verification import faults  # noqa: PLC0415

    Entry.objects.bulk_create(
        (
            Entry(
                at=AT + timedelta(seconds=number),
                action="organisation.change",
                actor_name="Озёрная Анна Андреевна",
                actor_seat="Координатор, Управление образования",
                thing_type="organisations.organisation",
                thing_id=str(number),
                thing_name=f"Организация № {number}",
                address="127.0.0.1",
                changes={"phone": ["+7 000 000-00-00", f"+7 000 {number:07}"]},
            )
            for number in range(count)
        ),
        batch_size=1000,
    )
    start = time.perf_counter()
    seal(at=AT, everything=True)
    sealed = time.perf_counter() - start

    start = time.perf_counter()
    found = list(faults(at=AT))
    walked = time.perf_counter() - start
    rings = Seal.objects.count()
    if found:
        raise RuntimeError(f"the chain of the measurement is broken: {found[0]}")

    words = [chain.canonical(entry).encode() for entry in Entry.objects.order_by("pk")]
    start = time.perf_counter()
    previous = chain.BEGINNING
    for position, said in enumerate(words, 1):
        content = hashlib.sha256(said).hexdigest()
        previous = hashlib.sha256(f"{position}:{previous}:{content}".encode()).hexdigest()
    bare = time.perf_counter() - start
    return {"verify": rings / walked, "seal": rings / sealed, "sha256": len(words) / bare}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure(int(sys.argv[1]))))
