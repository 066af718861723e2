"""What is written in a cell, as a value; or a sentence about what is wrong, with what was probably meant."""

from zveno.base.imports.parsing.cells import BadValue, Parse, is_blank, shown, text, whole_number
from zveno.base.imports.parsing.choices import choice
from zveno.base.imports.parsing.codes import CodeAndName, code_and_name, dotted_code
from zveno.base.imports.parsing.dates import day
from zveno.base.imports.parsing.numbers import checked_number, snils
from zveno.base.imports.parsing.people import FullName, email, full_name, name_part, phone, website

__all__ = [
    "BadValue",
    "CodeAndName",
    "FullName",
    "Parse",
    "checked_number",
    "choice",
    "code_and_name",
    "day",
    "dotted_code",
    "email",
    "full_name",
    "is_blank",
    "name_part",
    "phone",
    "shown",
    "snils",
    "text",
    "website",
    "whole_number",
]
