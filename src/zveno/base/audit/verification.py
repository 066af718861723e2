"""The proof of the journal: every ring, no gap, no entry missing, none left outside the chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from zveno.base.audit import chain
from zveno.base.audit.models import Entry, Inspection, Purge, Seal

PATIENCE = timedelta(minutes=15)
AT_ONCE = 2000
REMEMBERED = 50


@dataclass(frozen=True)
class Fault:
    """What is not as it must be, in a sentence."""

    says: str

    def __str__(self) -> str:
        return self.says


def faults(*, at: datetime, patience: timedelta = PATIENCE) -> Iterator[Fault]:
    """Walk along the whole chain. `patience` is how long an entry may wait for its seal."""
    cut = Purge.objects.order_by("-last_position").first()
    yield from _purge_faults(cut)
    yield from _ring_faults(cut.last_position if cut else 0)
    yield from _memory_faults()
    late = Entry.objects.unsealed().filter(at__lt=at - patience).count()
    if late:
        yield Fault(
            _("%(amount)d записей старше %(minutes)d минут не опечатаны.")
            % {"amount": late, "minutes": patience.total_seconds() // 60}
        )


def _ring_faults(cut: int) -> Iterator[Fault]:
    position, previous = 0, chain.BEGINNING
    while rings := list(Seal.objects.filter(position__gt=position).order_by("position")[:AT_ONCE]):
        entries = Entry.objects.in_bulk([ring.entry_number for ring in rings])
        for ring in rings:
            if ring.position != position + 1:
                yield Fault(
                    _("В цепочке нет звеньев с № %(first)d по № %(last)d.")
                    % {"first": position + 1, "last": ring.position - 1}
                )
            if ring.previous != previous or ring.digest != chain.ring(
                ring.position, ring.previous, ring.content
            ):
                yield Fault(_("Звено № %(position)d не сходится с предыдущим.") % {"position": ring.position})
            yield from _entry_faults(ring, entries.get(ring.entry_number), cut)
            position, previous = ring.position, ring.digest


def _entry_faults(ring: Seal, entry: Entry | None, cut: int) -> Iterator[Fault]:
    said = {"number": ring.entry_number, "position": ring.position}
    if entry is None:
        if ring.position > cut:
            yield Fault(_("Записи %(number)d (звено № %(position)d) нет в журнале.") % said)
    elif ring.form not in chain.FORMS or chain.content_of(entry, ring.form) != ring.content:
        yield Fault(_("Запись %(number)d (звено № %(position)d) изменена.") % said)


def _purge_faults(cut: Purge | None) -> Iterator[Fault]:
    """The newest act covers all before it, so it must itself stand in the journal, word for word."""
    if cut is None:
        return
    said = {"first": cut.first_position, "last": cut.last_position, "digest": cut.last_digest}
    if not any(entry.changes == said for entry in Entry.objects.about_thing(cut)):
        yield Fault(_("Акт об уничтожении № %(number)d не записан в журнале.") % {"number": cut.pk})


def _memory_faults() -> Iterator[Fault]:
    """A chain cut short or rewritten as a whole is consistent in itself, not with what was seen before."""
    seen = {
        inspection.position: inspection.digest
        for inspection in Inspection.objects.filter(position__gt=0)[:REMEMBERED]
    }
    seen |= dict(Purge.objects.values_list("last_position", "last_digest"))
    now = dict(Seal.objects.filter(position__in=seen).values_list("position", "digest"))
    for position, digest in sorted(seen.items()):
        if now.get(position) != digest:
            yield Fault(
                _("Звено № %(position)d не такое, каким его видела прежняя проверка.")
                % {"position": position}
            )
