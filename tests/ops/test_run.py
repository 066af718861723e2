"""`./run`: what prepares the machine."""

from __future__ import annotations

import gettext
import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from dev import prepare
from dev.catalogue import compiled, parsed
from dev.check import CLOSING_LINE
from dev.steps import Stamp, fingerprint
from dev.translations import faults, in_python, in_template

from tests.ops.installation import ROOT

CATALOGUE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: src/a.py:1
msgid "Школа"
msgstr "School"

msgid ""
"Строка «%(name)s»,\n"
"вторая"
msgstr ""
"Line “%(name)s”,\n"
"second"

msgctxt "глагол"
msgid "печать"
msgstr "print"

msgid "%(n)d файл"
msgid_plural "%(n)d файлов"
msgstr[0] "%(n)d file"
msgstr[1] "%(n)d files"

#, fuzzy
msgid "Неточно"
msgstr "Roughly"

msgid "Не переведено"
msgstr ""
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "django.po"
    path.write_text(CATALOGUE)
    return path


def test_our_compiled_catalogue_says_to_gettext_what_the_source_says(catalogue: Path) -> None:
    said = gettext.GNUTranslations(io.BytesIO(compiled(parsed(catalogue))))

    assert said.gettext("Школа") == "School"
    assert said.gettext("Строка «%(name)s»,\nвторая") == "Line “%(name)s”,\nsecond"
    assert said.pgettext("глагол", "печать") == "print"
    assert [said.ngettext("%(n)d файл", "%(n)d файлов", n) for n in (1, 2)] == ["%(n)d file", "%(n)d files"]
    assert said.gettext("Неточно") == "Неточно"
    assert said.gettext("Не переведено") == "Не переведено"


def test_the_check_of_translations_names_what_is_missing_fuzzy_spoilt_and_forgotten(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("dev.translations.ROOT", tmp_path)
    code, page = tmp_path / "views.py", tmp_path / "page.html"
    code.write_text(
        "_('Школа'); gettext('Неточно'); _('Новое'); pgettext('глагол', 'печать')\n"
        "ngettext('%(n)d файл', '%(n)d файлов', 3); _('Строка «%(name)s»,\\nвторая'); _(computed)\n"
    )
    page.write_text(
        '{% load i18n %}{% translate "Не переведено" %}'
        "{% blocktranslate trimmed %}\n  Ещё (одно)\n  слово {{ it }}\n{% endblocktranslate %}"
    )
    catalogue.write_text(CATALOGUE + '\nmsgid "Забытое"\nmsgstr "Forgotten"\n')
    said = [*in_python(code), *in_template(page)]

    found = sorted(line.partition(": ")[2] for line in faults(said, parsed(catalogue)))

    assert found == [
        "fuzzy: 'Неточно'",
        "nobody says this any more: 'Забытое'",
        "not in the catalogue: 'Ещё (одно) слово %(it)s'",
        "not in the catalogue: 'Новое'",
        "not translated: 'Не переведено'",
    ]


def test_a_translation_that_lost_its_placeholder_is_a_fault(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("dev.translations.ROOT", tmp_path)
    catalogue.write_text('msgid "Имя: %(name)s"\nmsgstr "Name: %(nam)s"\n')
    code = tmp_path / "views.py"
    code.write_text("_('Имя: %(name)s')")

    assert len(list(faults([*in_python(code)], parsed(catalogue)))) == 2


def test_a_stamp_says_only_what_was_written_to_the_end(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "stamps" / "one")

    before = stamp.says("a")
    stamp.write("a")

    assert (before, stamp.says("a"), stamp.says("b")) == (False, True, False)
    assert [path.name for path in (tmp_path / "stamps").iterdir()] == ["one"]


def test_a_fingerprint_is_of_contents_and_not_of_times() -> None:
    lock = ROOT / "requirements.lock"
    first = fingerprint([lock])
    os.utime(lock)

    assert fingerprint([lock]) == first
    assert fingerprint([lock], "3.12") != first


def test_an_old_python_is_told_what_is_missing_in_words_it_can_read() -> None:
    pretend = (
        "import sys; sys.version_info = (3, 6, 9); sys.version = '3.6.9 (old)';"
        f"sys.argv = ['run']; __file__ = {str(ROOT / 'run')!r}; exec(open(__file__).read())"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretend], env={"PATH": ""}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "Python 3.11 or newer is needed, this is 3.6.9." in done.stderr


@pytest.mark.parametrize(("words", "code"), [((), 2), (("help",), 0), (("--help",), 0), (("dmeo",), 2)])
def test_help_names_every_command_and_a_misspelt_one_is_an_error(words: tuple[str, ...], code: int) -> None:
    done = subprocess.run([sys.executable, ROOT / "run", *words], capture_output=True, text=True, check=False)

    assert done.returncode == code
    assert all(f"  {name} " in done.stdout for name in ("demo", "test", "check", "bench", "serve", "fmt"))


@pytest.mark.skipif(
    not (prepare.STAMPS / "dev").exists() and os.environ.get("CI") != "true",
    reason="this environment was made by hand; ./run check makes it and asks this",
)
def test_what_is_prepared_is_found_so_at_once_and_without_a_network() -> None:
    nowhere = "http://127.0.0.1:9"
    environment = {**os.environ, "HTTP_PROXY": nowhere, "HTTPS_PROXY": nowhere, "PIP_NO_INDEX": "1"}
    start = time.monotonic()

    done = subprocess.run(
        [sys.executable, ROOT / "run", "prepare", "dev"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("812 passed, 3 skipped in 301.55s (0:05:01)", True),
        ("=========== 5 failed, 87 passed in 335.83s (0:05:35) ===========", True),
        ("1 error in 0.28s", True),
        ("12 passed the border", False),
        ("tests/a.py::test_b PASSED in 3s", False),
    ],
)
def test_pytests_own_closing_line_is_known_when_it_is_seen(line: str, *, closes: bool) -> None:
    assert bool(CLOSING_LINE.match(line)) is closes
