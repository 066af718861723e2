"""Who may read the journal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from zveno.base.audit.access import given
from zveno.base.core.verdict import Verdict, no


def can_read_journal(actor: Any) -> Verdict:
    access = given()
    return access.can_read_journal(actor) if access else _closed()


def can_purge_journal(actor: Any) -> Verdict:
    access = given()
    return access.can_purge_journal(actor) if access else _closed()


def _closed() -> Verdict:
    return no(_("В этой установке журнал никому не открыт."))
