"""`zveno interactions compare|rebuild`: is the register what its sources tell, and make it so."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from zveno.network.interactions.services import Difference, differences, rebuild, source_of, sources

SHOWN = 5


class Command(BaseCommand):
    help = "Реестр взаимодействия: compare – сверить с источниками, rebuild – пересчитать по ним."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=("compare", "rebuild"))
        parser.add_argument("--source", default="", help="только этот источник: код пакета, например events")

    def handle(self, *, verb: str, source: str, **options: Any) -> None:
        if source and source_of(source) is None:
            known = ", ".join(each.code for each in sources()) or "ни одного"
            raise CommandError(f"Источника {source} нет. Есть: {known}.")
        if verb == "compare":
            found = differences(source)
            self._say(found)
            if any(found):
                raise CommandError("Реестр отличается от источников: zveno interactions rebuild исправит.")
        else:
            self._say(rebuild(at=timezone.now(), code=source))

    def _say(self, found: list[Difference]) -> None:
        if not found:
            self.stdout.write("Источников нет.")
        for difference in found:
            self.stdout.write(
                f"{difference.source}: фактов {difference.told}, "
                f"не хватало {len(difference.missing)}, отличались {len(difference.changed)}, "
                f"лишних {len(difference.superfluous)}."
            )
            lines = [
                *(f"  + {fact.key}: {fact.title}" for fact in difference.missing),
                *(f"  ± {fact.key}: {fact.title}" for fact in difference.changed),
                *(f"  − {key}" for key in difference.superfluous),
            ]
            for line in lines[:SHOWN]:
                self.stdout.write(line)
            if len(lines) > SHOWN:
                self.stdout.write(f"  … и ещё {len(lines) - SHOWN}")
