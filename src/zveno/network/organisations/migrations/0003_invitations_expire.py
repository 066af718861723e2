"""An invitation has a last day of its own; those that wait keep a month from the day they were sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import migrations, models
from django.db.models import F, Q


def give_a_month(apps: Any, schema_editor: Any) -> None:
    invitations = apps.get_model("organisations", "Invitation").objects
    invitations.update(expires_at=F("invited_at") + timedelta(days=30))


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_kinds")]
    operations = [
        migrations.AddField(
            model_name="invitation",
            name="expires_at",
            field=models.DateTimeField(
                verbose_name="приглашение действует до", default=datetime(2000, 1, 1, tzinfo=UTC)
            ),
            preserve_default=False,
        ),
        migrations.RunPython(give_a_month, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")), name="invitation_expires_after_it_is_sent"
            ),
        ),
    ]
