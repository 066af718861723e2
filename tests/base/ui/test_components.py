"""Components: fields with their errors, buttons with their reasons, pictures with their tables."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from lucide import IconDoesNotExist

from zveno.base.core.verdict import YES, no
from zveno.base.ui import icons, samples
from zveno.base.ui.components import Step
from zveno.base.ui.inputs import DateInput, PeriodInput
from zveno.base.ui.pictures import Bars, Cell, Gantt, HeatTable, Network, Node, Picture, Series, Span

TEMPLATES = Path(icons.__file__).parent / "templates"


def draw(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context)).strip()


class EventForm(forms.Form):
    name = forms.CharField(label="Название", help_text="Как в плане.")
    consent = forms.BooleanField(label="Согласия собраны")
    note = forms.CharField(widget=forms.HiddenInput(), required=False)

    def clean(self) -> dict[str, object]:
        raise forms.ValidationError("В этот день уже есть экскурсия.")


def test_a_field_has_its_label_above_its_help_and_its_error_by_sentence() -> None:
    page = str(EventForm({"name": ""}))

    assert re.findall(r'<label for="id_name">([^<]+)<', page) == ["Название"]
    assert re.findall(r'<div class="help" id="id_name_helptext">([^<]+)</div>', page) == ["Как в плане."]
    assert re.findall(r'<div id="id_name_error">.*?<span>([^<]+)</span>', page, re.DOTALL) == [
        "Обязательное поле."
    ]
    field = re.search(r'<input[^>]*name="name"[^>]*>', page)
    assert field
    assert 'aria-invalid="true"' in field.group(0)
    assert 'aria-describedby="id_name_helptext id_name_error"' in field.group(0)


def test_errors_of_the_whole_form_stand_first_and_hidden_fields_are_kept() -> None:
    page = str(EventForm({"name": "Экскурсия"}))

    assert page.index("В этот день уже есть экскурсия.") < page.index("Название")
    assert page.count('type="hidden" name="note"') == 1


def test_a_checkbox_stands_before_its_words() -> None:
    page = str(EventForm())

    box = re.search(r'<label class="check" for="id_consent">(<input[^>]+>)<span>([^<]+)<', page)
    assert box
    assert box.group(2) == "Согласия собраны"


def test_the_browser_gets_dates_in_its_own_form() -> None:
    field = DateInput().render("day", __import__("datetime").date(2026, 11, 21))
    period = PeriodInput().render("period", None)

    assert field == '<input type="date" name="day" value="2026-11-21">'
    assert re.findall(r'name="([^"]+)"', period) == ["period_after", "period_before"]


def test_a_refused_button_stays_and_says_why() -> None:
    refused = draw('{% button "Подписать" href="/sign/" verdict=verdict %}', verdict=no("Ждём завод."))
    allowed = draw('{% button "Подписать" href="/sign/" verdict=verdict %}', verdict=YES)

    assert refused == (
        '<span class="button button-main" role="button" tabindex="0" aria-disabled="true"'
        ' title="Ждём завод.">Подписать</span>'
    )
    assert allowed == '<a class="button button-main" href="/sign/">Подписать</a>'


def test_a_button_of_a_form_carries_its_name_and_value() -> None:
    assert draw('{% button "Принять" kind="plain" name="answer" value="yes" %}') == (
        '<button class="button" name="answer" value="yes">Принять</button>'
    )


def test_words_between_tags_are_escaped() -> None:
    drawn = draw("{% card title %}{{ text }}{% endcard %}", title="<b>", text="<i>")

    assert re.findall(r"<(?:b|i)>", drawn) == []
    assert drawn.count("&lt;") == 2


def test_a_step_of_a_life_is_said_and_not_only_coloured() -> None:
    drawn = draw(
        "{% life steps %}",
        steps=[
            Step("Составлен", "done"),
            Step("Подпись", "now", next_move="Ход за заводом"),
            Step("Действует", "ahead"),
        ],
    )

    words = re.sub(r"<[^>]+>", "", drawn).split()
    assert " ".join(words) == "Составлен – пройдено Подпись – сейчас Ход за заводом Действует – впереди"
    assert drawn.count('aria-current="step"') == 1


def test_an_abbreviation_is_explained_or_it_is_an_error() -> None:
    assert draw('{% abbr "ЦЗН" %}') == '<abbr title="центр занятости населения">ЦЗН</abbr>'
    with pytest.raises(KeyError):
        draw('{% abbr "ЯЯЯ" %}')


def test_no_data_is_not_zero() -> None:
    assert (draw("{{ n|written }}", n=None), draw("{{ n|written }}", n=0)) == ("нет данных", "0")


def test_every_icon_that_templates_of_the_look_name_exists() -> None:
    names = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'icon[ =]"([a-z0-9-]+)"', path.read_text())
    }

    drawn = {name: icons.icon(name) for name in names}

    assert {
        name for name, drawing in drawn.items() if not drawing.startswith('<svg class="icon" aria-hidden')
    } == set()
    with pytest.raises(IconDoesNotExist):
        icons.icon("no-such-icon")


def test_a_picture_says_the_same_in_its_table() -> None:
    picture = Bars("need", "Нужно", ("Сварщик", "Повар"), (Series("2026", (34, None)),), "чел.")

    page = draw("{% picture picture %}", picture=picture)

    assert re.findall(r"<td[^>]*>([^<]*)</td>", page.partition("<tbody>")[2]) == [
        "Сварщик",
        "34",
        "Повар",
        "нет данных",
    ]
    assert page.count('<script id="picture-need" type="application/json">') == 1


def test_data_of_a_picture_cannot_close_its_script() -> None:
    picture = Bars("x", "x", ("</script><script>alert(1)</script>",), (Series("a", (1,)),))

    page = draw("{% picture picture %}", picture=picture)

    assert page.count("</script>") == 2


def test_a_cell_without_data_has_no_colour() -> None:
    table = HeatTable("h", "h", ["Лицей"], ["Охват"], [[Cell(None, "late")]])

    assert table.data["cells"] == [{"row": 0, "column": 0, "text": "—", "tone": "plain"}]


@pytest.mark.parametrize("picture", samples.pictures(), ids=lambda picture: picture.key)
def test_every_table_is_as_wide_as_its_titles(picture: Picture) -> None:
    assert {len(row) for row in picture.sheet.rows} == {len(picture.sheet.titles)}


def test_a_schedule_counts_its_rows_once_and_grows_with_them() -> None:
    spans = [
        Span("Группа 1", date(2026, 9, 1), date(2026, 9, 28), "практика", "good"),
        Span("Группа 2", date(2026, 9, 1), date(2026, 9, 7)),
        Span("Группа 1", date(2026, 11, 9), date(2026, 11, 9)),
    ]
    few = Gantt("plan", "План", spans, today=date(2026, 9, 10))
    many = Gantt(
        "plan", "План", [Span(str(number), date(2026, 9, 1), date(2026, 9, 2)) for number in range(21)]
    )

    page = draw("{% picture few %}{% picture many %}", few=few, many=many)

    assert [span["row"] for span in few.data["spans"]] == [0, 1, 0]  # type: ignore[attr-defined]
    assert re.findall(r'data-size="(\w*)"', page) == ["small", "tall"]
    assert re.findall(r"<td[^>]*>([^<]*)</td>", page)[:4] == [
        "Группа 1",
        "01.09.2026",
        "28.09.2026",
        "практика",
    ]
    assert '"start": "2026-09-01"' in page


def test_only_a_network_is_brought_nearer() -> None:
    network = Network("net", "Сеть", ["Школы"], [Node("a", "Школа", 0, 0, 0)], [])

    drawn = [draw("{% picture picture %}", picture=picture) for picture in (network, Gantt("g", "g", []))]

    assert ["data-zoom" in page for page in drawn] == [True, False]
