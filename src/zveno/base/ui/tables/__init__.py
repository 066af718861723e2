"""Tables declared once: the list on the screen, its sorting and pages, and the same rows for Excel."""

from zveno.base.ui.tables.columns import Column, day, moment, number, status, text, yes_no
from zveno.base.ui.tables.page import Page
from zveno.base.ui.tables.table import Table

__all__ = ["Column", "Page", "Table", "day", "moment", "number", "status", "text", "yes_no"]
