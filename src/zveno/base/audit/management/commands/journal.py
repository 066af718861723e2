"""`zveno journal seal|inspect|guard`: the hand tools of whoever looks after the installation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from zveno.base.audit import guards
from zveno.base.audit.services import inspect, seal


class Command(BaseCommand):
    help = "Журнал: seal – опечатать новые записи, inspect – проверить цепочку, guard – вернуть запреты."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=("seal", "inspect", "guard"))

    def handle(self, *, verb: str, **options: Any) -> None:
        now = timezone.now()
        match verb:
            case "seal":
                self.stdout.write(f"Опечатано записей: {seal(at=now, everything=True)}.")
            case "inspect":
                found = inspect(at=now)
                if found.faults:
                    raise CommandError("\n".join(found.faults))
                self.stdout.write(f"Цепочка цела до № {found.position}: {found.digest}")
            case "guard":
                guards.put_up(connection)
                self.stdout.write("Запреты менять журнал стоят в базе данных.")
