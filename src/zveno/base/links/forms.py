from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from zveno.base.links.seals import CODE_DIGITS


class CodeForm(forms.Form):
    """Six digits, however they were pasted."""

    code = forms.CharField(
        label=_("Код из письма"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "pattern": r"[\d\s\-]*"}
        ),
    )

    def clean_code(self) -> str:
        code = re.sub(r"[\s\-]", "", self.cleaned_data["code"])
        if not re.fullmatch(rf"[0-9]{{{CODE_DIGITS}}}", code):
            raise forms.ValidationError(_("В коде шесть цифр."))
        return code
