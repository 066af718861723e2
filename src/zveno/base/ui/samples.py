"""Example data of the styleguide. Invented; content, not interface, so it is not translated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.urls import reverse

from zveno.base.core.verdict import no
from zveno.base.ui import components as c
from zveno.base.ui import pictures as p
from zveno.base.ui import tables
from zveno.base.ui.frames import Frame, MenuEntry, Person, Seat
from zveno.base.ui.inputs import DateInput, FileDrop, PeriodInput

NOON = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Partner:
    name: str
    kind: str
    students: int | None
    hours: float
    signed_on: date | None
    state: c.Status


STATES = (
    c.Status("действует", "good"),
    c.Status("ждёт подписи", "waits"),
    c.Status("истёк", "late"),
    c.Status("черновик", "plain", "pencil"),
)
NAMES = (
    "Верхнеозёрский механический завод", "Сельхозкооператив «Заречный»", "Районная больница",
    "Лесопромышленный комбинат «Кедр»", "Озёрская швейная фабрика", "Тепловые сети округа",
    "Автотранспортное предприятие № 3", "Хлебозавод «Колос»", "Дорожное управление «Север»",
)  # fmt: skip


def partner(place: int) -> Partner:
    """The rows differ without chance: the page looks alike each time."""
    branch, name = divmod(place, len(NAMES))
    silent, unsigned = place in range(5, 123, 11), place in range(3, 123, 7)
    return Partner(
        name=f"{NAMES[name]}, филиал {branch}" if branch else NAMES[name],
        kind=("предприятие", "кооператив", "учреждение")[place % 3],
        students=None if silent else place * 37 % 53 * 25,
        hours=place * 17 % 40 / 4,
        signed_on=None if unsigned else date(2026, 1, 12) + timedelta(days=place * 5),
        state=STATES[place % 4],
    )


ROWS = [partner(place) for place in range(123)]
TABLE = tables.Table[Partner](
    caption="Партнёры",
    order="name",
    row_url=lambda _row: "#tables",
    columns=[
        tables.text("name", "Организация", lambda row: row.name, order="name"),
        tables.text("kind", "Вид", lambda row: row.kind, order="kind"),
        tables.number("students", "Практикантов", lambda row: row.students, order="students"),
        tables.number(
            "hours", "Часов в день", lambda row: row.hours, order="hours", hint="В среднем за период"
        ),
        tables.day("signed", "Договор от", lambda row: row.signed_on, order="signed_on"),
        tables.status("state", "Состояние", lambda row: row.state),
    ],
)


class SampleForm(forms.Form):
    """One field of each kind; bound with a mistake it shows how errors look."""

    name = forms.CharField(label="Название мероприятия", help_text="Как в плане работы.", max_length=80)
    kind = forms.ChoiceField(
        label="Вид",
        choices=[("", "— выберите —"), ("trip", "Экскурсия"), ("trial", "Профессиональная проба")],
    )
    day = forms.DateField(label="День", widget=DateInput())
    places = forms.IntegerField(label="Мест", min_value=1, max_value=60)
    period = forms.Field(label="Приём заявок", widget=PeriodInput(), required=False)
    format = forms.ChoiceField(
        label="Где проходит",
        choices=[("enterprise", "На предприятии"), ("college", "В техникуме")],
        widget=forms.RadioSelect,
    )
    about = forms.CharField(
        label="Что увидят школьники", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    consent = forms.BooleanField(label="Согласия родителей собраны")
    paper = forms.FileField(
        label="Приказ", widget=FileDrop(), required=False, help_text="PDF или DOCX, до 10 МБ."
    )


def sample_form(*, mistaken: bool) -> SampleForm:
    if not mistaken:
        return SampleForm(prefix="empty")
    return SampleForm(
        {"bad-name": "Экскурсия в цех", "bad-day": "2026-02-31", "bad-places": "400"}, prefix="bad"
    )


def everything() -> dict[str, Any]:
    """The whole context of the styleguide."""
    return {
        "themes": ("light", "dark", "contrast"),
        "form_empty": sample_form(mistaken=False),
        "form_mistaken": sample_form(mistaken=True),
        "statuses": STATES,
        "refused": no(
            "Подписать может тот, чья очередь: сейчас ждём завод.", who_can="Иванова М. П., отдел кадров"
        ),
        "figures": [
            c.Figure("Практикантов сейчас", "1 248", "#figures", "на 12 больше, чем год назад"),
            c.Figure("Мест свободно", "86", "#figures", "из 310", "waits"),
            c.Figure("Договоров просрочено", "3", "#figures", "старейший – 12 дней", "late"),
            c.Figure("Трудоустроено", "72,4 %", "#figures", "выпуск 2026 года"),
            c.Figure("Отзывов", None, note="сбор начнётся 1 декабря"),
        ],
        "life": [
            c.Step("Составлен", "done", "Петрова А. С.", NOON - timedelta(days=9)),
            c.Step("Техникум подписал", "done", "Лебедев И. И.", NOON - timedelta(days=7)),
            c.Step("Подписывает завод", "now", next_move="Ход за: отдел кадров завода, до 25.11"),
            c.Step("Подписывает студент", "ahead"),
            c.Step("Действует", "ahead"),
        ],
        "life_failed": [
            c.Step("Составлен", "done", "Петрова А. С.", date(2026, 11, 3)),
            c.Step(
                "Отклонён заводом", "failed", "Иванова М. П.", date(2026, 11, 5), "Причина: нет наставника"
            ),
        ],
        "history": [
            c.HistoryEntry(NOON, "Петрова А. С.", "Отправлен на подпись заводу", tone="good"),
            c.HistoryEntry(
                NOON - timedelta(days=2), "Лебедев И. И.", "Подписан от имени техникума", tone="good"
            ),
            c.HistoryEntry(
                NOON - timedelta(days=3),
                "Петрова А. С.",
                "Изменён срок практики",
                "Группа сдаёт экзамен до 1 декабря.",
                "waits",
            ),
        ],
        "facts": [
            c.Fact("Полное название", "АО «Верхнеозёрский механический завод»"),
            c.Fact("Кто подписывает", "Кузнецов Пётр Андреевич, директор"),
            c.Fact("Наставников", 14, "#facts"),
            c.Fact("Медицинская книжка", None),
        ],
        "tabs": [
            c.Tab("Общее", "#tabs", current=True),
            c.Tab("Практика", "#tabs", amount=24),
            c.Tab("Договоры", "#tabs", amount=3),
            c.Tab("История", "#tabs"),
        ],
        "tasks": [
            c.Task(
                "Подпишите договор № 118",
                "#tasks",
                "Завод и студент подписали, ждут вас с 18 ноября",
                "Подписать",
                "waits",
                "pen-line",
            ),
            c.Task(
                "Заявка школы № 4 без ответа",
                "#tasks",
                "Срок ответа прошёл вчера",
                "Ответить",
                "late",
                "message-circle",
            ),
            c.Task(
                "Каникулы в графике группы ТМ-21", "#tasks", "Через 9 дней", "Посмотреть", icon="calendar"
            ),
        ],
        "factors": [
            c.Factor("Просил это место первым", "good", "+30"),
            c.Factor("Живёт в 12 минутах", "good", "+15"),
            c.Factor("Нет медицинской книжки", "late", "−20"),
            c.Factor("Наставник уже вёл двоих из группы"),
        ],
        "progress": c.Progress(
            "Договоры группы ТМ-21", 137, 250, "ещё около минуты", cancel_url="/styleguide/"
        ),
        "progress_done": c.Progress("Загрузка списка", 250, 250),
        "empty": c.Empty(
            "Мест практики ещё нет",
            "Здесь стоят места, которые предприятия дают на период.",
            "Пригласить предприятие",
            "#empty",
            "factory",
        ),
        "pictures": pictures(),
    }


def pictures() -> list[p.Picture]:
    years = ("2022", "2023", "2024", "2025", "2026")
    organisations = ("Школа № 1", "Школа № 4", "Школа с. Заречное", "Лицей")
    measures = ("Охват пробами, %", "Партнёров", "Договоров в срок, %", "Наставников")
    return [
        p.Bars(
            "need",
            "Потребность и приём",
            ("Сварщик", "Электромонтёр", "Повар", "Механизатор"),
            (p.Series("Нужно", (34, 28, 12, 25)), p.Series("Принято", (25, 25, 25, None))),
            "чел.",
        ),
        p.Lines(
            "years",
            "Трудоустроены по профессии",
            years,
            (p.Series("Техникум", (61, 64, None, 70, 72)), p.Series("Область", (58, 59, 61, 62, 64))),
            "%",
        ),
        p.Donut(
            "kinds",
            "Партнёры по видам",
            (("Предприятия", 25), ("Учреждения", 11), ("Кооперативы", 6), ("Предприниматели", 4)),
        ),
        p.Bars(
            "silent",
            "Дней без связи",
            ("Верхнеозёрский механический завод", "Лесопромышленный комбинат «Кедр»", "Хлебозавод «Колос»"),
            (p.Series("Дней", (4, 61, 130)),),
            "дн.",
            horizontal=True,
        ),
        p.Sankey(
            "ways",
            "Куда пришли девятиклассники 2023 года",
            [
                p.Stage("Школа № 1", 0),
                p.Stage("Школа № 4", 0),
                p.Stage("Техникум", 1),
                p.Stage("10 класс", 1),
                p.Stage("Механический завод", 2),
                p.Stage("Другие предприятия", 2),
                p.Stage("Вуз", 2),
            ],
            [
                p.Flow("Школа № 1", "Техникум", 42),
                p.Flow("Школа № 1", "10 класс", 18),
                p.Flow("Школа № 4", "Техникум", 27),
                p.Flow("Школа № 4", "10 класс", 31),
                p.Flow("Техникум", "Механический завод", 38),
                p.Flow("Техникум", "Другие предприятия", 31),
                p.Flow("10 класс", "Вуз", 49),
            ],
            "чел.",
        ),
        p.HeatTable(
            "heat",
            "Показатели по организациям",
            organisations,
            measures,
            [
                [p.Cell(92, "good"), p.Cell(14, "good"), p.Cell(88, "good"), p.Cell(6)],
                [p.Cell(54, "waits"), p.Cell(7, "waits"), p.Cell(91, "good"), p.Cell(2)],
                [p.Cell(21, "late"), p.Cell(2, "late"), p.Cell(None), p.Cell(0)],
                [p.Cell(76, "good"), p.Cell(9), p.Cell(70, "waits"), p.Cell(4)],
            ],
        ),
        p.Network(
            "net",
            "Кто с кем работает",
            ("Школы", "Техникум", "Предприятия"),
            [
                p.Node("t", "Техникум", 0, 0, 1, 46),
                p.Node("s1", "Школа № 1", -6, -3, 0, 26),
                p.Node("s4", "Школа № 4", -6, 3, 0, 22),
                p.Node("z", "Механический завод", 6, -3, 2, 38),
                p.Node("k", "«Кедр»", 6.5, 0.5, 2, 20),
                p.Node("h", "Хлебозавод", 5, 4, 2, 18, silent=True),
            ],
            [
                p.Tie("s1", "t", 14),
                p.Tie("s4", "t", 6),
                p.Tie("t", "z", 30),
                p.Tie("t", "k", 8),
                p.Tie("s1", "z", 3),
            ],
            note="Пунктир – давно не было связи",
        ),
        p.Radar(
            "profile",
            "Профиль склонностей",
            ("Техника", "Природа", "Люди", "Знаки", "Искусство"),
            (p.Series("Осень", (82, 45, 38, 61, 20)), p.Series("Весна", (70, 50, 52, 58, 31))),
        ),
    ]


def work_frame() -> Frame:
    here = reverse("ui:styleguide")
    return Frame(
        menu=[
            MenuEntry("Сегодня", here, "sun", current=True, count=4),
            MenuEntry("Сеть", here, "share-2"),
            MenuEntry("Профориентация", here, "compass"),
            MenuEntry("Практика", here, "briefcase"),
            MenuEntry("Дуальное обучение", here, "repeat-2"),
            MenuEntry("Кадры", here, "users"),
            MenuEntry("Управление", here, "chart-column"),
        ],
        person=Person(
            "Петрова Анна Сергеевна",
            "petrova@example.ru",
            [MenuEntry("Настройки", here, "settings"), MenuEntry("Безопасность", here, "shield-check")],
        ),
        seats=[
            Seat("1", "Верхнеозёрский индустриальный техникум", "заведующая практикой", current=True),
            Seat("2", "Ресурсный центр округа", "специалист"),
        ],
        home_url=here,
        search_url=here,
        seat_set_url=here,
        notifications_url=here,
        notifications=3,
        sign_out_url=here,
    )


def public_frame() -> Frame:
    here = reverse("ui:styleguide")
    titles = ("Профессии района", "Где учиться", "Предприятия", "Календарь", "Итоги", "Спросить")
    return Frame(
        menu=[MenuEntry(title, here, current=title == "Календарь") for title in titles],
        home_url=here,
        sign_in_url=here,
        foot=[MenuEntry("О портале", here), MenuEntry("Персональные данные", here)],
    )


FRAMES = {"work": work_frame, "public": public_frame, "link": Frame}
