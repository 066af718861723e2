"""How facts, partners and ties are listed."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.ui import tables
from zveno.base.ui.components import Status, Tone
from zveno.network.interactions.models import Interaction, InteractionForm, in_words
from zveno.network.interactions.queries import Edge, PartnerLine
from zveno.network.interactions.services import source_of
from zveno.network.interactions.states import Confirmation

_SAID: dict[str, tuple[str | Promise, Tone]] = {
    Confirmation.NOT_ASKED: (_("записью"), "plain"),
    Confirmation.ASKED: (_("ждёт ответа"), "waits"),
    Confirmation.CONFIRMED: (_("обеими сторонами"), "good"),
    Confirmation.DISPUTED: (_("есть возражение"), "late"),
}


def proof_of(row: Interaction) -> Status:
    """What proves it, in a word: the work itself, both sides, or so far only whoever entered it."""
    if not row.is_kept:
        return Status(row.get_state_display())
    return Status(_now("работой"), "good") if source_of(row.source) else Status(*_SAID[row.confirmation])


def status_of(row: Interaction) -> Status:
    """The same on the page of the fact, in full."""
    if not row.is_kept:
        return Status(row.get_state_display())
    if source_of(row.source):
        return Status(_now("записано работой"), "good")
    if row.confirmation == Confirmation.NOT_ASKED:
        return Status(_now("внесено вручную"))
    return Status(row.get_confirmation_display(), _SAID[row.confirmation][1])


def silence_of(line: PartnerLine) -> Status:
    if line.silent:
        return Status(_now("молчит"), "late")
    return Status(_now("в работе"), "good")


INTERACTIONS = tables.Table[Interaction](
    caption=_("Реестр взаимодействия"),
    order="-starts",
    row_url=Interaction.get_absolute_url,
    columns=[
        tables.day("starts", _("Когда"), lambda row: row.starts_on, order="starts_on"),
        tables.text("title", _("Что было"), str, order="title"),
        tables.text("initiator", _("Кто"), lambda row: row.initiator.short_name, order="initiator__sort_key"),
        tables.text("partners", _("С кем"), lambda row: in_words(row.sides.all())),
        tables.text("form", _("Форма"), lambda row: row.form.name, order="form__position"),
        tables.number("people", _("Участников"), lambda row: row.people, order="people"),
        tables.status("status", _("Подтверждено"), proof_of),
    ],
)

INTERACTIONS_IN_FULL = tables.Table[Interaction](
    caption=INTERACTIONS.caption,
    order=INTERACTIONS.order,
    columns=[
        INTERACTIONS.columns[0],
        tables.day("ends", _("По"), lambda row: row.ends_on, order="ends_on"),
        *INTERACTIONS.columns[1:6],
        tables.text("group", _("Группа форм"), lambda row: row.form.get_group_display()),
        tables.number("pupils", _("Школьников"), lambda row: row.pupils),
        tables.number("students", _("Студентов"), lambda row: row.students),
        tables.number("teachers", _("Педагогов"), lambda row: row.teachers),
        tables.number("parents", _("Родителей"), lambda row: row.parents),
        tables.number("specialists", _("Специалистов предприятия"), lambda row: row.specialists),
        tables.text("evidence", _("Основание"), lambda row: row.evidence),
        INTERACTIONS.columns[6],
        tables.text("territory", _("Территория"), lambda row: row.initiator.territory.name),
    ],
)

PARTNERS = tables.Table[PartnerLine](
    caption=_("Партнёры"),
    order="-last",
    row_url=lambda line: line.url,
    columns=[
        tables.text("partner", _("Партнёр"), lambda line: line.name, order="sort_key"),
        tables.text("forms", _("Формы взаимодействия"), lambda line: line.written_forms),
        tables.number("facts", _("Фактов"), lambda line: line.facts, order="facts"),
        tables.day("last", _("Последний контакт"), lambda line: line.last, order="last"),
        tables.yes_no("agreed", _("Договор действует"), lambda line: line.agreed, order="agreed"),
        tables.status("silent", _("Сейчас"), silence_of, order="silent"),
    ],
)

SILENT = tables.Table[PartnerLine](
    caption=_("Молчащие партнёры"),
    order="last",
    row_url=lambda line: line.url,
    columns=[
        tables.text(
            "organisation",
            _("Кто"),
            lambda line: line.organisation.short_name,
            order="organisation.sort_key",
        ),
        tables.text("partner", _("С кем"), lambda line: line.name, order="sort_key"),
        tables.day("last", _("Последний контакт"), lambda line: line.last, order="last"),
        tables.number("facts", _("Фактов за всё время"), lambda line: line.facts, order="facts"),
        tables.yes_no("agreed", _("Договор действует"), lambda line: line.agreed, order="agreed"),
    ],
)

EDGES = tables.Table[Edge](
    caption=_("Карта сети"),
    order="-facts",
    row_url=lambda edge: edge.url,
    columns=[
        tables.text("first", _("Кто"), lambda edge: edge.first.name, order="first_key"),
        tables.text("second", _("С кем"), lambda edge: edge.second.name, order="second_key"),
        tables.number("facts", _("Фактов"), lambda edge: edge.facts, order="facts"),
        tables.number("contractual", _("Договорных"), lambda edge: edge.contractual, order="contractual"),
        tables.number(
            "organisational", _("Организационных"), lambda edge: edge.organisational, order="organisational"
        ),
        tables.day("last", _("Последний"), lambda edge: edge.last, order="last"),
    ],
)

FORMS = tables.Table[InteractionForm](
    caption=_("Формы взаимодействия"),
    order="position",
    columns=[
        tables.text("name", _("Форма"), lambda row: row.name, order="name"),
        tables.text("group", _("Группа"), lambda row: row.get_group_display(), order="group"),
        tables.text("who", _("Кто с кем"), lambda row: row.who),
        tables.text("basis", _("Откуда форма"), lambda row: row.basis, order="basis"),
        tables.day("since", _("Действует с"), lambda row: row.since, order="since"),
        tables.day("until", _("Действует по"), lambda row: row.until, order="until"),
        tables.number("position", _("Порядок"), lambda row: row.position, order="position"),
    ],
)
