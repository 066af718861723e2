"""Rows of a contingent beside the people who are there already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.text import search_key, sort_key
from zveno.base.imports.importers import Action, Fault, Line, Plan
from zveno.base.imports.parsing import FullName
from zveno.base.imports.traces import Trace
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation, Territory
from zveno.network.organisations.roles import Family
from zveno.network.people.importers.groups import GroupName, course_by_name
from zveno.network.people.models import (
    Enrolment,
    EnrolmentKind,
    GroupKind,
    Guardianship,
    Person,
    Relation,
    StudyGroup,
)
from zveno.network.people.reach import TEACHING
from zveno.network.people.services.importing import Arrival, ParentOf, write_arrivals
from zveno.network.people.states import OPEN, EnrolmentStatus
from zveno.network.people.years import first_day, school_year

AT_ONCE = 500
YO = sort_key("ё")
OLDEST = 110
_DETAILS = ("birth_date", "sex", "snils", "phone", "email")
_LONGEST = 80
_PARENTS = ("parent", "parent2")
_WORDS = {
    "patronymic": gettext_lazy("Отчество"),
    "birth_date": gettext_lazy("Дата рождения"),
    "sex": gettext_lazy("Пол"),
    "snils": gettext_lazy("СНИЛС"),
    "phone": gettext_lazy("Телефон"),
    "email": gettext_lazy("Почта"),
}


@dataclass
class House:
    """An organisation with what is known of those it teaches, read once when its first row comes."""

    organisation: Organisation
    kind: EnrolmentKind
    group_kind: GroupKind
    groups: dict[str, StudyGroup]
    open: dict[int, Enrolment] = field(default_factory=dict)
    """Open enrolments by person."""
    parents: dict[int, set[str]] = field(default_factory=dict)
    """Names of parents by child."""


class ContingentIntake:
    """One run: persons by СНИЛС and by name, those of the tables themselves among them."""

    def __init__(self, target: Territory | Organisation, *, by: Actor, at: datetime) -> None:
        self._by, self._at = by, at
        self._today = timezone.localdate(at)
        self._year = school_year(self._today)
        self._only = target if isinstance(target, Organisation) else None
        schools = Organisation.objects.active().of_family(*TEACHING).select_related("kind", "territory")
        if isinstance(target, Territory):
            schools = schools.filter(territory__path__startswith=target.path)
        else:
            schools = schools.filter(pk=target.pk)
        self._schools: dict[str, Organisation] = {}
        for school in schools:
            for name in (school.short_name, school.full_name, school.inn):
                if name:
                    self._schools[_school_key(name)] = school
        self._houses: dict[int, House] = {}
        self._by_snils: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = {}
        self._known: set[int] = set()
        self._seen: dict[tuple[int, int], Line] = {}
        self._parents: dict[tuple[str, str], Person] = {}

    # Planning

    def plan(self, lines: Sequence[Line]) -> Sequence[Plan]:
        named = [(line, _names_of(line.values)) for line in lines]
        self._look_up([(name, line.values.get("snils", "")) for line, name in named])
        return [self._plan_one(line, name) for line, name in named]

    def _look_up(self, people: Iterable[tuple[FullName, str]]) -> None:
        """Those of the network who may be these people: two queries."""
        numbers = {snils for _name, snils in people if snils and snils not in self._by_snils}
        names = set()
        for name, _snils in people:
            key = sort_key(name.last, name.first, name.patronymic)
            names.add(key)
            if YO in key:
                names.add(key.replace(YO, "е"))
        found = [*self._some(numbers, "snils__in"), *self._some(names, "sort_key__in")]
        for person in found:
            self._know(person)

    def _some(self, keys: set[str], lookup: str) -> list[Person]:
        ordered = sorted(keys)
        return [
            person
            for start in range(0, len(ordered), AT_ONCE)
            for person in Person.objects.filter(**{lookup: ordered[start : start + AT_ONCE]})
        ]

    def _know(self, person: Person, key: str = "") -> None:
        if person.pk is not None:
            if person.pk in self._known:
                return
            self._known.add(person.pk)
        if person.snils:
            self._by_snils[person.snils] = person
        self._by_name.setdefault(key or search_key(person.full_name), []).append(person)

    def _plan_one(self, line: Line, name: FullName) -> Plan:
        values = line.values
        shown = _shown(name)
        house = self._house_of(values)
        if isinstance(house, Fault):
            return Plan(line, "wrong", shown, faults=[house])
        faults = [*self._faults_of(values, name)]
        group = self._group_of(values, house)
        if isinstance(group, Fault):
            faults.append(group)
            group = None
        key = search_key(name.last, name.first, name.patronymic)
        person = self._person_of(values, key)
        if isinstance(person, Fault):
            faults.append(person)
        if faults or isinstance(person, Fault):
            return Plan(line, "wrong", shown, faults=faults)
        if values.get("status") == "gone":
            told = Fault("status", "gone", _("Выбывших не загружаем."), shown, is_notice=True)
            return Plan(line, "same", shown, faults=[told])
        return self._arrival(line, house, group, person, name)

    def _house_of(self, values: Mapping[str, Any]) -> House | Fault:
        if self._only is not None:
            return self._house(self._only)
        written = values.get("organisation", "")
        if not written:
            return Fault("organisation", "missing", _("Не сказано, чьи это ученики: укажите организацию."))
        school = self._schools.get(_school_key(written))
        if school is None:
            return Fault(
                "organisation", "organisation", _("Такой школы или техникума в районе нет."), str(written)
            )
        return self._house(school)

    def _house(self, organisation: Organisation) -> House:
        house = self._houses.get(organisation.pk)
        if house is None:
            house = self._houses[organisation.pk] = self._read_house(organisation)
        return house

    def _read_house(self, organisation: Organisation) -> House:
        match organisation.family:
            case Family.SCHOOL:
                kinds = EnrolmentKind.PUPIL, GroupKind.CLASS
            case Family.COLLEGE | Family.UNIVERSITY:
                kinds = EnrolmentKind.STUDENT, GroupKind.GROUP
            case _:
                kinds = EnrolmentKind.LISTENER, GroupKind.CIRCLE
        groups = StudyGroup.objects.filter(organisation=organisation, year=self._year)
        house = House(organisation, *kinds, {search_key(group.name): group for group in groups})
        taught = Enrolment.objects.filter(organisation=organisation, kind=house.kind)
        for enrolment in taught.select_related("person", "group").iterator(chunk_size=2000):
            self._know(enrolment.person)
            if enrolment.status in OPEN:
                house.open[enrolment.person_id] = enrolment
        for pair in (
            Guardianship.objects.open().filter(child__in=taught.values("person")).select_related("guardian")
        ):
            key = search_key(pair.guardian.full_name)
            house.parents.setdefault(pair.child_id, set()).add(key)
            if pair.guardian.phone:
                self._parents.setdefault((key, pair.guardian.phone), pair.guardian)
        return house

    def _faults_of(self, values: Mapping[str, Any], name: FullName) -> Iterable[Fault]:
        if not name.first:
            yield Fault("given_name", "missing", _("Нет имени."))
        if any(len(part) > _LONGEST for part in (name.last, name.first, name.patronymic)):
            yield Fault("full_name", "long", _("Слишком длинное имя."), name.last)
        born = values.get("birth_date")
        if born and not date(self._today.year - OLDEST, 1, 1) <= born <= self._today:
            yield Fault("birth_date", "birth", _("Такой даты рождения быть не может."), f"{born:%d.%m.%Y}")

    def _group_of(self, values: Mapping[str, Any], house: House) -> StudyGroup | Fault | None:
        """The group of this year, known or still to be made."""
        told: GroupName | None = values.get("group")
        if told is None:
            return None
        level = values.get("level")
        if house.group_kind is GroupKind.CLASS:
            if told.level is None:
                return Fault("group", "class", _("Класс пишут так: «8А»."), told.name)
            name, letter, level = told.class_name, told.letter, told.level
        else:
            name, letter = told.name, ""
        key = search_key(name)
        known = house.groups.get(key)
        if known is not None:
            return known
        if house.group_kind is GroupKind.GROUP:
            level = level or course_by_name(name, self._year)
            if level is None:
                return Fault("level", "course", _("Не понять, какой это курс: впишите число."), told.name)
        made = StudyGroup(
            organisation=house.organisation,
            kind=house.group_kind,
            year=self._year,
            level=level,
            letter=letter,
            name=name,
        )
        house.groups[key] = made
        return made

    def _person_of(self, values: Mapping[str, Any], key: str) -> Person | Fault | None:
        """The same person: by СНИЛС, else by name and birth date; None is a new one."""
        snils, born = values.get("snils", ""), values.get("birth_date")
        known = self._by_snils.get(snils) if snils else None
        if known is not None:
            other_name = search_key(known.full_name) != key
            other_birth = None not in {known.birth_date, born} and known.birth_date != born
            if other_name or other_birth:
                return Fault(
                    "snils",
                    "conflict",
                    _("Этот СНИЛС записан у человека с другим именем или датой рождения: проверьте."),
                    snils,
                )
            return known
        if born is None:
            return None if snils else Fault("birth_date", "missing", _("Нет ни СНИЛС, ни даты рождения."))
        alike = [
            person
            for person in self._by_name.get(key, ())
            if person.birth_date == born and (not snils or not person.snils)
        ]
        if len(alike) > 1:
            return Fault("snils", "conflict", _("Таких людей в сети несколько: впишите СНИЛС."), "")
        return alike[0] if alike else None

    def _arrival(
        self,
        line: Line,
        house: House,
        group: StudyGroup | None,
        known: Person | None,
        name: FullName,
    ) -> Plan:
        values, shown = line.values, _shown(name)
        person = known or Person(
            family_name=name.last,
            given_name=name.first,
            patronymic=name.patronymic,
            **{detail: values[detail] for detail in _DETAILS if detail in values},
        )
        if known is None:
            self._know(person, search_key(name.last, name.first, name.patronymic))
        twin = self._seen.setdefault((id(person), house.organisation.pk), line)
        if twin is not line:
            if twin.values == values:
                return Plan(line, "same", shown)
            told = _("Этот человек уже есть выше, в строке %(row)d, с другими данными.") % {
                "row": twin.place.row
            }
            return Plan(line, "wrong", shown, faults=[Fault("", "double", told, shown)])
        enrolment = house.open.get(person.pk) if person.pk else None
        differ = self._differences(known, values, house) if known and known.pk else {}
        status = values.get("status", "")
        moved = enrolment is not None and group is not None and not _same_group(enrolment.group, group)
        paused = enrolment is not None and bool(status) and status != enrolment.status
        parents = self._new_parents(values, person, house)
        action: Action = "same"
        if known is None or known.pk is None or enrolment is None:
            action = "new"
        elif differ or moved or paused or parents:
            action = "changed"
        changes = {
            str(_WORDS[code]): (_told(getattr(known, code)), _told(value)) for code, value in differ.items()
        }
        if moved and enrolment and group:
            changes[_("Класс, группа")] = (str(enrolment.group or ""), group.name)
        if paused and enrolment:
            changes[_("Состояние")] = (enrolment.get_status_display(), str(EnrolmentStatus(status).label))
        return Plan(
            line,
            action,
            shown,
            changes,
            data=Arrival(
                person=person,
                details=differ,
                organisation=house.organisation,
                kind=house.kind,
                group=group,
                enrolment=enrolment,
                is_moved=moved,
                status=status,
                since=values.get("since") or first_day(self._year),
                order=values.get("order", ""),
                parents=parents,
            ),
        )

    def _differences(self, known: Person, values: Mapping[str, Any], house: House) -> dict[str, Any]:
        """What the table knows better. Of whom only others teach, only gaps are filled."""
        is_ours = known.pk in house.open
        told = {detail: values[detail] for detail in _DETAILS if detail in values}
        return {
            detail: value
            for detail, value in told.items()
            if getattr(known, detail) != value and (is_ours or not getattr(known, detail))
        }

    def _new_parents(self, values: Mapping[str, Any], child: Person, house: House) -> list[ParentOf]:
        told = house.parents.get(child.pk, set()) if child.pk else set()
        found = []
        for code in _PARENTS:
            name: FullName | None = values.get(f"{code}_name")
            if name is None:
                continue
            key = search_key(name.last, name.first, name.patronymic)
            if key in told:
                continue
            phone = values.get(f"{code}_phone", "")
            # Brothers and sisters have one mother: in a table she is one by name and telephone.
            parent = self._parents.get((key, phone)) if phone else None
            if parent is None:
                parent = Person(
                    family_name=name.last,
                    given_name=name.first,
                    patronymic=name.patronymic,
                    phone=phone,
                    email=values.get(f"{code}_email", ""),
                )
                self._parents[key, phone] = parent
            relation = values.get(f"{code}_relation") or _relation_by(name)
            found.append(ParentOf(parent, relation))
        return found

    # Writing

    def write(self, plans: Sequence[Plan]) -> Iterable[Trace]:
        written = write_arrivals([plan.data for plan in plans], by=self._by, at=self._at)
        # Whoever has a number now would be found again beside himself.
        self._known |= {plan.data.person.pk for plan in plans}
        return written


def _names_of(values: Mapping[str, Any]) -> FullName:
    """From one cell or from three."""
    whole: FullName | None = values.get("full_name")
    if whole is not None:
        return whole
    return FullName(values.get("family_name", ""), values.get("given_name", ""), values.get("patronymic", ""))


def _shown(name: FullName) -> str:
    return " ".join(part for part in (name.last, name.first, name.patronymic) if part)


def _relation_by(name: FullName) -> str:
    """A patronymic tells a mother from a father."""
    ending = name.patronymic.casefold()
    if ending.endswith(("вна", "чна", "кызы")):
        return Relation.MOTHER
    if ending.endswith(("вич", "ич", "оглы")):
        return Relation.FATHER
    return Relation.OTHER


def _school_key(name: str) -> str:
    return search_key(name).replace(" ", "").replace("№", "").replace("-", "")


def _same_group(one: StudyGroup | None, other: StudyGroup) -> bool:
    return one is not None and one.pk is not None and one.pk == other.pk


def _told(value: object) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value or "")
