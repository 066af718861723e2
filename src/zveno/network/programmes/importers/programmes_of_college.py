"""A technikum's programmes with the groups that learn by them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.classifiers.kinds import Classifier
from zveno.base.classifiers.models import Entry
from zveno.base.core.people import Acting
from zveno.base.core.text import search_key
from zveno.base.core.verdict import Verdict
from zveno.base.imports import parsing, traces
from zveno.base.imports.importers import Fault, Field, Importer, Line, Plan
from zveno.base.imports.parsing import BadValue, CodeAndName, shown
from zveno.base.imports.reading.books import Cell
from zveno.base.imports.traces import Trace
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.people.models import StudyGroup
from zveno.network.programmes import policies
from zveno.network.programmes.models import Base, Programme, ProgrammeGroup, StudyForm
from zveno.network.programmes.services import (
    add_programme,
    change_programme,
    link_group,
    take_back_programmes,
)
from zveno.network.programmes.staff import KEEPERS, is_trainer
from zveno.network.programmes.states import ProgrammeState

_ORGANISATION = "organisations.organisation"
MOST_MONTHS, MOST_HOURS = 72, 20_000
SEPTEMBER = 9
_DETAILS = ("months", "hours", "qualification")
_LASTS = re.compile(
    r"(?:([0-9]{1,2})\s*(?:г|год|года|лет|л)\.?)?\s*(?:и\s*)?(?:([0-9]{1,2})\s*(?:м|мес|месяц|месяца|месяцев)\.?)?",
    re.IGNORECASE,
)
BASES = {
    Base.NINE.value: (Base.NINE.label, ("9", "9 классов", "основное общее", "ООО", "база 9", "на базе 9 кл")),
    Base.ELEVEN.value: (
        Base.ELEVEN.label,
        ("11", "11 классов", "среднее общее", "СОО", "база 11", "на базе 11 кл"),
    ),
}
FORMS = {
    StudyForm.FULL.value: (StudyForm.FULL.label, ("дневная", "о", "очно")),
    StudyForm.MIXED.value: (StudyForm.MIXED.label, ("вечерняя", "о-з", "оз", "очно заочно")),
    StudyForm.DISTANT.value: (StudyForm.DISTANT.label, ("з", "заочно")),
}


def months(cell: Cell) -> int:
    """«3 г. 10 мес.», «3 года 10 месяцев», or months as a number."""
    written = shown(cell)
    if written.isdecimal():
        amount = int(written[:4])
    else:
        found = _LASTS.fullmatch(written)
        amount = int(found[1] or 0) * 12 + int(found[2] or 0) if found else 0
    if not 0 < amount <= MOST_MONTHS:
        raise BadValue("months", _now("Срок пишут так: 3 г. 10 мес."))
    return amount


class ProgrammeImporter(Importer):
    code = "programmes"
    title = _("Программы и группы")
    lead = _("Что преподаёт техникум: код и название, год приёма, база, срок, какие группы учатся.")
    icon = "graduation-cap"
    fields = (
        Field(
            "programme",
            _("Программа"),
            parsing.code_and_name,
            (
                "Код и наименование",
                "Специальность",
                "Профессия",
                "Специальность/профессия",
                "Статус_ОП",
                "Образовательная программа",
                "ОП",
                "Код_ОП/Наименование_ОП",
                "Направление",
            ),
            _("Код и название в одной ячейке или в двух столбцах."),
        ),
        Field(
            "code",
            _("Код"),
            parsing.dotted_code,
            ("Код_ОП", "Код программы", "Код специальности", "Код профессии", "Код специальности, профессии"),
        ),
        Field(
            "name",
            _("Название"),
            parsing.text(500),
            (
                "Наименование_ОП",
                "Наименование",
                "Наименование специальности",
                "Наименование профессии",
                "Название программы",
                "Наименование программы",
            ),
        ),
        Field(
            "year",
            _("Год приёма"),
            parsing.whole_number(2000, 2100),
            ("Год набора", "Год поступления", "Набор", "Приём"),
            is_text=False,
        ),
        Field(
            "level",
            _("Курс"),
            parsing.whole_number(1, 6),
            ("Курс обучения",),
            _("Если нет года приёма."),
            is_text=False,
        ),
        Field(
            "base",
            _("База"),
            parsing.choice(BASES),
            ("База приёма", "На базе", "База (9/11)", "Базовое образование", "Уровень образования"),
            choices=[label for label, _others in BASES.values()],
        ),
        Field(
            "form",
            _("Форма обучения"),
            parsing.choice(FORMS),
            ("Форма",),
            choices=[label for label, _others in FORMS.values()],
        ),
        Field(
            "months",
            _("Срок обучения"),
            months,
            ("Нормативный срок", "Срок", "Срок освоения"),
            _("3 г. 10 мес."),
        ),
        Field(
            "hours",
            _("Объём программы, часов"),
            parsing.whole_number(1, MOST_HOURS),
            ("Часов", "Объём", "Объём часов", "Всего часов"),
            is_text=False,
        ),
        Field("qualification", _("Квалификация"), parsing.text(300), ("Присваиваемая квалификация",)),
        Field(
            "group",
            _("Группа"),
            parsing.text(40),
            ("Учебная группа", "Номер группы", "Название группы"),
            given_by="sheet",
        ),
    )
    needs = (("programme", "code", "name"),)

    def serves(self, actor: Acting) -> bool:
        return isinstance(actor, Actor) and bool(policies.can_add(actor))

    def targets(self, actor: Acting) -> Sequence[Model]:
        if not isinstance(actor, Actor) or actor.organisation is None or not self.serves(actor):
            return []
        return [actor.organisation]

    def may(self, actor: Acting, target: Model) -> Verdict | None:
        if not isinstance(actor, Actor) or not isinstance(target, Organisation):
            return None
        return policies.can_add(actor) if actor.belongs_to(target) else None

    def scope(self, actor: Acting) -> Q:
        if not isinstance(actor, Actor) or actor.organisation is None or not actor.is_any(*KEEPERS):
            return Q(pk__in=[])
        if not is_trainer(actor.organisation):
            return Q(pk__in=[])
        return Q(target_type=_ORGANISATION, target_id=actor.organisation.pk)

    def result_url(self, target: Model) -> str:
        return reverse("programmes:programme_list")

    def begin(self, target: Model, *, by: Acting, at: datetime) -> ProgrammeIntake:
        if not isinstance(by, Actor) or not isinstance(target, Organisation):
            raise TypeError(type(by).__name__)
        return ProgrammeIntake(target, by=by, at=at)

    def take_back(self, traces: Sequence[Trace], *, by: Acting, at: datetime) -> None:
        if not isinstance(by, Actor):
            raise TypeError(type(by).__name__)
        take_back_programmes(traces, by=by, at=at)


Key = tuple[str, int, str, str]


@dataclass(frozen=True)
class Wanted:
    """What a row asks for: a programme known (with what differs) or new, and a group to join to it."""

    key: Key
    details: Mapping[str, Any]
    group: StudyGroup | None


class ProgrammeIntake:
    """One run over the programmes of one technikum."""

    def __init__(self, college: Organisation, *, by: Actor, at: datetime) -> None:
        self._college, self._by, self._at = college, by, at
        today = timezone.localdate(at)
        self._year = today.year if today.month >= SEPTEMBER else today.year - 1
        self._entries: dict[str, Entry] = {}
        self._by_name: dict[str, list[Entry]] = {}
        for entry in Entry.objects.of(Classifier.SPO).in_force(today).order_by("pk"):
            self._entries[entry.code] = entry
            self._by_name.setdefault(_name_key(entry.name), []).append(entry)
        self._known: dict[Key, Programme] = {}
        for programme in Programme.objects.filter(college=college, is_adapted=False).select_related(
            "profession", "college"
        ):
            self._known[programme.profession.code, programme.year, programme.base, programme.form] = programme
        groups = StudyGroup.objects.filter(organisation=college, year=self._year)
        self._groups = {search_key(group.name): group for group in groups}
        self._joined = dict(
            ProgrammeGroup.objects.filter(group__in=groups).values_list("group_id", "programme_id")
        )
        self._new: dict[Key, Mapping[str, Any]] = {}
        self._asked: set[tuple[Key, int | None]] = set()

    def plan(self, lines: Sequence[Line]) -> Sequence[Plan]:
        return [self._plan_one(line) for line in lines]

    def _plan_one(self, line: Line) -> Plan:
        values, notices = line.values, list[Fault]()
        entry = self._entry_of(values, notices)
        if isinstance(entry, Fault):
            return Plan(line, "wrong", entry.value, faults=[entry])
        year = values.get("year") or self._year_of(values)
        if year is None:
            told = Fault("year", "missing", _now("Не сказано, какого года приём."))
            return Plan(line, "wrong", str(entry), faults=[told])
        key: Key = (
            entry.code,
            year,
            values.get("base", Base.NINE.value),
            values.get("form", StudyForm.FULL.value),
        )
        known = self._known.get(key)
        details: dict[str, Any] = {name: values[name] for name in _DETAILS if name in values}
        if known is None and key not in self._new:
            lacks = [name for name in ("months", "hours") if name not in details]
            if lacks:
                told = Fault(
                    lacks[0], "missing", _now("Новой программе нужны срок обучения и объём в часах.")
                )
                return Plan(line, "wrong", str(entry), faults=[told])
        group = self._group_of(values, known, notices)
        return self._settled(line, entry, Wanted(key, details, group), notices)

    def _settled(self, line: Line, entry: Entry, wanted: Wanted, notices: list[Fault]) -> Plan:
        known, key, group = self._known.get(wanted.key), wanted.key, wanted.group
        name = f"{entry}, {wanted.key[1]}"
        joins = group is not None and (known is None or self._joined.get(group.pk) != known.pk)
        asked = (key, group.pk if group else None)
        if known is None:
            if key in self._new and (not joins or asked in self._asked):
                return Plan(line, "same", name, faults=notices)
            self._new.setdefault(key, wanted.details)
            self._asked.add(asked)
            return Plan(line, "new", name, faults=notices, data=(entry, wanted))
        differ = {field: value for field, value in wanted.details.items() if getattr(known, field) != value}
        if asked in self._asked or not (differ or joins):
            return Plan(line, "same", name, faults=notices)
        self._asked.add(asked)
        changes = {
            str(_FIELDS[field].verbose_name).capitalize(): (str(getattr(known, field)), str(value))
            for field, value in differ.items()
        }
        if joins and group:
            changes[_now("Группа")] = ("", group.name)
        if known.state == ProgrammeState.CLOSED:
            told = Fault("", "closed", _now("Программа завершена: она остаётся такой, какой была."), name)
            return Plan(line, "wrong", name, faults=[told])
        return Plan(
            line, "changed", name, changes, notices, (entry, Wanted(key, differ, group if joins else None))
        )

    def _entry_of(self, values: Mapping[str, Any], notices: list[Fault]) -> Entry | Fault:
        """By the code; where there is none, by the name if only one profession has it."""
        both: CodeAndName = values.get("programme") or CodeAndName("", "")
        code, name = values.get("code") or both.code, values.get("name") or both.name
        field = "code" if "code" in values else "programme" if "programme" in values else "name"
        if code:
            entry = self._entries.get(code)
            if entry is None:
                named = self._named(name)
                return Fault(
                    field,
                    "unknown-code",
                    _now("Такого кода нет в перечне профессий и специальностей."),
                    code,
                    named.code if named else "",
                )
            if name and _name_key(name) != _name_key(entry.name):
                notices.append(
                    Fault(
                        "",
                        "name",
                        _now("В перечне она называется «%(name)s». Берём по коду.") % {"name": entry.name},
                        name,
                        is_notice=True,
                    )
                )
            return entry
        entry = self._named(name)
        if entry is not None:
            return entry
        near = get_close_matches(_name_key(name), self._by_name, n=1, cutoff=0.75)
        offer = self._by_name[near[0]][0] if near else None
        return Fault(
            field,
            "unknown-name",
            _now("Такой профессии или специальности нет в перечне: впишите код."),
            name,
            (offer.name if field == "name" else str(offer)) if offer else "",
        )

    def _named(self, name: str) -> Entry | None:
        found = self._by_name.get(_name_key(name), []) if name else []
        return found[0] if len(found) == 1 else None

    def _year_of(self, values: Mapping[str, Any]) -> int | None:
        level = values.get("level")
        return self._year - level + 1 if level else None

    def _group_of(
        self, values: Mapping[str, Any], known: Programme | None, notices: list[Fault]
    ) -> StudyGroup | None:
        written = values.get("group")
        if not written:
            return None
        group = self._groups.get(search_key(written))
        if group is None:
            told = _now("Такой группы в этом учебном году нет: сначала загрузите студентов.")
            notices.append(Fault("group", "group", told, written, is_notice=True))
            return None
        elsewhere = self._joined.get(group.pk)
        if elsewhere and (known is None or elsewhere != known.pk):
            told = _now("Эта группа уже учится по другой программе: оставляем как есть.")
            notices.append(Fault("group", "group-taken", told, written, is_notice=True))
            return None
        return group

    def write(self, plans: Sequence[Plan]) -> Iterable[Trace]:
        for plan in plans:
            yield from self._write_one(*plan.data)

    def _write_one(self, entry: Entry, wanted: Wanted) -> Iterator[Trace]:
        _code, year, base, form = wanted.key
        programme = self._known.get(wanted.key)
        if programme is None:
            programme = add_programme(
                by=self._by,
                at=self._at,
                profession=entry,
                year=year,
                base=base,
                form=form,
                is_adapted=False,
                months=wanted.details["months"],
                hours=wanted.details["hours"],
                qualification=wanted.details.get("qualification", ""),
            )
            self._known[wanted.key] = programme
            yield traces.added(programme)
        elif wanted.details:
            before = {name: getattr(programme, name) for name in wanted.details}
            details: Any = wanted.details
            programme = change_programme(programme, by=self._by, at=self._at, **details)
            yield traces.changed(programme, before)
        if wanted.group is not None:
            self._joined[wanted.group.pk] = programme.pk
            yield traces.added(link_group(programme, wanted.group, by=self._by, at=self._at))


_FIELDS = {field.name: field for field in Programme._meta.concrete_fields}


def _name_key(name: str) -> str:
    """Two spellings of one name: case, «е/ё», quotes, signs between words, what is explained in brackets."""
    return re.sub(r"\W+", " ", re.sub(r"\([^)]*\)", "", search_key(name)).replace("(", " ")).strip()
