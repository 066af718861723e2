"""Is the English translation complete? `python -m dev.translations`, without gettext's programs.

Every sentence that the sources mark for translation must stand in `locale/en`, translated, not fuzzy, with
the same placeholders; and nothing may stand there that no source says any more.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.utils.translation.template import templatize

from dev.catalogue import CONTEXT_GLUE, PLURAL_GLUE, Message, parsed
from dev.steps import ROOT, speak_utf8

SOURCE = ROOT / "src" / "zveno"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
WITH_BOTH = {"npgettext", "npgettext_lazy"}
CALL = re.compile(r"\b(n?p?gettext|_)\(")
PERCENT = re.compile(r"%\(\w+\)[sdf]|%[sdf](?![а-яё])|%%")
MOST_SHOWN = 40


@dataclass(frozen=True)
class Said:
    key: str
    where: str


def key_of(call: ast.Call) -> str | None:
    """The catalogue's key of a call that marks text; nothing if it marks none or is computed."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    words = [_constant(argument) for argument in call.args]
    if name in PLAIN and len(words) == 1 and words[0] is not None:
        return words[0]
    if name in PLURAL and len(words) >= 2 and None not in words[:2]:  # noqa: PLR2004 -- one and many
        return f"{words[0]}{PLURAL_GLUE}{words[1]}"
    if name in WITH_CONTEXT and len(words) == 2 and None not in words:  # noqa: PLR2004 -- context, text
        return f"{words[0]}{CONTEXT_GLUE}{words[1]}"
    if name in WITH_BOTH and len(words) >= 3 and None not in words[:3]:  # noqa: PLR2004 -- context, one, many
        return f"{words[0]}{CONTEXT_GLUE}{words[1]}{PLURAL_GLUE}{words[2]}"
    return None


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def in_python(path: Path) -> Iterator[Said]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (key := key_of(node)):
            yield Said(key, f"{path.relative_to(ROOT)}:{node.lineno}")


def in_template(path: Path) -> Iterator[Said]:
    """Django turns the template into something that looks like calls; each is cut out and read."""
    text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for found in CALL.finditer(text):
        call = _cut(text, found.start(), found.end())
        if call and (key := key_of(call)):
            line = text.count("\n", 0, found.start()) + 1
            yield Said(key, f"{path.relative_to(ROOT)}:{line}")


def _cut(text: str, start: int, at: int) -> ast.Call | None:
    """The shortest piece from here that is a whole call."""
    while (end := text.find(")", at)) >= 0:
        piece = re.sub(r"\bu(?=['\"])", "", text[start : end + 1])
        try:
            tree = ast.parse(piece.strip(), mode="eval")
        except SyntaxError:
            at = end + 1
            continue
        return tree.body if isinstance(tree.body, ast.Call) else None
    return None


def sources() -> list[Said]:
    said: list[Said] = []
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts and "bench" not in path.parts:
            said += in_python(path)
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            said += in_template(path)
    return said


def faults(said: list[Said], catalogue: list[Message]) -> Iterator[str]:
    known = {message.key: message for message in catalogue if message.key}
    first = {one.key: one.where for one in reversed(said)}
    for key, where in sorted(first.items(), key=lambda pair: pair[1]):
        message = known.get(key)
        shown = key.replace(CONTEXT_GLUE, " | ").replace(PLURAL_GLUE, " / ")
        if message is None:
            yield f"{where}: not in the catalogue: {shown!r}"
        elif not message.translated:
            yield f"{where}: {'fuzzy' if message.fuzzy else 'not translated'}: {shown!r}"
        elif "python-format" in message.formatted or "%(" in message.one:
            yield from _placeholders(message, where)
    for key, message in known.items():
        if key not in first:
            yield f"{CATALOGUE.name}:{message.line}: nobody says this any more: {message.one!r}"


def _placeholders(message: Message, where: str) -> Iterator[str]:
    wanted = set(PERCENT.findall(message.many or message.one))
    for said in message.said.values():
        # The singular may leave the number out, but may not invent another.
        if not set(PERCENT.findall(said)) <= wanted | set(PERCENT.findall(message.one)):
            yield f"{where}: other placeholders in the translation of {message.one!r}"
    if set(PERCENT.findall(message.said[max(message.said)])) != wanted:
        yield f"{where}: placeholders lost in the translation of {message.one!r}"


def main() -> int:
    speak_utf8()
    settings.configure(USE_I18N=True)
    django.setup()
    said = sources()
    found = list(faults(said, parsed(CATALOGUE) if CATALOGUE.exists() else []))
    for line in found[:MOST_SHOWN]:
        print(line)
    print(f"{len({one.key for one in said})} sentences, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
