"""The few words that printers add to a paper, in the language of the paper and not of its reader.

They are no translations of the interface: a correction there must not change a paper printed again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Words:
    verify: str
    signature: str
    name: str
    seal: str
    months: tuple[str, ...]
    day: str
    """How a date is written, of its day, month and year."""

    def date(self, on: date) -> str:
        return self.day.format(day=on.day, month=self.months[on.month - 1], year=on.year)


_MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
WORDS: Mapping[str, Words] = {
    "ru": Words(
        verify="Проверить документ:",
        signature="(подпись)",
        name="(фамилия, инициалы)",
        seal="М. П.",
        months=tuple(_MONTHS["ru"].split()),
        day="{day} {month} {year} г.",
    ),
    "en": Words(
        verify="Verify this document:",
        signature="(signature)",
        name="(name)",
        seal="Seal",
        months=tuple(_MONTHS["en"].split()),
        day="{day} {month} {year}",
    ),
}
