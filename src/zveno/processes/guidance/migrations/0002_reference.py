"""Themes, the first wording of the consent, and the production calendar of 2025–2027."""

from datetime import date
from typing import Any

from django.db import migrations

THEMES = (
    ("choice", "Как выбрать профессию"),
    ("where_to_study", "Где учиться"),
    ("admission", "Поступление: сроки, документы, места"),
    ("trial", "Профессиональные пробы и экскурсии"),
    ("diagnostics", "Диагностика и консультация"),
    ("health", "Обучение при ОВЗ и инвалидности"),
    ("target", "Целевое обучение"),
    ("practice", "Практика и стажировка"),
    ("work", "Работа и подработка"),
    ("employer", "Предприятию: как участвовать"),
    ("other", "Другое"),
)

CONSENT = """СОГЛАСИЕ НА ОБРАБОТКУ ПЕРСОНАЛЬНЫХ ДАННЫХ

Я свободно, своей волей и в своём интересе даю согласие оператору – {centre} (адрес: {address}) – на обработку моих персональных данных на следующих условиях.

1. Цель обработки: ответ на мой вопрос о выборе профессии, обучении и работе. Для других целей данные не используются.

2. Какие данные: адрес электронной почты и сведения, которые я сообщу в тексте вопроса и в переписке по нему.

3. Действия: сбор, запись, хранение, уточнение, использование для ответа, передача организации того же района, которая сможет ответить (передача видна на странице вопроса), обезличивание, удаление. Обработка ведётся в информационной системе, на территории Российской Федерации.

4. Третьим лицам данные не передаются, кроме организации, указанной в пункте 3. Работодателям данные не передаются.

5. Срок: до ответа на вопрос и один год после него. Затем текст удаляется, для учёта остаются только тема и даты.

6. Отозвать согласие можно в любое время: кнопкой на странице вопроса (ссылка на неё приходит в письме) или письмом по адресу оператора. Текст вопроса и ответа тогда удаляется сразу.

Если согласие даёт законный представитель, оно относится и к данным ребёнка, о котором задан вопрос."""

STATUTORY, MOVED = "ТК РФ, ст. 112", "Перенос выходного дня, ТК РФ, ст. 112"
DECREE_2025 = "Постановление Правительства РФ от 04.10.2024 № 1335"
DECREE_2026 = "Постановление Правительства РФ от 24.09.2025 № 1466"
NEW_YEAR, MAY, VICTORY = "Новогодние каникулы и Рождество", "Праздник Весны и Труда", "День Победы"
DEFENDER, WOMEN = "День защитника Отечества", "Международный женский день"
RUSSIA, UNITY = "День России", "День народного единства"

OFF = (
    ((2025, 11, 3), UNITY, DECREE_2025),
    ((2025, 11, 4), UNITY, STATUTORY),
    ((2025, 12, 31), NEW_YEAR, DECREE_2025),
    *(((2026, 1, day), NEW_YEAR, STATUTORY) for day in range(1, 9)),
    ((2026, 1, 9), NEW_YEAR, DECREE_2026),
    ((2026, 2, 23), DEFENDER, STATUTORY),
    ((2026, 3, 9), WOMEN, MOVED),
    ((2026, 5, 1), MAY, STATUTORY),
    ((2026, 5, 11), VICTORY, MOVED),
    ((2026, 6, 12), RUSSIA, STATUTORY),
    ((2026, 11, 4), UNITY, STATUTORY),
    ((2026, 12, 31), NEW_YEAR, DECREE_2026),
    *(((2027, 1, day), NEW_YEAR, STATUTORY) for day in range(1, 9)),
    ((2027, 2, 23), DEFENDER, STATUTORY),
    ((2027, 3, 8), WOMEN, STATUTORY),
    ((2027, 5, 3), MAY, MOVED),
    ((2027, 5, 10), VICTORY, MOVED),
    ((2027, 6, 14), RUSSIA, MOVED),
    ((2027, 11, 4), UNITY, STATUTORY),
)
WORKED = (((2025, 11, 1), "Рабочая суббота", DECREE_2025),)


def add(apps: Any, schema_editor: Any) -> None:
    theme, wording = apps.get_model("guidance", "Theme"), apps.get_model("guidance", "ConsentText")
    for position, (code, name) in enumerate(THEMES, start=1):
        theme.objects.get_or_create(code=code, defaults={"name": name, "position": position * 10})
    wording.objects.get_or_create(
        version="2025-09", defaults={"text": CONSENT, "in_force_from": date(2025, 9, 1)}
    )
    day_off = apps.get_model("guidance", "DayOff")
    for days, is_worked in ((OFF, False), (WORKED, True)):
        for day, name, source in days:
            day_off.objects.get_or_create(
                day=date(*day), defaults={"name": name, "source": source, "is_worked": is_worked}
            )


class Migration(migrations.Migration):
    dependencies = [("guidance", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
