"""The contingent: pupils and students as schools and technikums export and keep them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zveno.base.core.people import Acting
from zveno.base.core.verdict import Verdict
from zveno.base.imports import parsing
from zveno.base.imports.importers import Field, Importer, Text, Unwanted
from zveno.base.imports.traces import Trace
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation, Territory
from zveno.network.organisations.queries import territories_for
from zveno.network.organisations.roles import Role
from zveno.network.people.importers.arrivals import ContingentIntake
from zveno.network.people.importers.groups import group_name
from zveno.network.people.models import Relation
from zveno.network.people.policies.importing import can_import, can_import_territory
from zveno.network.people.reach import KEEPERS, TEACHING
from zveno.network.people.services.importing import take_back_contingent

_ORGANISATION, _TERRITORY = "organisations.organisation", "organisations.territory"

SEX = {
    "male": (_("мужской"), ("м", "муж", "мальчик", "юноша", "m", "male", "муж.")),
    "female": (_("женский"), ("ж", "жен", "девочка", "девушка", "f", "female", "жен.")),
}
STATUS = {
    "studies": (
        _("обучается"),
        (
            "учится",
            "обучающийся",
            "обучающаяся",
            "учащийся",
            "зачислен",
            "зачислена",
            "активен",
            "студент",
            "да",
        ),
    ),
    "on_leave": (_("академический отпуск"), ("академ", "в академическом отпуске", "академотпуск", "а/о")),
    "gone": (
        _("выбыл"),
        ("отчислен", "отчислена", "выбыла", "выпущен", "выпускник", "переведён", "переведена", "архив"),
    ),
}
RELATION = {
    relation.value: (relation.label, others)
    for relation, others in (
        (Relation.MOTHER, ("мама", "мать (родная)")),
        (Relation.FATHER, ("папа", "отец (родной)")),
        (Relation.ADOPTER, ()),
        (Relation.GUARDIAN, ("бабушка", "дедушка", "опекун (попечитель)")),
        (Relation.TRUSTEE, ()),
        (Relation.FOSTER, ("приёмная мать", "приёмный отец")),
        (Relation.OTHER, ("родитель", "законный представитель", "иное")),
    )
}


def _parent(code: str, title: Text, groups: Sequence[str]) -> tuple[Field, ...]:
    """What is told of one parent; headings name the group, then the column."""

    def under(*names: str) -> tuple[str, ...]:
        return tuple(f"{group} {name}" for group in groups for name in names)

    return (
        Field(f"{code}_name", title, parsing.full_name, (*groups, *under("ФИО", "Ф.И.О."))),
        Field(
            f"{code}_phone", _("%s: телефон") % title, parsing.phone, under("телефон", "тел.", "моб. телефон")
        ),
        Field(
            f"{code}_email",
            _("%s: почта") % title,
            parsing.email,
            under("e-mail", "email", "почта", "электронная почта"),
        ),
        Field(
            f"{code}_relation",
            _("%s: кем приходится") % title,
            parsing.choice(RELATION),
            under("степень родства", "родство", "кем приходится"),
            choices=[label for label, _others in RELATION.values()],
        ),
    )


class ContingentImporter(Importer):
    code = "contingent"
    title = _("Ученики и студенты")
    lead = _("Списки классов и групп: выгрузки из электронного журнала, 1С, книги по листу на группу.")
    icon = "users"
    fields = (
        Field(
            "full_name",
            _("ФИО"),
            parsing.full_name,
            (
                "Ф.И.О.",
                "Фамилия Имя Отчество",
                "Фамилия, имя, отчество",
                "ФИО обучающегося",
                "ФИО учащегося",
                "ФИО студента",
                "ФИО ученика",
                "ФИО ребёнка",
                "Обучающийся",
                "Ученик",
                "Студент",
                "ФИО полностью",
            ),
            _("Или три столбца: фамилия, имя, отчество."),
        ),
        Field("family_name", _("Фамилия"), parsing.name_part, ("Фамилия обучающегося", "Фамилия ребёнка")),
        Field("given_name", _("Имя"), parsing.name_part, ("Имя обучающегося", "Имя ребёнка")),
        Field(
            "patronymic",
            _("Отчество"),
            parsing.name_part,
            ("Отчество (при наличии)", "Отчество обучающегося", "Отчество ребёнка"),
        ),
        Field(
            "birth_date",
            _("Дата рождения"),
            parsing.day,
            ("ДР", "Д.р.", "Дата рожд.", "Дата рождения обучающегося", "Родился", "День рождения"),
            is_text=False,
        ),
        Field(
            "sex",
            _("Пол"),
            parsing.choice(SEX),
            ("Пол обучающегося",),
            choices=[title for title, _others in SEX.values()],
        ),
        Field(
            "snils",
            _("СНИЛС"),
            parsing.snils,
            ("СНИЛС обучающегося", "Номер СНИЛС", "Страховой номер"),
            _("С чёрточками или без: по нему узнаем человека при следующей загрузке."),
        ),
        Field(
            "group",
            _("Класс, группа"),
            group_name,
            (
                "Класс",
                "Группа",
                "Класс/Группа",
                "Класс (группа)",
                "Учебная группа",
                "Номер группы",
                "Название группы",
            ),
            _("Если в книге по листу на группу, столбец не нужен: возьмём имя листа."),
            given_by="sheet",
        ),
        Field(
            "level", _("Параллель, курс"), parsing.whole_number(1, 12), ("Курс", "Параллель", "Год обучения")
        ),
        Field(
            "organisation",
            _("Организация"),
            parsing.text(500),
            ("ОО", "Школа", "Образовательная организация", "Наименование ОО", "Учебное заведение", "ПОО"),
            _("Нужна, когда в одной загрузке несколько организаций."),
            given_by="file",
        ),
        Field(
            "since",
            _("Дата зачисления"),
            parsing.day,
            ("Зачислен с", "Дата приказа о зачислении", "Дата поступления"),
            is_text=False,
        ),
        Field(
            "order",
            _("Приказ о зачислении"),
            parsing.text(120),
            (
                "Номер приказа",
                "№ приказа о зачислении",
                "Дата и № приказа о зачислении",
                "Номер приказа о зачислении",
            ),
        ),
        Field(
            "status",
            _("Состояние"),
            parsing.choice(STATUS),
            ("Статус", "Статус_Учёба", "Статус обучения"),
            choices=[title for title, _others in STATUS.values()],
        ),
        Field(
            "phone",
            _("Телефон"),
            parsing.phone,
            ("Телефон обучающегося", "Мобильный телефон", "Контактный телефон", "Номер телефона", "Тел."),
        ),
        Field("email", _("Электронная почта"), parsing.email, ("E-mail", "Email", "Почта", "Эл. почта")),
        *_parent(
            "parent",
            _("Родитель 1"),
            ("Родитель 1", "Родитель", "Мать", "Мама", "Законный представитель", "Представитель", "Родители"),
        ),
        *_parent("parent2", _("Родитель 2"), ("Родитель 2", "Отец", "Папа", "Второй родитель")),
    )
    needs = (("full_name", "family_name"),)
    unwanted = (
        Unwanted(
            _("паспорта не нужны: не загружаем"),
            (
                "Серия паспорта",
                "Номер паспорта",
                "Паспорт",
                "Дата выдачи паспорта",
                "Кем выдан",
                "Дата выдачи",
                "Код подразделения",
                "Серия",
                "Свидетельство о рождении",
                "Документ, удостоверяющий",
                "Реквизиты документа",
            ),
        ),
        Unwanted(
            _("социальные сведения и здоровье не нужны: не загружаем"),
            (
                "Статус_Сирот",
                "Статус_Уровень_здоровья",
                "Статус_Состав_семьи",
                "Статус_Многодетная",
                "Статус_Соц",
                "Статус_Родитель_СВО",
                "Статус_Питание",
                "Статус_КДН",
                "Статус_ПДН",
                "Статус_Внутр",
                "Статус_Место_регистрации",
                "Статус_Студенческая_семья",
                "Статус_Общежитие",
                "Сирота",
                "Инвалид",
                "ОВЗ",
                "Группа здоровья",
                "Диагноз",
                "Многодетн",
                "Малоимущ",
                "Социальный статус",
                "Национальность",
                "Гражданство",
                "Подсчет_",
                "КДН",
                "ПДН",
            ),
        ),
        Unwanted(
            _("адреса не нужны: не загружаем"),
            ("Адрес регистрации", "Фактический адрес", "Адрес", "Место жительства", "Прописка"),
        ),
        Unwanted(_("ИНН людей не нужен: не загружаем"), ("ИНН",)),
    )

    def serves(self, actor: Acting) -> bool:
        if not isinstance(actor, Actor) or actor.organisation is None:
            return False
        return actor.is_any(Role.COORDINATOR) or bool(can_import(actor, actor.organisation))

    def targets(self, actor: Acting) -> Sequence[Model]:
        if not isinstance(actor, Actor) or actor.organisation is None:
            return []
        if actor.is_any(Role.COORDINATOR):
            return list(
                territories_for(actor).filter(level=Territory.Level.MUNICIPALITY).order_by("sort_key")
            )
        return [actor.organisation] if can_import(actor, actor.organisation) else []

    def may(self, actor: Acting, target: Model) -> Verdict | None:
        if not isinstance(actor, Actor):
            return None
        if isinstance(target, Territory):
            seen = territories_for(actor).filter(pk=target.pk).exists()
            return can_import_territory(actor, target) if seen else None
        if isinstance(target, Organisation):
            seen = Organisation.objects.visible_to(actor).filter(pk=target.pk).exists()
            return can_import(actor, target) if seen else None
        return None

    def scope(self, actor: Acting) -> Q:
        if not isinstance(actor, Actor) or actor.organisation is None:
            return Q(pk__in=[])
        if actor.is_any(Role.COORDINATOR):
            schools = Organisation.objects.visible_to(actor).of_family(*TEACHING)
            return Q(target_type=_TERRITORY, target_id__in=territories_for(actor).values("pk")) | Q(
                target_type=_ORGANISATION, target_id__in=schools.values("pk")
            )
        if actor.is_any(*KEEPERS) and actor.organisation.family in TEACHING:
            return Q(target_type=_ORGANISATION, target_id=actor.organisation.pk)
        return Q(pk__in=[])

    def options(self, code: str, target: Model) -> Sequence[Text]:
        if code != "organisation" or not isinstance(target, Territory):
            return ()
        schools = Organisation.objects.active().of_family(*TEACHING)
        return list(
            schools.filter(territory__path__startswith=target.path).values_list("short_name", flat=True)
        )

    def result_url(self, target: Model) -> str:
        return reverse("people:person_list") if isinstance(target, Organisation) else ""

    def begin(self, target: Model, *, by: Acting, at: datetime) -> ContingentIntake:
        if not isinstance(by, Actor) or not isinstance(target, Territory | Organisation):
            raise TypeError(type(by).__name__)
        return ContingentIntake(target, by=by, at=at)

    def take_back(self, traces: Sequence[Trace], *, by: Acting, at: datetime) -> None:
        if not isinstance(by, Actor):
            raise TypeError(type(by).__name__)
        take_back_contingent(traces, by=by, at=at)
