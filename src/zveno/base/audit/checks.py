"""What the doctor asks about the journal."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zveno.base.audit import guards
from zveno.base.audit.models import Entry, Seal
from zveno.base.audit.verification import faults
from zveno.base.core.health import Finding, check, fault, fine, gauge

MOST_SHOWN = 20


@check("audit.chain", _("Журнал действий не изменён"))
def chain() -> Iterator[Finding]:
    for number, found in enumerate(faults(at=timezone.now())):
        if number == MOST_SHOWN:
            yield fault(_("…и другие."), todo=_("Показаны первые."))
            return
        yield fault(
            found.says, todo=_("Сравните журнал с последней резервной копией и записанными отпечатками.")
        )
    last = Seal.objects.order_by("-position").first()
    if last:
        yield fine(
            _("Последнее звено № %(position)d: %(digest)s")
            % {"position": last.position, "digest": last.digest}
        )


@check("audit.guards", _("База данных запрещает менять журнал"))
def standing() -> Iterator[Finding]:
    missing = guards.missing(connection)
    if missing:
        yield fault(
            _("В базе данных нет запретов: %(names)s.") % {"names": ", ".join(missing)},
            todo=_("Верните их командой «zveno journal guard» и проверьте журнал: «zveno journal inspect»."),
        )


@gauge("journal_unsealed", "entries of the journal that wait for their place in the chain")
def unsealed() -> float:
    return Entry.objects.unsealed().count()
