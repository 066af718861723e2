"""What may be typed on the journal's pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zveno.base.ui.inputs import DateInput


class AnchorForm(forms.Form):
    position = forms.IntegerField(label=_("№ звена"), min_value=1, max_value=2**62)
    digest = forms.CharField(label=_("Отпечаток"), max_length=200, help_text=_("64 знака; пробелы не мешают"))


class PurgeForm(forms.Form):
    before = forms.DateField(
        label=_("Уничтожить записи до"),
        widget=DateInput(),
        help_text=_("Этот день остаётся. Записи моложе года не уничтожаются."),
    )
    why = forms.CharField(
        label=_("Основание"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Приказ, номенклатура дел, истёкший срок хранения"),
    )
    sure = forms.BooleanField(label=_("Записи исчезнут безвозвратно; их отпечатки и акт останутся"))
