"""Preliminary traffic lights; a coordinator sets the district's own with the order they come from."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import migrations

SOURCE = "Предварительный порог «Звена»: замените порогом из приказа"
THRESHOLDS = (
    ("held-share", "more", "0.9", "0.7"),
    ("silent", "less", "0.2", "0.4"),
    ("details-confirmed", "more", "0.9", "0.7"),
    ("answered-in-time", "more", "0.95", "0.8"),
    ("days-to-answer", "less", "3", "5"),
    ("helped", "more", "0.8", "0.6"),
)


def add(apps: Any, schema_editor: Any) -> None:
    threshold = apps.get_model("monitoring", "Threshold")
    for indicator, better, green, yellow in THRESHOLDS:
        threshold.objects.get_or_create(
            indicator=indicator,
            since=date(2024, 9, 1),
            defaults={"better": better, "green": Decimal(green), "yellow": Decimal(yellow), "source": SOURCE},
        )


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
