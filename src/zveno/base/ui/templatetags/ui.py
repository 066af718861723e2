"""The components of the look as template tags: `{% load ui %}`. All of them stand at /styleguide/."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.base import FilterExpression, token_kwargs
from django.template.context import RequestContext
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zveno.base.core.verdict import Verdict
from zveno.base.ui import icons, numbers, picture_files
from zveno.base.ui.abbreviations import ABBREVIATIONS
from zveno.base.ui.components import (
    TONE_ICONS,
    Empty,
    Fact,
    Factor,
    Figure,
    HistoryEntry,
    Progress,
    Status,
    Step,
    Tab,
    Task,
    Text,
    Tone,
)
from zveno.base.ui.keeping import KEPT
from zveno.base.ui.pictures import Network, Picture
from zveno.base.ui.saved import kept_of, saved_of

register = template.Library()

ROWS_BESIDE = 200
"""Of a picture's table stand on its page; the rest is in its file."""
KINDS = {"main": " button-main", "plain": "", "quiet": " button-quiet", "danger": " button-danger"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "handshake" %}`: beside words; an icon alone needs words for the screen reader."""
    return icons.icon(name)


@register.simple_tag
def button(
    text: Text,
    *,
    href: str = "",
    kind: str = "main",
    icon: str = "",
    small: bool = False,
    confirm: bool = False,
    verdict: Verdict | None = None,
    **attributes: Any,
) -> SafeString:
    """A link with `href`, otherwise the form's button.

    `confirm` opens the linked page of confirmation as a dialog; a refusing `verdict` leaves the button
    visible, disabled, and says why. Other attributes (name, value, form…) go to the element.
    """
    drawing = icons.icon(icon) if icon else ""
    css = f"button{KINDS[kind]}{' button-small' if small else ''}"
    if verdict is not None and not verdict:
        return format_html(
            '<span class="{}" role="button" tabindex="0" aria-disabled="true" title="{}">{}{}</span>',
            css, verdict.reason, drawing, text,
        )  # fmt: skip
    extra = format_html_join(
        "", ' {}="{}"', [(key.replace("_", "-"), value) for key, value in attributes.items()]
    )
    if href:
        data = mark_safe(" data-confirm") if confirm else ""
        return format_html('<a class="{}" href="{}"{}{}>{}{}</a>', css, href, data, extra, drawing, text)
    return format_html('<button class="{}"{}>{}{}</button>', css, extra, drawing, text)


@register.simple_tag
def badge(status: Status | Text, tone: Tone = "plain", icon: str = "") -> SafeString:
    """`{% badge row.status %}` or `{% badge _("Подписан") "good" %}`."""
    return draw_badge(status if isinstance(status, Status) else Status(status, tone, icon))


def draw_badge(status: Status) -> SafeString:
    return format_html(
        '<span class="badge" data-tone="{}">{}{}</span>', status.tone, icons.icon(status.sign), status.text
    )


@register.simple_tag
def abbr(short: str) -> SafeString:
    """`{% abbr "КЦП" %}`: an unknown abbreviation is an error, so that none stays unexplained."""
    return format_html('<abbr title="{}">{}</abbr>', ABBREVIATIONS[short], short)


@register.filter
def written(value: numbers.Number | None) -> str:
    """A figure as people write it; None is «нет данных», never 0."""
    return _("нет данных") if value is None else numbers.written(value)


@register.filter
def is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


@register.filter
def is_day(value: object) -> bool:
    return isinstance(value, date)


@register.simple_tag
def crumbs(*parts: Text) -> SafeString:
    """`{% crumbs _("Сеть") network_url _("Школы") list_url %}`: the way to this page, which is the h1."""
    links = format_html_join(
        "", '<li><a href="{}" data-back>{}</a></li>', zip(parts[1::2], parts[::2], strict=True)
    )
    return format_html('<nav aria-label="{}"><ol class="crumbs">{}</ol></nav>', _("Путь"), links)


@register.simple_block_tag
def pagehead(content: str, title: Text, lead: Text = "") -> SafeString:
    """The head of a page; between the tags stand its actions, one of them main."""
    words = format_html('<p class="lead">{}</p>', lead) if lead else ""
    actions = format_html('<div class="actions">{}</div>', content) if content.strip() else ""
    return format_html('<header class="page-head"><div><h1>{}</h1>{}</div>{}</header>', title, words, actions)


@register.simple_block_tag
def card(content: str, title: Text = "", level: int = 2) -> SafeString:
    """A surface with a heading."""
    head = format_html('<div class="card-head"><h{0}>{1}</h{0}></div>', level, title) if title else ""
    return format_html('<section class="card">{}{}</section>', head, content)


@register.simple_block_tag
def alert(content: str, tone: Tone = "plain", title: Text = "") -> SafeString:
    """A word from the system inside a page."""
    sign = icons.icon("info" if tone == "plain" else TONE_ICONS[tone])
    head = format_html("<h2>{}</h2>", title) if title else ""
    return format_html(
        '<div class="alert" data-tone="{}">{}<div>{}<div>{}</div></div></div>', tone, sign, head, content
    )


@register.inclusion_tag("ui/forms/fields.html")
def fields(title: Text, form: BaseForm, names: str) -> dict[str, object]:
    """A titled group of a long form: `{% fields _("Когда") form "day from+to" %}`; «+» makes a row."""
    return {"title": title, "rows": [[form[name] for name in row.split("+")] for row in names.split()]}


@register.inclusion_tag("ui/parts/figures.html")
def figures(items: Sequence[Figure]) -> dict[str, object]:
    """Three to five figures in a row."""
    return {"figures": items}


@register.inclusion_tag("ui/parts/life.html")
def life(steps: Sequence[Step]) -> dict[str, object]:
    """A life as a chain of states."""
    return {"steps": steps}


@register.inclusion_tag("ui/parts/history.html")
def history(entries: Sequence[HistoryEntry]) -> dict[str, object]:
    return {"entries": entries}


@register.inclusion_tag("ui/parts/facts.html")
def facts(items: Sequence[Fact]) -> dict[str, object]:
    return {"facts": items}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: Sequence[Tab], label: Text) -> dict[str, object]:
    """Tabs are links to pages; `label` names the group for screen readers."""
    return {"tabs": items, "label": label}


@register.inclusion_tag("ui/parts/tasks.html")
def tasks(items: Sequence[Task]) -> dict[str, object]:
    """What waits for the reader."""
    return {"tasks": items}


@register.inclusion_tag("ui/parts/why.html")
def why(reason: Text, factors: Sequence[Factor] = (), change_url: str = "") -> dict[str, object]:
    """«Почему так?» beside every automated result, with «Изменить вручную» for who may."""
    return {"reason": reason, "factors": factors, "change_url": change_url}


@register.inclusion_tag("ui/parts/empty.html")
def empty(nothing: Empty) -> dict[str, object]:
    return {"empty": nothing}


@register.inclusion_tag("ui/parts/refusal.html")
def refusal(verdict: Verdict) -> dict[str, object]:
    """Says what is not allowed, why, and who can do it."""
    return {"verdict": verdict}


@register.inclusion_tag("ui/parts/progress.html", takes_context=True)
def progress(context: RequestContext, work: Progress) -> dict[str, object]:
    return {"progress": work, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/parts/confirm.html", takes_context=True)
def confirm(
    context: RequestContext, *, title: Text, text: Text, action: Text, back_url: str, danger: bool = False
) -> dict[str, object]:
    """A question with a POST form: a page by itself, a dialog when its link says `confirm=True`."""
    return {
        "title": title,
        "text": text,
        "action": action,
        "back_url": back_url,
        "kind": "danger" if danger else "main",
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("ui/parts/picture.html", takes_context=True)
def picture(context: RequestContext, drawing: Picture, size: str = "") -> dict[str, object]:
    """A picture with its table and its files; `size` is «small», «large» or nothing."""
    request = context.get("request")
    sheet = drawing.sheet
    rows = list(sheet.rows)
    return {
        "picture": drawing,
        "size": size or getattr(drawing, "size", ""),
        "zooms": isinstance(drawing, Network),
        "titles": sheet.titles,
        "rows": rows[:ROWS_BESIDE],
        "more": max(0, len(rows) - ROWS_BESIDE),
        "files": picture_files.offer(request, drawing) if request else [],
    }


@register.inclusion_tag("ui/parts/saved.html", takes_context=True)
def saved_filters(context: RequestContext) -> dict[str, object]:
    """«Мои отборы» of a list: its addresses that the reader keeps under names."""
    request = context["request"]
    return {"saved": saved_of(request), "query": kept_of(request.GET), "here": request.get_full_path()}


CSRF_MARK, HERE_MARK = "@csrf-token@", "@here@"
_numbers = count(1)


class KeptNode(template.Node):
    """Its part sees only what it was given: what one person's page knows cannot get into another's."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: template.NodeList, given: dict[str, FilterExpression]) -> None:
        self.nodelist, self.given, self.number = nodelist, given, next(_numbers)

    def render(self, context: template.Context) -> SafeString:
        given = {name: value.resolve(context) for name, value in self.given.items()}
        key = (self.number, get_language(), *given.values())
        drawn = KEPT.drawn(key, lambda: self._draw(context, given))
        if CSRF_MARK in drawn:
            drawn = drawn.replace(CSRF_MARK, str(context.get("csrf_token", "")))
        if HERE_MARK in drawn:
            drawn = drawn.replace(
                HERE_MARK, context.get("here") or escape(context["request"].get_full_path())
            )
        return mark_safe(drawn)  # noqa: S308 -- drawn by a template, marks exchanged for escaped text

    def _draw(self, context: template.Context, given: dict[str, object]) -> str:
        inside = {**given, "csrf_token": CSRF_MARK, "here": HERE_MARK}
        return str(self.nodelist.render(context.new(inside)))


@register.tag
def kept(parser: template.base.Parser, token: template.base.Token) -> KeptNode:
    """`{% kept frame=frame.itself look=look %}…{% endkept %}`: drawn once for equal (hashable) values.

    Inside there is nothing but these values, `{% csrf_token %}` and `{{ here }}`, the address of the page.
    """
    given = token_kwargs(token.split_contents()[1:], parser)
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, given)
