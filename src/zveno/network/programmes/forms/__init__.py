"""What may be typed about programmes, needs, changes and partnership."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms

from zveno.base.files.intake import Received, receive
from zveno.base.files.refusal import FileRefused
from zveno.base.ui.mistakes import show_errors
from zveno.network.programmes.services import ProgrammeError

Result = TypeVar("Result")


def tried(form: forms.BaseForm, act: Callable[[], Result]) -> Result | None:
    """Do it if what was sent is in order; what the service says stands at the fields it is about."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act()
    except ProgrammeError as error:
        show_errors(form, error)
        return None


def received(form: forms.BaseForm, field: str) -> Received | None:
    """The file of that field, looked through before any transaction begins."""
    upload = form.cleaned_data.get(field)
    if not upload:
        return None
    try:
        return receive(upload)
    except FileRefused as refused:
        raise ProgrammeError(by_field={field: [str(refused)]}) from refused
