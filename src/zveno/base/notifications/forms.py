"""What people choose about notifications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from zveno.base.notifications.kinds import Frequency, Group


class PreferencesForm(forms.Form):
    """A question for each group."""

    def __init__(self, chosen: Sequence[tuple[Group, Frequency]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for group, frequency in chosen:
            self.fields[group.code] = forms.ChoiceField(
                label=str(group.title),
                help_text=str(group.about),
                choices=Frequency.choices,
                initial=frequency.value,
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def wishes(self) -> dict[str, Frequency]:
        """By the code of the group, where one was chosen."""
        return {code: Frequency(value) for code, value in self.cleaned_data.items() if value}
