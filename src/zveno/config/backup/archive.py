"""The form of a copy: a zip of parts, and a manifest that names each part with its hash.

tables/<app>.<model>.jsonl   the first line names the columns, each further line is a row
files/<name>                 a stored file
secret_key                   opens the second factors; absent if it came from the environment
manifest.json                written last; its own hash is the comment of the zip
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from zveno.config.sentences import Stop

FORMAT = 1
MANIFEST = "manifest.json"
SECRET = "secret_key"  # noqa: S105 -- the name of a part
CHUNK = 2**20


@dataclass(frozen=True)
class Part:
    name: str
    size: int
    sha256: str
    rows: int | None = None
    """Of a table; a file has none."""


@dataclass
class Manifest:
    version: str
    made_at: str
    database: str
    migrations: list[tuple[str, str]]
    format: int = FORMAT
    sequences: dict[str, int] = field(default_factory=dict)
    """Table → the highest number ever given, so that numbers of deleted rows are not given again."""
    missing_files: list[str] = field(default_factory=list)
    key_mark: str = ""
    """Tells whether the secret key is the one the data were written with, without telling the key."""
    parts: list[Part] = field(default_factory=list)

    def tables(self) -> dict[str, Part]:
        """`app.model` → its part."""
        return {
            part.name.removeprefix("tables/").removesuffix(".jsonl"): part
            for part in self.parts
            if part.name.startswith("tables/")
        }

    def files(self) -> dict[str, Part]:
        """Name in the storage → its part."""
        return {
            part.name.removeprefix("files/"): part for part in self.parts if part.name.startswith("files/")
        }


class _Counted:
    """Passes bytes on and remembers how many there were and their hash."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.size = 0
        self.hash = hashlib.sha256()

    def write(self, data: bytes) -> None:
        self._target.write(data)
        self.size += len(data)
        self.hash.update(data)


class Writer:
    def __init__(self, target: zipfile.ZipFile, manifest: Manifest) -> None:
        self._zip = target
        self.manifest = manifest

    def add_table(self, label: str, columns: list[str], lines: Iterable[str]) -> int:
        """The number of rows written."""
        name, rows = f"tables/{label}.jsonl", 0
        with self._zip.open(name, "w", force_zip64=True) as raw:
            target = _Counted(raw)
            target.write(json.dumps(columns).encode() + b"\n")
            for line in lines:
                target.write(line.encode() + b"\n")
                rows += 1
        self.manifest.parts.append(Part(name, target.size, target.hash.hexdigest(), rows))
        return rows

    def add_file(self, name: str, source: IO[bytes]) -> None:
        self._add(f"files/{name}", source)

    def add_secret(self, key: str) -> None:
        self._add(SECRET, io.BytesIO(key.encode()))

    def _add(self, name: str, source: IO[bytes]) -> None:
        with self._zip.open(name, "w", force_zip64=True) as raw:
            target = _Counted(raw)
            while chunk := source.read(CHUNK):
                target.write(chunk)
        self.manifest.parts.append(Part(name, target.size, target.hash.hexdigest()))

    def finish(self) -> None:
        text = json.dumps(asdict(self.manifest), ensure_ascii=False, indent=1).encode()
        self._zip.writestr(MANIFEST, text)
        self._zip.comment = hashlib.sha256(text).hexdigest().encode()


@contextmanager
def written(path: Path, manifest: Manifest) -> Iterator[Writer]:
    """A new archive: whole under its name, or not there at all. Only its owner may read it."""
    if path.exists():
        raise Stop(f"Файл {path} уже есть: укажите другое имя, прежняя копия не тронута.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
                writer = Writer(target, manifest)
                yield writer
                writer.finish()
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
        _keep_name(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """After a power cut the new name must be there too, not only the new bytes."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class Reader:
    def __init__(self, source: zipfile.ZipFile, manifest: Manifest) -> None:
        self._zip = source
        self.manifest = manifest

    def verify(self) -> None:
        """Read every byte and compare it with the manifest, before anything is touched."""
        named = [part.name for part in self.manifest.parts]
        if sorted([*named, MANIFEST]) != sorted(self._zip.namelist()):
            raise broken("части копии не сходятся с её описью")
        for part in self.manifest.parts:
            if part.name.startswith("files/") and not _stays_inside(part.name):
                raise broken(f"недопустимое имя файла {part.name!r}")
            size, found = 0, hashlib.sha256()
            with self._zip.open(part.name) as source:
                while chunk := source.read(CHUNK):
                    size += len(chunk)
                    found.update(chunk)
            if (size, found.hexdigest()) != (part.size, part.sha256):
                raise broken(f"часть {part.name} изменена")

    def rows(self, label: str) -> tuple[list[str], Iterator[list[Any]]]:
        """The columns of a table and its rows."""
        lines = io.TextIOWrapper(self._zip.open(f"tables/{label}.jsonl"), encoding="utf-8")
        columns: list[str] = json.loads(next(lines))
        return columns, (json.loads(line) for line in lines)

    def secret(self) -> str:
        """The key, or nothing."""
        if not any(part.name == SECRET for part in self.manifest.parts):
            return ""
        return self._zip.read(SECRET).decode()

    def file(self, name: str) -> IO[bytes]:
        return self._zip.open(f"files/{name}")


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """An archive to read; whatever is wrong with it becomes one sentence."""
    try:
        with zipfile.ZipFile(path) as source:
            text = source.read(MANIFEST)
            if hashlib.sha256(text).hexdigest().encode() != source.comment:
                raise broken("опись изменена")
            yield Reader(source, _manifest(text))
    except FileNotFoundError as error:
        raise Stop(f"Нет такого файла: {path}.") from error
    except IsADirectoryError as error:
        raise Stop(f"{path} – папка; нужен файл копии.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise broken("файл оборван или испорчен") from error
    except KeyError as error:
        raise broken("это не копия «Звена»") from error


def _manifest(text: bytes) -> Manifest:
    said = json.loads(text)
    if said.get("format") != FORMAT:
        raise Stop("Копия сделана другой, более новой версией: сначала обновите «Звено».")
    said["parts"] = [Part(**part) for part in said["parts"]]
    said["migrations"] = [(app, name) for app, name in said["migrations"]]
    return Manifest(**said)


def broken(how: str) -> Stop:
    return Stop(f"Копию восстановить нельзя: {how}. Ничего не изменено; возьмите другую копию.")


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name
