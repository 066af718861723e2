"""gettext's catalogues: read a `.po`, write a `.mo`, without gettext's programs."""

from __future__ import annotations

import ast
import struct
from dataclasses import dataclass, field
from pathlib import Path

CONTEXT_GLUE = "\x04"
PLURAL_GLUE = "\x00"
MAGIC = 0x950412DE


@dataclass
class Message:
    """One entry of a catalogue."""

    line: int
    context: str = ""
    one: str = ""
    many: str = ""
    said: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False
    formatted: str = ""
    """`python-format` and the like."""

    @property
    def key(self) -> str:
        start = f"{self.context}{CONTEXT_GLUE}" if self.context else ""
        return f"{start}{self.one}" + (f"{PLURAL_GLUE}{self.many}" if self.many else "")

    @property
    def translated(self) -> bool:
        return bool(self.said) and all(self.said.values()) and not self.fuzzy


def parsed(path: Path) -> list[Message]:
    """All messages in use, the header (with an empty key) first."""
    messages: list[Message] = []
    message, attribute, fuzzy, formatted = Message(0), "", False, ""

    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if line.startswith("#,"):
            fuzzy, formatted = "fuzzy" in line, line[2:].strip()
        elif not line or line.startswith("#"):
            continue
        elif line.startswith('"'):
            _append(message, attribute, line)
        else:
            word, _, rest = line.partition(" ")
            if word == "msgctxt" or (word == "msgid" and attribute != "msgctxt"):
                message = Message(number, fuzzy=fuzzy, formatted=formatted)
                messages.append(message)
                fuzzy, formatted = False, ""
            attribute = word
            _append(message, attribute, rest)
    return messages


def _append(message: Message, attribute: str, quoted: str) -> None:
    text = ast.literal_eval(quoted)
    if attribute == "msgctxt":
        message.context += text
    elif attribute == "msgid":
        message.one += text
    elif attribute == "msgid_plural":
        message.many += text
    else:
        index = int(attribute[7:-1]) if attribute.startswith("msgstr[") else 0
        message.said[index] = message.said.get(index, "") + text


def compiled(messages: list[Message]) -> bytes:
    """The bytes of the `.mo`: translated messages only, sorted, as the format wants."""
    pairs = sorted(
        (
            message.key.encode(),
            PLURAL_GLUE.join(message.said[index] for index in sorted(message.said)).encode(),
        )
        for message in messages
        if message.translated
    )
    keys = b"".join(key + b"\0" for key, _ in pairs)
    starts = 7 * 4
    texts = starts + 16 * len(pairs)
    at_key, at_text = texts, texts + len(keys)
    key_table, text_table = b"", b""
    for key, text in pairs:
        key_table += struct.pack("<II", len(key), at_key)
        text_table += struct.pack("<II", len(text), at_text)
        at_key += len(key) + 1
        at_text += len(text) + 1
    head = struct.pack("<7I", MAGIC, 0, len(pairs), starts, starts + 8 * len(pairs), 0, 0)
    return head + key_table + text_table + keys + b"".join(text + b"\0" for _, text in pairs)
