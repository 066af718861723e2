"""What may be typed about thresholds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.inputs import DateInput
from zveno.oversight.monitoring.indicators import INDICATORS
from zveno.oversight.monitoring.models import Better, Threshold

PERCENT = 100


class ThresholdForm(forms.ModelForm[Threshold]):
    """Shares are typed in per cent, as they are read."""

    indicator = forms.ChoiceField(label=_("Показатель"))

    class Meta:
        model = Threshold
        fields = ("indicator", "since", "better", "green", "yellow", "source")
        widgets = {"since": DateInput()}
        help_texts = {
            "green": _("Граница зелёного: доли – в процентах."),
            "yellow": _("Граница жёлтого; хуже неё – красный."),
            "source": _("Приказ, программа или решение, из которого взят порог."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = [  # type: ignore[attr-defined]
            (code, f"{indicator.title} ({indicator.unit})") for code, indicator in INDICATORS.items()
        ]
        self.fields["better"].choices = [("", _("выберите…")), *Better.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        indicator = INDICATORS.get(given.get("indicator", ""))
        if indicator and indicator.measure == "share":
            for name in ("green", "yellow"):
                if isinstance(given.get(name), Decimal):
                    given[name] = given[name] / PERCENT
        return given
