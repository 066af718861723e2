"""The norm of internships, and a form of interaction that the register's dictionary did not name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import migrations

LAW = "273-ФЗ, ст. 47 ч. 5 п. 2: дополнительное профессиональное образование не реже раза в три года"


def add(apps: Any, schema_editor: Any) -> None:
    apps.get_model("programmes", "InternshipTerm").objects.get_or_create(
        valid_from=date(2013, 9, 1), defaults={"months": 36, "source": LAW}
    )
    apps.get_model("interactions", "InteractionForm").objects.get_or_create(
        code="module-exam",
        defaults={
            "name": "участие в комиссиях экзаменов по модулям",
            "group": "contractual",
            "who": "предприятие – техникум",
            "position": 95,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("interactions", "0002_forms")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
