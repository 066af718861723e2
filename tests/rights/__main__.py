"""`python -m tests.rights` writes docs/rights.md."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.support.settings")
django.setup()

from tests.rights.page import PAGE, page  # noqa: E402 -- needs the settings

PAGE.write_text(page())
