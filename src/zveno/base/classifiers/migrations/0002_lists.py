"""The shipped lists; a release that changes a file adds a migration like this one."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from zveno.base.classifiers import shipped


def load(apps: Any, schema_editor: Any) -> None:
    entry = apps.get_model("classifiers", "Entry")
    for classifier, _title in entry._meta.get_field("classifier").choices:
        shipped.put(entry._default_manager, classifier, shipped.rows(classifier))


class Migration(migrations.Migration):
    dependencies = [("classifiers", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
