"""Letters as their readers find them: a link to open, a code to type."""

from __future__ import annotations

import re
from pathlib import Path

from tests.e2e.product import eventually

LINK = re.compile(r"https?://[^/\s]+(/l/[\w-]+/)")
CODE = re.compile(r"^Код для продолжения: (\d{6})", re.MULTILINE)


class Postbox:
    """Letters the product sent: files in its home."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "mail"
        self.known = set(self.folder.glob("*"))

    def find(self, to: str, pattern: re.Pattern[str]) -> str:
        """What the pattern finds in a letter that came since; the worker needs a moment to send it."""
        found: list[str] = []

        def look() -> bool:
            for path in set(self.folder.glob("*")) - self.known:
                text = path.read_text("utf-8")
                body = text.partition("\n\n")[2]
                if f"To: {to}\n" in text.replace("\r", "") and (match := pattern.search(body)):
                    found.append(match.group(match.re.groups))
                    self.known.add(path)
            return bool(found)

        eventually(look)
        return found[-1]
