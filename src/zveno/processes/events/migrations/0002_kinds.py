"""The first kinds of events; an installation adds its own."""

from typing import Any

from django.db import migrations

KINDS = (
    ("excursion", "Экскурсия на предприятие"),
    ("open_day", "День открытых дверей"),
    ("trial", "Профессиональная проба"),
    ("master_class", "Мастер-класс"),
    ("fair", "Ярмарка профессий, учебных и рабочих мест"),
    ("meeting_professional", "Встреча с профессионалом"),
    ("contest", "Конкурс, чемпионат"),
    ("olympiad", "Олимпиада"),
    ("game", "Профориентационная игра"),
    ("tour", "Профтур"),
    ("camp", "Профильная смена"),
    ("lesson", "Урок выбора профессии"),
    ("online_lesson", "Открытый онлайн-урок"),
    ("diagnostics", "Диагностика"),
    ("consultation", "Консультация"),
    ("seminar", "Семинар для педагогов"),
    ("parents", "Родительское собрание"),
    ("council", "Заседание совета"),
    ("other", "Другое"),
)


def add(apps: Any, schema_editor: Any) -> None:
    kind = apps.get_model("events", "EventKind")
    for position, (code, name) in enumerate(KINDS, start=1):
        kind.objects.get_or_create(code=code, defaults={"name": name, "position": position * 10})


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
