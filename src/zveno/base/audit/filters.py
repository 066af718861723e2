"""How the journal is narrowed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import titles
from zveno.base.audit.models import EntryQuerySet
from zveno.base.audit.queries import kinds_of_things
from zveno.base.ui.filters import ChoiceFilter, FilterSet, PeriodFilter, SearchFilter

KINDS = (("looks", _("просмотры")), ("acts", _("действия")))


def _actions() -> list[tuple[str, str]]:
    return sorted(((code, str(title)) for code, title in titles().items()), key=lambda pair: pair[1])


class EntryFilters(FilterSet):
    q = SearchFilter(label=_("Кто или что"))
    kind = ChoiceFilter(label=_("Вид"), choices=KINDS, method="of_kind")
    action = ChoiceFilter(label=_("Что"), choices=_actions)
    thing_type = ChoiceFilter(label=_("Предмет"), choices=kinds_of_things)
    at = PeriodFilter("at")

    def of_kind(self, entries: EntryQuerySet, name: str, kind: str) -> EntryQuerySet:
        return entries.looks() if kind == "looks" else entries.acts()


class OwnEntryFilters(FilterSet):
    kind = ChoiceFilter(label=_("Вид"), choices=KINDS, method="of_kind")
    at = PeriodFilter("at")

    def of_kind(self, entries: EntryQuerySet, name: str, kind: str) -> EntryQuerySet:
        return entries.looks() if kind == "looks" else entries.acts()
