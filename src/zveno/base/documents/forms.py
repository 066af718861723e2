"""Forms of verification and of numbering."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.documents.codes import LENGTH, read_code
from zveno.base.documents.kinds import kind_of
from zveno.base.documents.numbering import PatternError, check_pattern
from zveno.base.ui.inputs import FileDrop


class CodeForm(forms.Form):
    """The code from the foot of the paper."""

    code = forms.CharField(
        label=gettext_lazy("Код внизу страницы"),
        max_length=40,
        help_text=gettext_lazy("Двенадцать знаков, например 7K3M-9QXD-2HTB."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if len(code.replace("-", "")) != LENGTH:
            raise forms.ValidationError(_("В коде двенадцать знаков. Проверьте, все ли введены."))
        return code


class FileForm(forms.Form):
    """The file somebody was sent; it is read and not kept."""

    file = forms.FileField(label=gettext_lazy("Полученный файл (PDF или Word)"), widget=FileDrop())

    def sha256(self) -> str:
        found = hashlib.sha256()
        for chunk in self.cleaned_data["file"].chunks():
            found.update(chunk)
        return found.hexdigest()


class PatternForm(forms.Form):
    kind = forms.CharField(widget=forms.HiddenInput())
    pattern = forms.CharField(
        label=gettext_lazy("Шаблон номера"),
        max_length=60,
        help_text=gettext_lazy("{n} – порядковый номер, {n:04} – с нулями, {year} – год, {month} – месяц."),
    )

    def clean_kind(self) -> Any:
        kind = kind_of(self.cleaned_data["kind"])
        if kind is None:
            raise forms.ValidationError(_("Такого вида документов нет."))
        return kind

    def clean_pattern(self) -> str:
        try:
            return check_pattern(self.cleaned_data["pattern"])
        except PatternError as error:
            raise forms.ValidationError(str(error)) from error
