"""A service's sentences in the form that was sent."""

from __future__ import annotations

from django import forms

from zveno.base.core.mistakes import Mistake


def show_errors(form: forms.BaseForm, error: Mistake) -> None:
    """At the fields they are about; what the form does not ask stands above it."""
    for field, sentences in error.by_field.items():
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)
