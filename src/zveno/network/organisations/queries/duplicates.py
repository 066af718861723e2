"""Records that may be of one organisation, and what a merge would move."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from zveno.base.core.text import search_key
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Distinction, Organisation, references

_LEGAL = re.compile(
    r"\b(ооо|ао|пао|зао|оао|ип|кфх|нко|ано|гбуз|гку|мку|муп|гуп|фгуп|мбоу|маоу|мкоу|моу|гбпоу|гапоу|гбоу|мау|мбу|до"
    r"|обществ\w*|с ограниченн\w+ ответственностью|акционерное|публичное|закрытое|открытое"
    r"|индивидуальный предприниматель|муниципальн\w+|государственн\w+|бюджетн\w+|автономн\w+|казенн\w+"
    r"|образовательн\w+|общеобразовательн\w+|профессиональн\w+|учреждение|организация)\b"
)
_ADDRESS = re.compile(
    r"\b(г|город|ул|улица|д|дом|обл|область|р|н|район|пос|поселок|рп|рабочий|корп|корпус|стр|строение)\b"
)
_WORD = re.compile(r"[a-zа-я0-9]+")
SHORTEST_NAME = 4
MOST_SHOWN = 100


@dataclass(frozen=True)
class Likeness:
    """Two records, the older first, and why they look like one organisation."""

    first: Organisation
    second: Organisation
    reasons: Sequence[str]


def duplicates(actor: Actor) -> list[Likeness]:
    """Two queries; pairs that somebody has told apart, and units of one another, are left out."""
    rows = list(
        Organisation.objects.visible_to(actor).standing().select_related("kind", "territory").order_by("pk")
    )
    told_apart = set(Distinction.objects.values_list("first_id", "second_id"))
    reasons: dict[tuple[int, int], list[str]] = defaultdict(list)
    for reason, keys in (
        (_("одинаковый ИНН"), _by_numbers),
        (_("одинаковое название"), _by_name),
        (_("одинаковый адрес и похожее название"), _by_address),
    ):
        for pair in _pairs(rows, keys):
            if reason not in reasons[pair]:
                reasons[pair].append(reason)
    found = {organisation.pk: organisation for organisation in rows}
    return [
        Likeness(found[first], found[second], why)
        for (first, second), why in sorted(reasons.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        if (first, second) not in told_apart and not _are_apart(found[first], found[second])
    ][:MOST_SHOWN]


def _pairs(
    rows: Iterable[Organisation], keys: Callable[[Organisation], Iterator[Hashable]]
) -> Iterator[tuple[int, int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for organisation in rows:
        for key in keys(organisation):
            groups[key].append(organisation.pk)
    for numbers in groups.values():
        yield from combinations(sorted(set(numbers)), 2)


def _by_numbers(organisation: Organisation) -> Iterator[Hashable]:
    if organisation.inn:
        yield organisation.inn


def _by_name(organisation: Organisation) -> Iterator[Hashable]:
    """Within a municipality: there is a school № 1 in every one of them."""
    place = "/".join(organisation.territory.path.split("/")[:3])
    for name in {name_key(organisation.short_name), name_key(organisation.full_name)}:
        if len(name) >= SHORTEST_NAME:
            yield place, name


def _by_address(organisation: Organisation) -> Iterator[Hashable]:
    """One house holds many organisations; one of the same word in its name may be the same."""
    address = address_key(organisation.address)
    if any(sign.isdigit() for sign in address):
        for word in set(name_key(organisation.short_name).split()):
            if len(word) >= SHORTEST_NAME:
                yield address, word


def name_key(name: str) -> str:
    """«ООО "Рассвет"» and «Общество с ограниченной ответственностью Рассвет» are one name."""
    return _words(_LEGAL.sub(" ", search_key(name)))


def address_key(address: str) -> str:
    return _words(_ADDRESS.sub(" ", search_key(address)))


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text))


def _are_apart(first: Organisation, second: Organisation) -> bool:
    """An office of a legal entity has a КПП of its own; a unit is not its head."""
    if first.parent_id == second.pk or second.parent_id == first.pk:
        return True
    return bool(first.inn and first.inn == second.inn and first.kpp and second.kpp)


def what_would_move(organisation: Organisation) -> Mapping[str, int]:
    """How many rows of what name this organisation; one query for each column."""
    counts: dict[str, int] = defaultdict(int)
    for _label, field in references():
        amount = field.model._base_manager.filter(**{field.name: organisation}).count()
        if amount:
            counts[str(field.model._meta.verbose_name_plural)] += amount
    return dict(counts)
