"""What is dropped, chosen and typed on the way of an import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.imports.importers import Importer
from zveno.base.imports.models import ImportFile
from zveno.base.imports.queries import ColumnLine
from zveno.base.ui.inputs import FilesDrop

NOT_LOADED = ""
WIDTH_OF_LIST = 40


class FilesField(forms.FileField):
    """Many files at once; each is looked at by whoever takes them in."""

    def clean(self, data: Any, initial: Any = None) -> list[File[bytes]]:
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class FolderDrop(FilesDrop):
    """A whole folder with those inside; a browser that cannot do it offers files."""

    def __init__(self) -> None:
        super().__init__(attrs={"multiple": True, "webkitdirectory": True})


class UploadForm(forms.Form):
    """Step 1: for whom, and the files."""

    target = forms.ChoiceField(label=_("Для кого"))
    books = FilesField(
        label=_("Файлы"),
        required=False,
        allow_empty_file=True,
        widget=FilesDrop(attrs={"multiple": True, "accept": ".xlsx,.xls,.ods,.csv,.txt,.zip"}),
        help_text=_("Excel, OpenDocument, CSV – сколько угодно одинаковых книг, или архив .zip с ними."),
    )
    folder = FilesField(
        label=_("Или папка целиком"),
        required=False,
        allow_empty_file=True,
        widget=FolderDrop(),
        help_text=_("Временные файлы Excel «~$…» пропустим сами."),
    )

    def __init__(self, targets: Sequence[models.Model], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.targets = {f"{target._meta.label_lower}:{target.pk}": target for target in targets}
        field = self.fields["target"]
        field.choices = [(key, str(target)) for key, target in self.targets.items()]  # type: ignore[attr-defined]
        if len(self.targets) == 1:
            field.initial = next(iter(self.targets))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.uploads():
            self.add_error("books", _now("Выберите файлы или папку."))
        return cleaned

    def uploads(self) -> list[File[bytes]]:
        return [*self.cleaned_data.get("books", []), *self.cleaned_data.get("folder", [])]

    def chosen_target(self) -> models.Model:
        return self.targets[self.cleaned_data["target"]]


class ColumnsForm(forms.Form):
    """Step 2: a select for each heading, and what is told of each file as a whole."""

    def __init__(
        self,
        importer: Importer,
        lines: Sequence[ColumnLine],
        files: Sequence[ImportFile],
        target: models.Model,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.lines, self.files_told = lines, files
        choices = [
            (NOT_LOADED, _now("не загружать")),
            *((field.code, str(field.title)) for field in importer.fields),
        ]
        for number, line in enumerate(lines):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=line.title, choices=choices, required=False, initial=line.field
            )
        self.told = [field for field in importer.fields if field.given_by == "file"]
        for file in files:
            for field in self.told:
                self.fields[f"file-{file.pk}-{field.code}"] = self._told_field(
                    importer, file, field.code, target
                )

    def _told_field(
        self, importer: Importer, file: ImportFile, code: str, target: models.Model
    ) -> forms.Field:
        title = str(importer.field(code).title)
        options = [str(option) for option in importer.options(code, target)]
        said = file.given.get(code, "")
        if not options:
            return forms.CharField(label=title, required=False, max_length=300, initial=said)
        choices = [("", _now("по столбцу")), *((option, option) for option in options)]
        if said and said not in options:
            choices.insert(1, (said, said))
        return forms.ChoiceField(label=title, choices=choices, required=False, initial=said)

    def columns(self) -> dict[str, str]:
        return {line.key: self.cleaned_data[f"column-{n}"] for n, line in enumerate(self.lines)}

    def given(self) -> Mapping[int, Mapping[str, str]]:
        return {
            file.pk: {
                field.code: self.cleaned_data[f"file-{file.pk}-{field.code}"] or "" for field in self.told
            }
            for file in self.files_told
        }

    def rows(self) -> list[tuple[ColumnLine, forms.BoundField]]:
        """Headings with their selects, in the order of the tables."""
        return [(line, self[f"column-{number}"]) for number, line in enumerate(self.lines)]

    def file_rows(self) -> list[tuple[ImportFile, list[forms.BoundField]]]:
        return [
            (file, [self[f"file-{file.pk}-{field.code}"] for field in self.told]) for file in self.files_told
        ]
