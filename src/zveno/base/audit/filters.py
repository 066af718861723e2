"""How the journal is narrowed. What happens all day is folded until it is asked for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import routine, titles
from zveno.base.audit.models import EntryQuerySet
from zveno.base.audit.queries import kinds_of_things
from zveno.base.ui.filters import ChoiceFilter, FilterSet, PeriodFilter, SearchFilter

FOLDED = _("все, кроме входов")
KINDS = (
    ("acts", _("действия, кроме входов")),
    ("looks", _("просмотры")),
    ("routine", _("входы и выходы")),
    ("all", _("все до одной")),
)


def _actions() -> list[tuple[str, str]]:
    return sorted(((code, str(title)) for code, title in titles().items()), key=lambda pair: pair[1])


class FoldingFilters(FilterSet):
    """For lists of entries with a filter `kind`."""

    def filter_queryset(self, entries: EntryQuerySet) -> EntryQuerySet:
        narrowed: EntryQuerySet = super().filter_queryset(entries)
        return narrowed.exclude(action__in=routine()) if self._is_folded() else narrowed

    def of_kind(self, entries: EntryQuerySet, name: str, kind: str) -> EntryQuerySet:
        match kind:
            case "looks":
                return entries.looks()
            case "acts":
                return entries.acts()
            case "routine":
                return entries.filter(action__in=routine())
            case _:
                return entries

    def chosen(self) -> list[tuple[str, str]]:
        """A file that leaves says what is not in it, too."""
        chosen = super().chosen()
        if self._is_folded() and not self.form.cleaned_data["kind"]:
            chosen.insert(0, (str(self.form.fields["kind"].label), str(FOLDED)))
        return chosen

    def _is_folded(self) -> bool:
        asked = self.form.cleaned_data
        return asked.get("kind") not in {"routine", "all"} and asked.get("action") not in routine()


class EntryFilters(FoldingFilters):
    q = SearchFilter(label=_("Кто или что"))
    kind = ChoiceFilter(label=_("Вид"), choices=KINDS, empty_label=FOLDED, method="of_kind")
    action = ChoiceFilter(label=_("Что"), choices=_actions)
    thing_type = ChoiceFilter(label=_("Предмет"), choices=kinds_of_things)
    at = PeriodFilter("at")


class OwnEntryFilters(FoldingFilters):
    kind = ChoiceFilter(label=_("Вид"), choices=KINDS, empty_label=FOLDED, method="of_kind")
    at = PeriodFilter("at")
