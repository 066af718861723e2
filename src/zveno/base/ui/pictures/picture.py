"""What every picture gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from zveno.base.ui.components import Sheet, Text

Json = Mapping[str, object]


class Picture(Protocol):
    """What the tag `{% picture %}` draws."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> Text: ...
    @property
    def note(self) -> Text: ...
    @property
    def data(self) -> Json: ...
    @property
    def sheet(self) -> Sheet: ...
