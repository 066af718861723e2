"""A fact as its source says it: plain values, so that two tellings of one fact can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from zveno.network.interactions.models import Interaction


@dataclass(frozen=True, order=True)
class Partner:
    """The other side: the number of an organisation, or the name of one outside of the network."""

    organisation: int | None = None
    name: str = ""
    people: int | None = None
    """How many of the participants came from this side, where the source knows."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What a source records; see `record_interaction`."""

    source: str
    key: str
    form: str
    """The code of an `InteractionForm`."""
    initiator: int
    partners: tuple[Partner, ...]
    starts_on: date
    ends_on: date | None = None
    """None means one day – or, with `lasts`, no end."""
    lasts: bool = False
    title: str = ""
    people: int | None = None
    """All who took part; None is «нет данных»."""
    pupils: int | None = None
    students: int | None = None
    teachers: int | None = None
    parents: int | None = None
    specialists: int | None = None
    evidence: str = ""
    document: int | None = None

    def written_plainly(self) -> Fact:
        """One spelling of one fact: no partner twice or alone with himself, an explicit last day."""
        known: dict[tuple[int | None, str], Partner] = {}
        for partner in self.partners:
            if partner.organisation != self.initiator:
                known.setdefault((partner.organisation, partner.name), partner)
        return replace(
            self,
            partners=tuple(known[who] for who in sorted(known, key=_in_order)),
            ends_on=None if self.lasts else self.ends_on or self.starts_on,
            title=self.title[:300],
        )


COLUMNS = (
    "title", "starts_on", "ends_on", "people", "pupils", "students", "teachers", "parents", "specialists",
    "evidence",
)  # fmt: skip
"""What a fact and its row call alike."""


def facts_of(rows: Iterable[Interaction]) -> Iterable[tuple[Interaction, Fact]]:
    """Rows (with form and sides at hand) as their facts, spelled alike even if organisations were merged."""
    for row in rows:
        sides = (Partner(side.organisation_id, side.name, side.people) for side in row.sides.all())
        fact = Fact(
            source=row.source,
            key=row.key,
            form=row.form.code,
            initiator=row.initiator_id,
            partners=tuple(sides),
            lasts=row.ends_on is None,
            document=row.document_id,
            **{name: getattr(row, name) for name in COLUMNS},
        )
        yield row, fact.written_plainly()


def _in_order(who: tuple[int | None, str]) -> tuple[bool, int, str]:
    """Organisations of the network first."""
    organisation, name = who
    return organisation is None, organisation or 0, name
