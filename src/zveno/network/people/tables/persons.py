"""How learners, classes and numbers are listed."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from zveno.base.core.addresses import address_of
from zveno.base.ui import tables
from zveno.base.ui.components import Status, Tone
from zveno.network.people.models import Enrolment, GroupLead, Guardianship, StudyGroup
from zveno.network.people.queries.persons import Numbers
from zveno.network.people.states import EnrolmentStatus

TONES: dict[str, Tone] = {EnrolmentStatus.STUDIES: "good", EnrolmentStatus.ON_LEAVE: "waits"}


def status_of(enrolment: Enrolment) -> Status:
    return Status(enrolment.get_status_display(), TONES.get(enrolment.status, "plain"))


def _parents(enrolment: Enrolment) -> str:
    named: list[Guardianship] = enrolment.person.parents_now  # type: ignore[attr-defined]
    return "; ".join(
        ", ".join(part for part in (one.guardian.full_name, one.guardian.phone) if part) for one in named
    )


def _leaders(group: StudyGroup) -> str:
    leads: list[GroupLead] = group.leads_now  # type: ignore[attr-defined]
    return ", ".join(lead.seat.user.get_short_name() for lead in leads)


_ORGANISATION: tables.Column[Enrolment] = tables.text(
    "organisation",
    _("Организация"),
    lambda row: row.organisation.short_name,
    order="organisation__sort_key",
)

PERSONS = tables.Table[Enrolment](
    caption=_("Ученики и студенты"),
    order="name",
    row_url=lambda row: address_of("people:person_show", row.person_id),
    columns=[
        tables.text(
            "name", _("Фамилия, имя, отчество"), lambda row: row.person.full_name, order="person__sort_key"
        ),
        tables.day(
            "birth", _("Дата рождения"), lambda row: row.person.birth_date, order="person__birth_date"
        ),
        tables.text(
            "group",
            _("Класс, группа"),
            lambda row: row.group.name if row.group else None,
            order="group__sort_key",
        ),
        tables.number(
            "level",
            _("Параллель, курс"),
            lambda row: row.group.level if row.group else None,
            order="group__level",
        ),
        tables.day("since", _("Зачислен"), lambda row: row.since, order="since"),
        tables.status("status", _("Состояние"), status_of, order="status"),
    ],
)
PERSONS_OF_TERRITORY = replace(PERSONS, columns=[*PERSONS.columns[:4], _ORGANISATION, *PERSONS.columns[4:]])

GROUP_LIST = tables.Table[Enrolment](
    caption=_("Список"),
    order="name",
    row_url=lambda row: address_of("people:person_show", row.person_id),
    columns=[
        tables.text(
            "name", _("Фамилия, имя, отчество"), lambda row: row.person.full_name, order="person__sort_key"
        ),
        tables.day(
            "birth", _("Дата рождения"), lambda row: row.person.birth_date, order="person__birth_date"
        ),
        tables.text("phone", _("Телефон"), lambda row: row.person.phone, css="nowrap"),
        tables.text("parents", _("Законные представители"), _parents),
        tables.status("status", _("Состояние"), status_of, order="status"),
    ],
)

GROUPS = tables.Table[StudyGroup](
    caption=_("Классы и группы"),
    order="level",
    row_url=lambda row: address_of("people:group_show", row.pk),
    columns=[
        tables.text("name", _("Название"), lambda row: row.name, order="sort_key"),
        tables.text("kind", _("Вид"), lambda row: row.get_kind_display(), order="kind"),
        tables.number("level", _("Параллель, курс"), lambda row: row.level, order="level"),
        tables.text("year", _("Учебный год"), lambda row: row.year_title, order="year"),
        tables.text(
            "organisation",
            _("Организация"),
            lambda row: row.organisation.short_name,
            order="organisation__sort_key",
        ),
        tables.text("leaders", _("Кто ведёт"), _leaders),
        tables.number("learners", _("Учится"), lambda row: row.learners, order="learners"),  # type: ignore[attr-defined]
    ],
)

NUMBERS = tables.Table[Numbers](
    caption=_("Сколько учится"),
    order="organisation",
    row_url=lambda row: row.url,
    columns=[
        tables.text("organisation", _("Организация"), lambda row: row.organisation, order="sort_key"),
        tables.number("groups", _("Классов и групп"), lambda row: row.groups, order="groups"),
        tables.number("learners", _("Учится"), lambda row: row.learners, order="learners"),
        tables.number("on_leave", _("В академическом отпуске"), lambda row: row.on_leave, order="on_leave"),
        tables.number("guarded", _("Родители указаны, %"), lambda row: row.guarded, order="guarded"),
    ],
)
