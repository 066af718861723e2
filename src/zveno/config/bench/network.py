"""The map of the network beside a bare grouped query: `python -m zveno.config.bench.network FACTS REPEATS`.

The organisations are those of the installation; each works with a dozen others. Reads role → session key from
standard input; prints median seconds of the query, of the map (query, names, layout, JSON), of its page.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random

import django

PARTNERS = 12
TODAY = date(2026, 9, 1)


def fill(facts: int) -> None:
    """Three years of facts between organisations and their usual partners."""
    from zveno.network.interactions.models import InteractionForm  # noqa: PLC0415 -- Django is set up in main
    from zveno.network.interactions.services import Fact, Partner, record_interactions  # noqa: PLC0415
    from zveno.network.organisations.models import Organisation  # noqa: PLC0415

    random = Random(facts)  # noqa: S311 -- the same each time
    numbers = list(Organisation.objects.values_list("pk", flat=True))
    usual = {number: random.sample(numbers, PARTNERS) for number in numbers}
    forms = list(InteractionForm.objects.values_list("code", flat=True))
    first = date(2023, 9, 1)
    record_interactions(
        (
            Fact(
                source="bench",
                key=str(number),
                form=random.choice(forms),
                initiator=who,
                partners=(Partner(random.choice([one for one in usual[who] if one != who])),),
                starts_on=first + timedelta(days=random.randrange(1095)),
                people=random.randrange(60),
            )
            for number in range(facts)
            for who in (random.choice(numbers),)
        ),
        by=None,
        at=datetime(2026, 9, 1, tzinfo=UTC),
    )


def median(act: Callable[[], object], repeats: int) -> float:
    times = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def measure(sessions: dict[str, str], repeats: int) -> dict[str, float]:
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from zveno.network.interactions.queries import network_map  # noqa: PLC0415
    from zveno.network.interactions.queries.maps import grouped_ties, sides_of_district  # noqa: PLC0415
    from zveno.network.organisations.actors import Actor  # noqa: PLC0415
    from zveno.network.organisations.models import Membership  # noqa: PLC0415

    seat = Membership.objects.select_related("user", "organisation__territory").get(role="coordinator")
    actor = Actor(seat.user, seat)
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = sessions["coordinator"]

    sql, parameters = grouped_ties(sides_of_district(actor), on=TODAY).query.sql_with_params()

    def query() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            cursor.fetchall()

    def drawn() -> str:
        return json.dumps(network_map(actor, sides_of_district(actor), on=TODAY).picture.data, default=str)

    with CaptureQueriesContext(connection) as asked:
        drawn()
    return {
        "query": median(query, repeats),
        "map": median(drawn, repeats),
        "queries": len(asked),
        "page": median(lambda: client.get("/interactions/map/"), max(1, repeats // 4)),
    }


if __name__ == "__main__":
    django.setup()
    fill(int(sys.argv[1]))
    print(json.dumps(measure(json.load(sys.stdin), int(sys.argv[2]))))
