"""A request to join may bring a paper beside the words."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("organisations", "0003_invitations_expire")]
    operations = [
        migrations.AddField(
            model_name="joinrequest",
            name="proof_file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
                verbose_name="документ, который подтверждает полномочия",
            ),
        ),
    ]
