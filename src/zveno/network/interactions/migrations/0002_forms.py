"""The forms of interaction that the sources name; an installation may add its own, with dates."""

from __future__ import annotations

from typing import Any

from django.db import migrations

PARTNERSHIP = "Социальное партнёрство СПО: договорные и организационные формы"
NETWORK = "Модель «Школа – Техникум – Предприятие»"
DUAL = "Модель дуального обучения"
CENTRE = "Ресурсный центр профориентации"
MONITORING = "Мониторинг взаимодействия образовательных организаций"

# code, name, who with whom, where the form comes from
AGREEMENTS = (
    ("cooperation-agreement", "соглашение о сотрудничестве", "образовательная организация – партнёр", NETWORK),
    ("practice-contract", "договор о практической подготовке", "техникум – предприятие (– студент)", PARTNERSHIP),
    ("target-contract", "договор о целевом обучении", "заказчик – студент, с участием техникума", PARTNERSHIP),
    ("dual-contract", "договор о дуальном обучении", "техникум – предприятие – студент", DUAL),
    ("apprentice-contract", "ученический договор", "предприятие – студент", DUAL),
    ("network-contract", "договор о сетевой форме реализации программ", "школа – техникум – предприятие", NETWORK),
)
CONTRACTUAL = (
    ("practice", "практика студентов", "техникум – предприятие", PARTNERSHIP),
    ("dual-training", "дуальное обучение", "техникум – предприятие", DUAL),
    ("teacher-internship", "стажировка преподавателей", "техникум – предприятие", PARTNERSHIP),
    ("programme-expertise", "согласование и экспертиза программ", "предприятие – техникум", NETWORK),
    ("programme-teaching", "преподавание специалистами предприятия", "предприятие – техникум", PARTNERSHIP),
    ("diploma", "руководство и рецензирование дипломных проектов", "предприятие – техникум", PARTNERSHIP),
    ("final-exam", "участие в государственной экзаменационной комиссии", "предприятие – техникум", PARTNERSHIP),
    ("joint-funding", "совместное финансирование программ развития", "предприятие – техникум", PARTNERSHIP),
    ("equipment", "укрепление материально-технической базы", "предприятие – техникум, школа", PARTNERSHIP),
    ("consulting", "информационные и консалтинговые услуги", "техникум – предприятие", PARTNERSHIP),
    ("joint-business", "совместная коммерческая деятельность", "техникум – предприятие", PARTNERSHIP),
    ("contract-work", "работы по договорам подряда", "техникум – предприятие", PARTNERSHIP),
    ("research", "научно-исследовательские и технологические работы", "техникум – предприятие", PARTNERSHIP),
    ("hiring", "трудоустройство выпускников", "предприятие – техникум", DUAL),
    ("summer-jobs", "временная занятость подростков", "центр занятости – школа, предприятие", CENTRE),
)
ORGANISATIONAL = (
    ("excursion", "экскурсия на производство", "предприятие – школа, техникум", PARTNERSHIP),
    ("trial", "профессиональная проба", "техникум, предприятие – школа", NETWORK),
    ("open-day", "день открытых дверей", "техникум – школы", MONITORING),
    ("fair", "ярмарка, выставка", "центр занятости – все участники", PARTNERSHIP),
    ("skills-contest", "конкурс профессионального мастерства", "предприятие – техникум", PARTNERSHIP),
    ("contest", "олимпиада, игра, слёт-конкурс", "школа – техникум, вуз", MONITORING),
    ("joint-lesson", "совместное занятие, урок", "школа – партнёр", MONITORING),
    ("programme", "реализация программы", "школа – партнёр", MONITORING),
    ("project", "реализация проекта", "школа – партнёр", MONITORING),
    ("joint-event", "совместное мероприятие", "любые участники", MONITORING),
    ("teachers-seminar", "семинар для педагогов", "методический центр – школы", MONITORING),
    ("meeting", "встреча со специалистами, ветеранами отрасли", "предприятие – школа, техникум", PARTNERSHIP),
    ("parents-meeting", "встреча с родителями", "техникум, предприятие – школа", CENTRE),
    ("consultation", "консультация", "ресурсный центр – школа", CENTRE),
    ("culture-sport", "спортивное, культурно-массовое мероприятие", "предприятие – техникум", PARTNERSHIP),
    ("labour-monitoring", "изучение рынка труда", "центр занятости – предприятие, техникум", PARTNERSHIP),
    ("council", "совет, рабочая группа", "все участники сети", CENTRE),
    ("joint-structure", "ресурсный центр, базовая кафедра, кластер", "техникум – предприятие – власть", PARTNERSHIP),
)
GROUPS = (
    ("contractual", AGREEMENTS, True),
    ("contractual", CONTRACTUAL, False),
    ("organisational", ORGANISATIONAL, False),
)


def add(apps: Any, schema_editor: Any) -> None:
    """Forms that an installation has added or renamed stay as they are."""
    form = apps.get_model("interactions", "InteractionForm")
    position = 0
    for group, forms, is_agreement in GROUPS:
        for code, name, who, basis in forms:
            position += 10
            form.objects.get_or_create(
                code=code,
                defaults={
                    "name": name,
                    "group": group,
                    "who": who,
                    "basis": basis,
                    "is_agreement": is_agreement,
                    "position": position,
                },
            )


class Migration(migrations.Migration):
    dependencies = [("interactions", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
