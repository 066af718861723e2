"""The register: schools, technikums, enterprises, offices, as districts keep them in a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.core.people import Acting
from zveno.base.core.text import search_key
from zveno.base.core.verdict import Verdict
from zveno.base.imports import parsing, traces
from zveno.base.imports.importers import Fault, Field, Importer, Line, Plan, Text
from zveno.base.imports.traces import Trace
from zveno.network.organisations import policies
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.importers.kinds import kind_by_name
from zveno.network.organisations.models import Organisation, OrganisationKind, Territory
from zveno.network.organisations.queries import territories_for
from zveno.network.organisations.requisites import valid_inn, valid_kpp, valid_ogrn
from zveno.network.organisations.roles import ADMITTERS
from zveno.network.organisations.services import add_organisation, change_organisation, take_back_imported

_TERRITORY = "organisations.territory"
_PLAIN = ("full_name", "short_name", "inn", "kpp", "ogrn", "address", "phone", "email", "website",
          "contact_name", "contact_post", "about")  # fmt: skip
# «г. Озёрск» and «Озёрск» are one settlement.
_SORT_OF_PLACE = re.compile(
    r"^(г|гор|город|п|пос|посёлок|поселок|пгт|рп|с|село|д|дер|деревня|ст|станица|х|хутор)\b\.?\s*",
    re.IGNORECASE,
)
_MOST_OF_SHORT_NAME = 200
_FIELDS = {field.name: field for field in Organisation._meta.concrete_fields}


class OrganisationImporter(Importer):
    code = "organisations"
    title = _("Организации")
    lead = _("Школы, техникумы, предприятия и ведомства района: названия, реквизиты, контакты.")
    icon = "building-2"
    fields = (
        Field(
            "short_name",
            _("Краткое наименование"),
            parsing.text(200),
            (
                "Название",
                "Наименование",
                "Организация",
                "Наименование организации",
                "ОО",
                "Краткое название",
                "Сокращённое наименование",
                "Школа",
                "Учреждение",
                "Предприятие",
                "Наименование ОО",
            ),
            _("Как организацию называют в списках: «СОШ № 3»."),
        ),
        Field(
            "full_name",
            _("Полное наименование"),
            parsing.text(500),
            (
                "Полное название",
                "Наименование полное",
                "Полное наименование организации",
                "Полное наименование по уставу",
                "Наименование по уставу",
            ),
        ),
        Field(
            "kind",
            _("Вид"),
            parsing.text(120),
            ("Вид организации", "Тип", "Тип организации", "Тип ОО"),
            _("Если не указать, поймём по названию."),
            given_by="file",
        ),
        Field(
            "territory",
            _("Населённый пункт"),
            parsing.text(200),
            ("Населенный пункт", "Поселение", "Город", "Посёлок", "Территория", "Муниципальное образование"),
        ),
        Field("inn", _("ИНН"), parsing.checked_number(valid_inn, (10, 12)), ("ИНН организации",)),
        Field("kpp", _("КПП"), parsing.checked_number(valid_kpp, (9,))),
        Field("ogrn", _("ОГРН"), parsing.checked_number(valid_ogrn, (13, 15)), ("ОГРН/ОГРНИП", "ОГРНИП")),
        Field(
            "address",
            _("Адрес"),
            parsing.text(300),
            (
                "Юридический адрес",
                "Фактический адрес",
                "Почтовый адрес",
                "Местонахождение",
                "Место нахождения",
            ),
        ),
        Field(
            "phone", _("Телефон"), parsing.phone, ("Телефоны", "Контактный телефон", "Тел", "Номер телефона")
        ),
        Field(
            "email",
            _("Электронная почта"),
            parsing.email,
            ("E-mail", "Email", "Эл. почта", "Эл. адрес", "Адрес электронной почты", "Почта"),
        ),
        Field("website", _("Сайт"), parsing.website, ("Адрес сайта", "Официальный сайт", "Web-сайт")),
        Field(
            "contact_name",
            _("Контактное лицо"),
            parsing.text(200),
            ("Руководитель", "ФИО руководителя", "Директор", "ФИО директора", "Ответственный", "Контакт"),
        ),
        Field(
            "contact_post",
            _("Должность контактного лица"),
            parsing.text(200),
            ("Должность", "Должность руководителя"),
        ),
        Field(
            "parent",
            _("Учредитель, головная организация"),
            parsing.text(500),
            ("Учредитель", "Головная организация", "Подчинённость", "Ведомство"),
        ),
        Field(
            "about",
            _("Чем занимается"),
            parsing.text(2000),
            ("Деятельность", "Вид деятельности", "Описание", "Основной вид деятельности", "ОКВЭД"),
        ),
    )
    needs = (("short_name", "full_name"),)

    def serves(self, actor: Acting) -> bool:
        return isinstance(actor, Actor) and bool(policies.can_add_somewhere(actor))

    def targets(self, actor: Acting) -> Sequence[Model]:
        if not isinstance(actor, Actor) or not self.serves(actor):
            return []
        return list(territories_for(actor).filter(level=Territory.Level.MUNICIPALITY).order_by("sort_key"))

    def may(self, actor: Acting, target: Model) -> Verdict | None:
        if not isinstance(actor, Actor) or not isinstance(target, Territory):
            return None
        if not territories_for(actor).filter(pk=target.pk).exists():
            return None
        return policies.can_add(actor, target)

    def scope(self, actor: Acting) -> Q:
        if not isinstance(actor, Actor) or not actor.is_any(*ADMITTERS):
            return Q(pk__in=[])
        return Q(target_type=_TERRITORY, target_id__in=territories_for(actor).values("pk"))

    def options(self, code: str, target: Model) -> Sequence[Text]:
        return list(OrganisationKind.objects.values_list("name", flat=True)) if code == "kind" else ()

    def result_url(self, target: Model) -> str:
        return f"{reverse('organisations:organisation_list')}?territory={target.pk}"

    def begin(self, target: Model, *, by: Acting, at: datetime) -> OrganisationIntake:
        if not isinstance(by, Actor) or not isinstance(target, Territory):
            raise TypeError(type(by).__name__)
        return OrganisationIntake(target, by=by, at=at)

    def take_back(self, traces: Sequence[Trace], *, by: Acting, at: datetime) -> None:
        if not isinstance(by, Actor):
            raise TypeError(type(by).__name__)
        take_back_imported(traces, by=by, at=at)


class OrganisationIntake:
    """One run: organisations by number and by name, those of the tables themselves among them."""

    def __init__(self, territory: Territory, *, by: Actor, at: datetime) -> None:
        self._territory, self._by, self._at = territory, by, at
        kinds = list(OrganisationKind.objects.all())
        self._kinds = {search_key(kind.name): kind for kind in kinds}
        self._kinds_by_code = {kind.code: kind for kind in kinds}
        places = Territory.objects.within(territory.path)
        self._places = {_bare_place(place.name): place for place in places}
        known = Organisation.objects.select_related("kind", "territory", "parent")
        self._by_number: dict[tuple[str, str], Organisation] = {}
        self._by_name: dict[str, Organisation] = {}
        for organisation in known.filter(~Q(inn="") | Q(territory__path__startswith=territory.path)):
            self._know(organisation)
        self._seen: dict[object, Line] = {}

    def _know(self, organisation: Organisation) -> None:
        if organisation.inn:
            self._by_number[organisation.inn, organisation.kpp] = organisation
        if organisation.territory.path.startswith(self._territory.path):
            for name in (organisation.full_name, organisation.short_name):
                self._by_name.setdefault(search_key(name), organisation)

    def plan(self, lines: Sequence[Line]) -> Sequence[Plan]:
        return [self._plan_one(line) for line in lines]

    def _plan_one(self, line: Line) -> Plan:
        values = line.values
        name = str(values.get("short_name") or values["full_name"])
        notices: list[Fault] = []
        details = {field: values[field] for field in _PLAIN if field in values}
        found = self._find(values)
        if isinstance(found, Fault):
            return Plan(line, "wrong", name, faults=[found])
        details |= self._places_and_parent(values, notices)
        fault = self._kind_of(values, details, found)
        if fault:
            return Plan(line, "wrong", name, faults=[fault])
        key = found.pk if found else (values.get("inn") or search_key(name), values.get("kpp"))
        twin = self._seen.setdefault(key, line)
        if twin is not line:
            return self._twin(line, twin, name)
        if found is None:
            return self._new(line, details, name, notices)
        return self._known(line, found, details, name, notices)

    def _find(self, values: dict[str, Any]) -> Organisation | Fault | None:
        """By number, then by either of its names."""
        inn, kpp = values.get("inn", ""), values.get("kpp", "")
        if inn:
            if found := self._by_number.get((inn, kpp)):
                return found if self._is_ours(found) else _foreign(found)
            same = [one for (number, _kpp), one in self._by_number.items() if number == inn]
            if len(same) == 1 and (not kpp or not same[0].kpp):
                return same[0] if self._is_ours(same[0]) else _foreign(same[0])
        for field in ("full_name", "short_name"):
            named = self._by_name.get(search_key(values.get(field)))
            if named and (not inn or not named.inn or named.inn == inn):
                return named
        return None

    def _is_ours(self, organisation: Organisation) -> bool:
        return organisation.territory.path.startswith(self._territory.path)

    def _places_and_parent(self, values: dict[str, Any], notices: list[Fault]) -> dict[str, Any]:
        told: dict[str, Any] = {}
        if place := values.get("territory"):
            found = self._places.get(_bare_place(place))
            if found:
                told["territory"] = found
            else:
                notices.append(
                    Fault(
                        "territory",
                        "territory",
                        _now("Такого места в районе нет: запишем в сам район."),
                        place,
                        is_notice=True,
                    )
                )
        if parent := values.get("parent"):
            named = self._by_name.get(search_key(parent))
            if named:
                told["parent"] = named
            else:
                notices.append(
                    Fault(
                        "parent",
                        "parent",
                        _now("Такой организации нет: учредитель останется пустым."),
                        parent,
                        is_notice=True,
                    )
                )
        return told

    def _kind_of(
        self, values: dict[str, Any], details: dict[str, Any], found: Organisation | None
    ) -> Fault | None:
        written = values.get("kind", "")
        kind = self._kinds.get(search_key(written)) if written else None
        code = kind_by_name(written) if written and not kind else ""
        names = (str(values.get("short_name", "")), str(values.get("full_name", "")))
        kind = kind or self._kinds_by_code.get(code or ("" if found else kind_by_name(*names)))
        if kind:
            if not found or written:
                details["kind"] = kind
            return None
        if found:
            return None
        return Fault(
            "kind",
            "kind",
            _now("Не понять, что это за организация. Впишите вид, например «средняя школа», «ООО»."),
            str(written),
        )

    def _twin(self, line: Line, twin: Line, name: str) -> Plan:
        if twin.values == line.values:
            return Plan(line, "same", name)
        told = _now("Эта организация уже есть в таблице выше, в строке %(row)d, с другими данными.")
        return Plan(line, "wrong", name, faults=[Fault("", "double", told % {"row": twin.place.row}, name)])

    def _new(self, line: Line, details: dict[str, Any], name: str, notices: list[Fault]) -> Plan:
        details.setdefault("full_name", name)
        details.setdefault("short_name", str(details["full_name"])[:_MOST_OF_SHORT_NAME])
        details.setdefault("territory", self._territory)
        faults = _faults_of(Organisation(**details), line)
        if faults:
            return Plan(line, "wrong", name, faults=faults)
        return Plan(line, "new", name, faults=notices, data=(None, details))

    def _known(
        self, line: Line, found: Organisation, details: dict[str, Any], name: str, notices: list[Fault]
    ) -> Plan:
        differ = {field: value for field, value in details.items() if getattr(found, field) != value}
        if not differ:
            return Plan(line, "same", name, faults=notices)
        changes = {
            str(_FIELDS[field].verbose_name).capitalize(): (
                str(getattr(found, field) or ""),
                str(value),
            )
            for field, value in differ.items()
        }
        return Plan(line, "changed", name, changes, notices, (found, differ))

    def write(self, plans: Sequence[Plan]) -> Iterable[Trace]:
        for plan in plans:
            yield from self._write_one(plan)

    def _write_one(self, plan: Plan) -> Iterator[Trace]:
        found, details = plan.data
        if found is None:
            made = add_organisation(by=self._by, at=self._at, **details)
            self._know(made)
            yield traces.added(made)
            return
        before = {_FIELDS[field].attname: getattr(found, _FIELDS[field].attname) for field in details}
        changed = change_organisation(
            found, by=self._by, at=self._at, why=_now("загрузка из таблицы"), **details
        )
        yield traces.changed(changed, before)


def _bare_place(name: str) -> str:
    return search_key(_SORT_OF_PLACE.sub("", name.strip()))


def _foreign(organisation: Organisation) -> Fault:
    return Fault(
        "inn",
        "foreign",
        _now("Организация с таким ИНН уже есть в другом районе: %(name)s.") % {"name": organisation},
        organisation.inn,
    )


def _faults_of(organisation: Organisation, line: Line) -> list[Fault]:
    try:
        organisation.clean_fields(exclude={"kind", "territory", "parent"})
    except ValidationError as error:
        return [
            Fault(field, "field", " ".join(sentences), str(line.values.get(field, "")))
            for field, sentences in error.message_dict.items()
        ]
    return []
