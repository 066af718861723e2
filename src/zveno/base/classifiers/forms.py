"""What may be pasted."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class UpdateForm(forms.Form):
    pasted = forms.CharField(
        label=_("Строки из таблицы"),
        strip=False,
        max_length=5_000_000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_(
            "Скопируйте столбцы из Excel: код, название, действует с, действует по. Две даты можно не писать."
        ),
    )
    source = forms.CharField(
        label=_("Источник"),
        max_length=300,
        help_text=_("Документ, по которому обновляете: вид, номер, дата"),
    )
