"""What can be done with the journal: add to it, seal it, walk along it, cut what is too old."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from zveno.base.audit import chain, origin
from zveno.base.audit.actions import subject_of
from zveno.base.audit.changes import clean, plain
from zveno.base.audit.models import Entry, Inspection, Purge, Seal
from zveno.base.audit.policies import can_purge_journal, can_read_journal
from zveno.base.audit.verification import Fault, faults
from zveno.base.core.people import Acting, Person
from zveno.base.core.verdict import require

LOOK = "journal.look"
PURGE = "journal.purge"
LEAST_KEPT = timedelta(days=365)
RINGS_AT_ONCE = 2000
MOST_REMEMBERED = 100
# A transaction that wrote an entry ends within a day; `seal(everything=True)` does not rely on it.
LONGEST_TRANSACTION = timedelta(days=1)
CHAIN_LOCK = 5_263_748  # any number of our own


class JournalError(Exception):
    """A sentence for the person who asked."""


def record(
    action: str,
    thing: models.Model | None,
    *,
    by: Person | None,
    at: datetime,
    seat: str = "",
    why: str = "",
    changes: Mapping[str, Any] | None = None,
    address: str | None = None,
    concerning: Person | None = None,
    is_look: bool = False,
) -> Entry:
    """Write one act into the journal, in the caller's transaction. `by=None` is the system itself.

    Address, request and seat come from the request by themselves (`origin.py`). `concerning` is the
    person whose data it was, where neither the thing nor its package's `journal.py` tells.
    """
    came = origin.current()
    person = int(by.pk) if by else None
    entry = Entry(
        at=at,
        action=action,
        is_look=is_look,
        actor_id=person,
        actor_name=clean(by.get_full_name())[:250] if by else "",
        actor_seat=clean(seat or came.seat_of(person))[:300],
        subject_id=int(concerning.pk) if concerning else subject_of(thing),
        thing_type=thing._meta.label_lower if thing else "",
        thing_id=str(thing.pk) if thing else "",
        thing_name=clean(str(thing))[:300] if thing else "",
        why=clean(why),
        address=origin.written_address(address or came.address),
        request=came.request[:40],
        changes=plain(changes or {}),
    )
    entry.save(force_insert=True)
    return entry


def record_look(
    thing: models.Model, *, by: Person, at: datetime, why: str = "", concerning: Person | None = None
) -> Entry:
    """Somebody saw sensitive data: call it in the view that shows them, `why` is the purpose."""
    return record(LOOK, thing, by=by, at=at, why=why, concerning=concerning, is_look=True)


def seal(*, at: datetime, everything: bool = False) -> int:
    """Bind the new entries into the chain; gives how many. Safe to run twice at once.

    Entries are taken in the order of their numbers, but one that was written by a transaction longer
    than its neighbours is sealed later: the chain's order is the order of sealing.
    """
    old = None if everything else _last_before(at - LONGEST_TRANSACTION)
    done, after = 0, old.entry_number if old else 0
    while rings := _seal_some(at, after=after):
        done, after = done + len(rings), rings[-1].entry_number
    return done


@transaction.atomic
def _seal_some(at: datetime, *, after: int) -> list[Seal]:
    _lock_chain()
    last = Seal.objects.order_by("-position").first()
    position, previous = (last.position, last.digest) if last else (0, chain.BEGINNING)
    rings = []
    for entry in Entry.objects.unsealed().filter(pk__gt=after).order_by("pk")[:RINGS_AT_ONCE]:
        position, content = position + 1, chain.content_of(entry)
        digest = chain.ring(position, previous, content)
        rings.append(
            Seal(
                position=position,
                entry_number=entry.pk,
                content=content,
                previous=previous,
                digest=digest,
                form=chain.FORM,
                at=at,
            )
        )
        previous = digest
    Seal.objects.bulk_create(rings)
    return rings


def _last_before(moment: datetime) -> Seal | None:
    found: Seal | None = Seal.objects.filter(at__lt=moment).order_by("-position").first()
    return found


def _lock_chain() -> None:
    """One sealer at a time, until its transaction ends. On SQLite the transaction is the only writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def inspect(*, at: datetime, by: Acting | None = None) -> Inspection:
    """Walk along the whole chain and remember what was found. `by=None` is the system itself."""
    if by is not None:
        require(can_read_journal(by))
    return remember(list(faults(at=at)), at=at, by=by.user if by else None)


@transaction.atomic
def remember(found: Sequence[Fault], *, at: datetime, by: Person | None = None) -> Inspection:
    """Keep the result of a walk: the next one compares the rings with what this one saw."""
    last = Seal.objects.order_by("-position").first()
    return Inspection.objects.create(
        at=at,
        by_name=by.get_full_name() if by else "",
        position=last.position if last else 0,
        digest=last.digest if last else "",
        faults=[str(fault) for fault in found[:MOST_REMEMBERED]],
    )


@transaction.atomic
def purge(*, before: datetime, why: str, by: Acting, at: datetime) -> Purge:
    """Destroy entries older than `before`, from the beginning of the journal, with an act.

    The rings stay, so the chain is still provable; only what the entries said is gone.
    """
    require(can_purge_journal(by))
    if before > at - LEAST_KEPT:
        raise JournalError(_("Записи журнала хранят не меньше года."))
    seal(at=at, everything=True)
    _lock_chain()
    done = Purge.objects.order_by("-last_position").first()
    first = done.last_position + 1 if done else 1
    kept = Seal.objects.filter(
        models.Exists(Entry.objects.filter(pk=models.OuterRef("entry_number"), at__gte=before)),
        position__gte=first,
    )
    last = kept.order_by("position").first()
    last_position = last.position - 1 if last else Seal.objects.order_by("-position")[0].position
    if last_position < first:
        raise JournalError(_("Записей старше этого дня в журнале нет."))
    covered = Seal.objects.filter(position__range=(first, last_position))
    going = Entry.objects.filter(models.Exists(covered.filter(entry_number=models.OuterRef("pk"))))
    ages = going.aggregate(oldest=models.Min("at"), newest=models.Max("at"))
    act = Purge.objects.create(
        before=before,
        first_position=first,
        last_position=last_position,
        oldest_at=ages["oldest"],
        newest_at=ages["newest"],
        last_digest=covered.get(position=last_position).digest,
        at=at,
        by_name=by.user.get_full_name(),
        why=why,
    )
    record(
        PURGE,
        act,
        by=by.user,
        at=at,
        why=why,
        changes={"first": first, "last": last_position, "digest": act.last_digest},
    )
    going.cut()
    return act
