"""How a list is narrowed."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.classifiers.models import CodeQuerySet, Entry
from zveno.base.ui import filters


class EntryFilters(filters.FilterSet):
    q = filters.SearchFilter(label=_("Код или название"))
    when = filters.ChoiceFilter(
        label=_("Действует"), choices=[("now", _("сейчас")), ("past", _("уже нет"))], method="by_time"
    )

    class Meta:
        model = Entry
        fields = ()

    def by_time(self, rows: CodeQuerySet, _name: str, value: str) -> CodeQuerySet:
        on = timezone.localdate()
        return rows.in_force(on) if value == "now" else rows.filter(valid_until__lt=on)
