"""The store of one test: a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

Upload = Callable[[str, bytes], SimpleUploadedFile]


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    storages: dict[str, Any] = settings.STORAGES
    settings.STORAGES = {**storages, "default": {**storages["default"], "OPTIONS": {"location": folder}}}
    settings.FILE_SCANNER = ""
    return folder


@pytest.fixture
def upload() -> Upload:
    """What a browser sends; its own word about the type is a lie, and nobody asks for it."""
    return lambda name, content: SimpleUploadedFile(name, content, content_type="image/png")
