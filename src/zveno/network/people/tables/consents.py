"""How requests, consents and purposes are listed."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.ui import tables
from zveno.base.ui.components import Status
from zveno.network.people.models import ConsentPurpose, SignedAs
from zveno.network.people.queries.consents import AskLine, Counted, Standing


def _request_state(row: Counted) -> Status:
    if not row.request.is_open:
        return Status(_now("закрыт"))
    if row.whole == row.asked:
        return Status(_now("даны все"), "good")
    late = row.request.due_on < timezone.localdate()
    return Status(_now("срок прошёл"), "late") if late else Status(_now("ждём"), "waits")


CONSENT_REQUESTS = tables.Table[Counted](
    caption=_("Запросы согласий"),
    order="-asked_at",
    row_url=lambda row: row.request.get_absolute_url(),
    columns=[
        tables.text("group", _("У кого"), lambda row: str(row.request.group or _now("один человек"))),
        tables.text("purpose", _("На что"), lambda row: row.request.purpose.title),
        tables.moment("asked_at", _("Запрошено"), lambda row: row.request.asked_at, order="request.asked_at"),
        tables.day("due_on", _("Ответить до"), lambda row: row.request.due_on, order="request.due_on"),
        tables.number("whole", _("Дали"), lambda row: row.whole, order="whole"),
        tables.number("asked", _("Всего"), lambda row: row.asked, order="asked"),
        tables.status("state", _("Состояние"), _request_state),
    ],
)


def _signers(row: AskLine) -> str:
    names = [signer.short_name for signer in row.signers]
    if SignedAs.GUARDIAN in row.standing.missing and not any(
        signer.pk != row.ask.person_id for signer in row.signers
    ):
        names.append(_now("представитель не указан"))
    return ", ".join(names)


ASKED = tables.Table[AskLine](
    caption=_("Кто дал согласие"),
    order="person",
    row_url=lambda row: reverse("people:consent_person", args=[row.ask.person_id]),
    columns=[
        tables.text(
            "person", _("Ученик, студент"), lambda row: row.ask.person.short_name, order="ask.person.sort_key"
        ),
        tables.status("state", _("Согласие"), lambda row: row.standing.status),
        tables.text("ways", _("Как дано"), lambda row: row.standing.ways),
        tables.text("signers", _("Кто ещё должен подписать"), _signers),
        tables.status("letter", _("Письмо"), lambda row: row.letter),
        tables.text(
            "paper",
            _("На бумаге"),
            lambda row: None if row.standing.is_whole else _now("внести"),
            link=lambda row: reverse("people:consent_paper", args=[row.ask.pk]),
        ),
    ],
)

STANDINGS = tables.Table[Standing](
    caption=_("Согласия"),
    order="purpose",
    row_url=lambda row: row.given[0].get_absolute_url() if row.given else "",
    columns=[
        tables.text("purpose", _("На что"), lambda row: row.purpose.title, order="purpose.position"),
        tables.text("operator", _("Кому"), lambda row: row.operator.short_name),
        tables.status("state", _("Состояние"), lambda row: row.status),
        tables.text("ways", _("Как дано"), lambda row: row.ways),
        tables.day("given_on", _("Дано"), lambda row: row.given[0].given_on if row.given else None),
    ],
)

PURPOSES = tables.Table[ConsentPurpose](
    caption=_("Цели и тексты согласий"),
    order="title",
    row_url=lambda row: reverse("people:purpose_show", args=[row.pk]),
    columns=[
        tables.text("title", _("Цель"), lambda row: row.title, order="position"),
        tables.text("code", _("Код"), lambda row: row.code, order="code", css="nowrap"),
        tables.number("self_from", _("Сам – с, лет"), lambda row: row.self_from, order="self_from"),
        tables.number(
            "guardian_until",
            _("Представитель – до, лет"),
            lambda row: row.guardian_until,
            order="guardian_until",
        ),
        tables.yes_no("is_special", _("Специальная категория"), lambda row: row.is_special),
    ],
)
