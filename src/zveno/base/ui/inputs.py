"""Widgets of forms that the browser's own do not give."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class FileDrop(forms.FileInput):
    """A place to drop a file on; without JavaScript a plain file field."""

    template_name = "ui/forms/file_drop.html"


class FilesDrop(FileDrop):
    """The same for several files."""

    allow_multiple_selected = True


class PeriodInput(forms.MultiWidget):
    """«с … по …»: two days in one row."""

    template_name = "ui/forms/period.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "after": DateInput({"aria-label": _("с этого дня")}),
            "before": DateInput({"aria-label": _("по этот день")}),
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: slice | None) -> list[Any]:
        return [value.start, value.stop] if value else [None, None]
