"""Menus by the person's work. An entry stands here when its page exists, and is shown to who may use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zveno.base.core.addresses import address_of
from zveno.base.documents.policies import can_set_numbering
from zveno.base.imports.policies import can_import_anything
from zveno.base.ui.frames import MenuEntry
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import ADMITTERS, LEARNERS, STEWARDS, Role, Scope
from zveno.network.people import policies as people
from zveno.network.people.policies.consents import can_list_requests
from zveno.network.people.policies.special import can_list_looks
from zveno.network.people.policies.subject_requests import can_list_subject_requests, can_read_retention
from zveno.network.programmes.policies import can_see_needs
from zveno.oversight.monitoring.policies import can_compare, can_see_own
from zveno.processes.guidance.policies import can_appoint_centre, can_keep_ready_answers, can_list

Text = str | Promise
For = Callable[[Actor], bool]


def anybody(_actor: Actor) -> bool:
    return True


def everybody(actor: Actor) -> bool:
    return actor.role is not None


def staff(actor: Actor) -> bool:
    return actor.role is not None and actor.role not in LEARNERS


def learners(actor: Actor) -> bool:
    return actor.is_any(*LEARNERS)


def answerers(actor: Actor) -> bool:
    return bool(can_keep_ready_answers(actor))


def needs(actor: Actor) -> bool:
    return bool(can_see_needs(actor))


def keeps_lists(actor: Actor) -> bool:
    return bool(people.can_list(actor))


def promotes(actor: Actor) -> bool:
    return actor.organisation is not None and bool(people.can_promote(actor, actor.organisation))


def only(*roles: Role) -> For:
    return lambda actor: actor.is_any(*roles)


@dataclass(frozen=True)
class Line:
    """An entry before it is known who looks and where he is."""

    title: Text
    page: str
    icon: str = ""
    shown_to: For = everybody
    lines: Sequence[Line] = ()
    own_organisation: bool = False
    """Does the address take the number of the actor's organisation?"""

    def url(self, actor: Actor | None) -> str:
        if self.own_organisation and actor and actor.organisation:
            return address_of(self.page, actor.organisation.pk)
        return address_of(self.page)


WORK: Sequence[Line] = (
    Line(_("Сегодня"), "portal:home", "sun", anybody),
    Line(
        _("Сеть"),
        "organisations:organisation_list",
        "network",
        staff,
        (
            Line(_("Организации"), "organisations:organisation_list", shown_to=staff),
            Line(
                _("Моя организация"),
                "organisations:organisation_show",
                shown_to=staff,
                own_organisation=True,
            ),
            Line(
                _("Люди и приглашения"),
                "organisations:people_list",
                shown_to=only(*STEWARDS),
                own_organisation=True,
            ),
            Line(_("Карта сети"), "interactions:network_map", shown_to=staff),
            Line(_("Реестр взаимодействия"), "interactions:interaction_list", shown_to=staff),
            Line(_("Молчащие партнёры"), "interactions:silent_list", shown_to=staff),
            Line(
                _("Загрузка данных"),
                "imports:import_list",
                shown_to=lambda actor: bool(can_import_anything(actor)),
            ),
            Line(_("Заявки на вступление"), "organisations:join_request_list", shown_to=only(*ADMITTERS)),
            Line(_("Похожие организации"), "organisations:duplicate_list", shown_to=only(*ADMITTERS)),
        ),
    ),
    Line(
        _("Учащиеся"),
        "people:person_list",
        "users-round",
        lambda actor: bool(people.can_see_numbers(actor)),
        (
            Line(_("Ученики и студенты"), "people:person_list", shown_to=keeps_lists),
            Line(_("Классы и группы"), "people:group_list", shown_to=keeps_lists),
            Line(_("Перевод на следующий год"), "people:promotion_show", shown_to=promotes),
            Line(
                _("Запросы согласий"),
                "people:consent_request_list",
                shown_to=lambda actor: bool(can_list_requests(actor)),
            ),
            Line(
                _("Обращения о данных"),
                "people:subject_request_list",
                shown_to=lambda actor: bool(can_list_subject_requests(actor)),
            ),
            Line(
                _("Сколько учится"),
                "people:numbers_view",
                shown_to=lambda actor: actor.scope in {Scope.TERRITORY, Scope.SYSTEM},
            ),
        ),
    ),
    Line(
        _("Профориентация"),
        "events:event_list",
        "compass",
        everybody,
        (
            Line(_("Мероприятия"), "events:event_list"),
            Line(_("Календарь на месяц"), "events:event_month"),
            Line(_("Вопросы"), "guidance:question_list", shown_to=lambda actor: bool(can_list(actor))),
            Line(_("Готовые ответы"), "guidance:ready_answer_list", shown_to=answerers),
            Line(
                _("Кто отвечает"),
                "guidance:centre_appoint",
                shown_to=lambda actor: bool(can_appoint_centre(actor)),
            ),
            Line(_("Мои вопросы"), "guidance:question_mine", shown_to=learners),
            Line(_("Спросить"), "guidance:question_ask", shown_to=learners),
            Line(_("Вопросы и ответы"), "guidance:answer_list"),
        ),
    ),
    Line(
        _("Программы"),
        "programmes:programme_list",
        "book-open-check",
        staff,
        (
            Line(_("Каким нужен выпускник"), "programmes:profile_list", shown_to=needs),
            Line(_("Программы техникумов"), "programmes:programme_list", shown_to=staff),
            Line(_("Изменения программ"), "programmes:change_list", shown_to=needs),
            Line(_("Стажировки преподавателей"), "programmes:internship_list", shown_to=needs),
            Line(_("Комиссии и ГЭК"), "programmes:commission_list", shown_to=needs),
            Line(_("Темы дипломов"), "programmes:topic_list", shown_to=needs),
            Line(_("Оборудование и деньги"), "programmes:contribution_list", shown_to=needs),
            Line(_("Справочники"), "classifiers:entry_list", shown_to=staff),
        ),
    ),
    Line(_("Мои дети и согласия"), "people:consent_own", "file-pen-line", learners),
    Line(_("Моя карточка"), "people:person_own", "id-card", learners),
    Line(_("Где учиться"), "portal:study_list", "graduation-cap", learners),
    Line(_("Предприятия"), "portal:enterprise_list", "factory", learners),
    Line(
        _("Управление"),
        "monitoring:network_view",
        "clipboard-list",
        lambda actor: bool(can_see_own(actor)) or actor.is_any(Role.ADMINISTRATOR, Role.AUDITOR),
        (
            Line(
                _("Показатели сети"),
                "monitoring:network_view",
                shown_to=lambda actor: bool(can_compare(actor)),
            ),
            Line(
                _("Показатели организации"),
                "monitoring:network_view",
                shown_to=lambda actor: bool(can_see_own(actor)) and not can_compare(actor),
            ),
            Line(_("Пороги"), "monitoring:threshold_list", shown_to=lambda actor: bool(can_compare(actor))),
            Line(_("Учётные записи"), "organisations:account_list", shown_to=only(Role.ADMINISTRATOR)),
            Line(_("Журнал действий"), "audit:entry_list", shown_to=only(Role.ADMINISTRATOR, Role.AUDITOR)),
            Line(
                _("Кто смотрел особые сведения"),
                "people:special_look_list",
                shown_to=lambda actor: bool(can_list_looks(actor)),
            ),
            Line(
                _("Сроки хранения"),
                "people:retention_list",
                shown_to=lambda actor: bool(can_read_retention(actor)),
            ),
            Line(
                _("Тексты согласий"),
                "people:purpose_list",
                shown_to=only(Role.ADMINISTRATOR, Role.AUDITOR),
            ),
            Line(_("Письма"), "notifications:letter_list", shown_to=only(Role.ADMINISTRATOR)),
            Line(
                _("Нумерация документов"),
                "documents:numbering_edit",
                shown_to=lambda actor: bool(can_set_numbering(actor)),
            ),
            Line(_("Фоновые задания"), "tasks:job_list", shown_to=only(Role.ADMINISTRATOR)),
        ),
    ),
)

PUBLIC: Sequence[Line] = (
    Line(_("Где учиться"), "portal:study_list"),
    Line(_("Предприятия"), "portal:enterprise_list"),
    Line(_("Календарь"), "events:calendar_view"),
    Line(_("Вопросы и ответы"), "guidance:answer_list"),
    Line(_("Спросить"), "guidance:question_ask"),
)

PERSON: Sequence[Line] = (
    Line(_("Настройки"), "accounts:settings_edit", "settings"),
    Line(_("Уведомления по почте"), "notifications:preferences_edit", "mail"),
    Line(_("Второй фактор входа"), "mfa_index", "shield-check"),
    Line(_("Где выполнен вход"), "accounts:session_list", "monitor-smartphone"),
    Line(_("Кто смотрел мои данные"), "audit:own_entry_list", "eye"),
    Line(_("Ключи API"), "accounts:token_list", "key-round"),
)

FOOT: Sequence[Line] = (
    Line(_("Проверить документ"), "documents:code_ask"),
    Line(_("Вступить в сеть"), "organisations:join_request_add"),
    Line(_("Для программ: API"), "api:openapi-view"),
)


def entries(lines: Sequence[Line], actor: Actor | None, path: str) -> tuple[MenuEntry, ...]:
    """The lines this person may use; the most exact address of those that lead to `path` is current."""
    drawn = _drawn(lines, actor)
    current = _nearest(path, [entry.url for section in drawn for entry in (section, *section.children)])
    return tuple(
        replace(
            section,
            current=current in {section.url, *(entry.url for entry in section.children)},
            children=tuple(replace(entry, current=entry.url == current) for entry in section.children),
        )
        for section in drawn
    )


def _drawn(lines: Sequence[Line], actor: Actor | None) -> list[MenuEntry]:
    shown = [line for line in lines if actor is None or line.shown_to(actor)]
    below = [_drawn(line.lines, actor) for line in shown]
    return [
        MenuEntry(
            title=line.title,
            # A section leads to its first page that this person may use.
            url=inner[0].url if inner else line.url(actor),
            icon=line.icon,
            children=tuple(inner) if len(inner) > 1 else (),
        )
        for line, inner in zip(shown, below, strict=True)
    ]


def _nearest(path: str, addresses: Sequence[str]) -> str:
    leading = [url for url in addresses if path == url or (url != "/" and path.startswith(url))]
    return max(leading, key=len, default="")
