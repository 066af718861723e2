"""What the page of components shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from zveno.base.core.verdict import no
from zveno.base.ui import components as c
from zveno.base.ui.samples.charts import pictures
from zveno.base.ui.samples.forms import sample_form
from zveno.base.ui.samples.partners import STATES

NOON = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def everything() -> dict[str, Any]:
    """The whole context of the styleguide."""
    return {
        "themes": ("light", "dark", "contrast"),
        "form_empty": sample_form(mistaken=False),
        "form_mistaken": sample_form(mistaken=True),
        "statuses": STATES,
        "refused": no(
            _("Подписать может тот, чья очередь: сейчас ждём завод."),
            who_can=_("Иванова М. П., отдел кадров"),
        ),
        "figures": [
            c.Figure(_("Практикантов сейчас"), "1 248", "#figures", _("на 12 больше, чем год назад")),
            c.Figure(_("Мест свободно"), "86", "#figures", _("из 310"), "waits"),
            c.Figure(_("Договоров просрочено"), "3", "#figures", _("старейший – 12 дней"), "late"),
            c.Figure(_("Трудоустроено"), "72,4 %", "#figures", _("выпуск 2026 года")),
            c.Figure(_("Отзывов"), None, note=_("сбор начнётся 1 декабря")),
        ],
        "life": [
            c.Step(_("Составлен"), "done", "Петрова А. С.", NOON - timedelta(days=9)),
            c.Step(_("Техникум подписал"), "done", "Лебедев И. И.", NOON - timedelta(days=7)),
            c.Step(_("Подписывает завод"), "now", next_move=_("Ход за: отдел кадров завода, до 25.11")),
            c.Step(_("Подписывает студент"), "ahead"),
            c.Step(_("Действует"), "ahead"),
        ],
        "life_failed": [
            c.Step(_("Составлен"), "done", "Петрова А. С.", date(2026, 11, 3)),
            c.Step(
                _("Отклонён заводом"),
                "failed",
                "Иванова М. П.",
                date(2026, 11, 5),
                _("Причина: нет наставника"),
            ),
        ],
        "history": [
            c.HistoryEntry(NOON, "Петрова А. С.", _("Отправлен на подпись заводу"), tone="good"),
            c.HistoryEntry(
                NOON - timedelta(days=2), "Лебедев И. И.", _("Подписан от имени техникума"), tone="good"
            ),
            c.HistoryEntry(
                NOON - timedelta(days=3),
                "Петрова А. С.",
                _("Изменён срок практики"),
                _("Группа сдаёт экзамен до 1 декабря."),
                "waits",
            ),
        ],
        "facts": [
            c.Fact(_("Полное название"), _("АО «Верхнеозёрский механический завод»")),
            c.Fact(_("Кто подписывает"), _("Кузнецов Пётр Андреевич, директор")),
            c.Fact(_("Наставников"), 14, "#facts"),
            c.Fact(_("Медицинская книжка"), None),
        ],
        "tabs": [
            c.Tab(_("Общее"), "#tabs", current=True),
            c.Tab(_("Практика"), "#tabs", amount=24),
            c.Tab(_("Договоры"), "#tabs", amount=3),
            c.Tab(_("История"), "#tabs"),
        ],
        "tasks": [
            c.Task(
                _("Подпишите договор № 118"),
                "#tasks",
                _("Завод и студент подписали, ждут вас с 18 ноября"),
                _("Подписать"),
                "waits",
                "pen-line",
            ),
            c.Task(
                _("Заявка школы № 4 без ответа"),
                "#tasks",
                _("Срок ответа прошёл вчера"),
                _("Ответить"),
                "late",
                "message-circle",
            ),
            c.Task(
                _("Каникулы в графике группы ТМ-21"),
                "#tasks",
                _("Через 9 дней"),
                _("Посмотреть"),
                icon="calendar",
            ),
        ],
        "factors": [
            c.Factor(_("Просил это место первым"), "good", "+30"),
            c.Factor(_("Живёт в 12 минутах"), "good", "+15"),
            c.Factor(_("Нет медицинской книжки"), "late", "−20"),
            c.Factor(_("Наставник уже вёл двоих из группы")),
        ],
        "progress": c.Progress(
            _("Договоры группы ТМ-21"), 137, 250, _("ещё около минуты"), cancel_url="/styleguide/"
        ),
        "progress_done": c.Progress(_("Загрузка списка"), 250, 250),
        "empty": c.Empty(
            _("Мест практики ещё нет"),
            _("Здесь стоят места, которые предприятия дают на период."),
            _("Пригласить предприятие"),
            "#empty",
            "factory",
        ),
        "pictures": pictures(),
    }
