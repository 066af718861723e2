"""The installed command `zveno`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zveno.config.settings")
    execute_from_command_line(["zveno", *sys.argv[1:]])
