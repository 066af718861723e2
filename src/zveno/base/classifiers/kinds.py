"""Which lists there are, and what their codes look like."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Classifier(models.TextChoices):
    GROUP = "group", _("Укрупнённые группы профессий и специальностей")
    SPO = "spo", _("Профессии и специальности СПО")
    OKPDTR_OLD = "okpdtr-old", _("ОКПДТР, прежний (ОК 016-94)")
    OKPDTR = "okpdtr", _("ОКПДТР (ОК 016-2025)")
    OKVED2 = "okved2", _("ОКВЭД2: виды экономической деятельности")
    OKTMO = "oktmo", _("ОКТМО: территории")


@dataclass(frozen=True)
class Shape:
    """What a code of the list looks like, as a pattern and in words."""

    pattern: str
    words: str | Promise


SHAPES: dict[str, Shape] = {
    Classifier.GROUP: Shape(r"\d{2}\.00\.00", "08.00.00"),
    Classifier.SPO: Shape(
        r"\d{2}\.0[12]\.\d{2}", _("08.02.01: 01 в середине – профессия, 02 – специальность")
    ),
    Classifier.OKPDTR_OLD: Shape(r"\d{5}", _("пять цифр: 19149")),
    Classifier.OKPDTR: Shape(r"[12]\d{5}", _("шесть цифр, первая 1 или 2: 203191")),
    Classifier.OKVED2: Shape(r"[A-U]|\d{2}(\.\d{1,2}){0,2}", _("буква раздела или 25.62, 25.62.1")),
    Classifier.OKTMO: Shape(r"\d{8}(\d{3})?", _("8 или 11 цифр")),
}
