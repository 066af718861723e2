"""«Лист согласования изменений программы»: what changes, who looked at it, what became of each remark."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.verdict import Verdict, no
from zveno.base.documents.content import (
    Block,
    Column,
    Content,
    Facts,
    Heading,
    Items,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from zveno.base.documents.kinds import DocumentKind, Draft, register
from zveno.base.documents.wording import WORDS
from zveno.network.organisations.actors import Actor
from zveno.network.programmes.models import ChangeRequest, Expertise, Remark
from zveno.network.programmes.policies import can_change, can_view_change
from zveno.network.programmes.states import ChangeState

MADE_OF = {ChangeState.EXPERTISE, ChangeState.APPROVED, ChangeState.REJECTED}


def may_read(actor: Actor, change: ChangeRequest) -> Verdict | None:
    return can_view_change(actor, change) or None


def may_make(actor: Actor, change: ChangeRequest) -> Verdict | None:
    """The technikum, once the expertise has begun."""
    if not can_view_change(actor, change):
        return None
    if change.state not in MADE_OF:
        return no(_("Лист согласования составляют, когда запрос отправлен на экспертизу."))
    return can_change(actor, change.programme)


def build(change: ChangeRequest, draft: Draft) -> Content:
    programme = change.programme
    expertises = list(change.expertises.select_related("organisation"))
    remarks = list(
        Remark.objects.filter(expertise__change=change)
        .select_related("expertise__organisation")
        .order_by("made_at", "pk")
    )
    requirements = list(change.requirements.select_related("profile__enterprise"))
    blocks: list[Block] = [
        Facts(
            (
                (_("Программа"), str(programme.profession)),
                (_("Квалификация"), programme.qualification or _("не указано")),
                (_("Год приёма, база, форма"), _form(change)),
                (_("Состояние запроса"), change.get_state_display()),
            )
        ),
        Heading(_("Что меняется")),
        *_paragraphs(change.what),
        Heading(_("Основание")),
        *_paragraphs(change.why),
    ]
    if requirements:
        blocks += [
            Heading(_("На какие требования работодателей отвечает")),
            Items(
                tuple(
                    f"{row.profile.enterprise.short_name}: {row.text} ({row.get_level_display()})"
                    for row in requirements
                )
            ),
        ]
    blocks += [
        Heading(_("Мнения экспертов")),
        _opinions(expertises),
        Heading(_("Замечания и ответы")),
        _remarks(remarks),
    ]
    if change.decision:
        blocks += [Heading(_("Решение")), *_paragraphs(change.decision)]
    blocks += [
        Paragraph(_("Лист составлен по записям экспертизы в «Звене»."), keep_with_next=True),
        Signatures(
            (
                Signature(_("Заместитель директора")),
                *(
                    Signature(expertise.organisation.short_name, with_seal=True)
                    for expertise in expertises
                    if expertise.opinion
                ),
            )
        ),
    ]
    paper = draft.paper(
        _("Лист согласования изменений программы"),
        subtitle=change.title,
        issuer=(programme.college.full_name,),
        place=programme.college.territory.name,
    )
    return Content(paper, tuple(blocks))


def _form(change: ChangeRequest) -> str:
    programme = change.programme
    return f"{programme.year}, {programme.get_base_display()}, {programme.get_form_display()}"


def _paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _opinions(expertises: list[Expertise]) -> Table:
    return Table(
        columns=(Column(1, "center"), Column(5), Column(4), Column(5)),
        header=((_("№"), _("Организация"), _("Мнение"), _("Кто и когда")),),
        rows=tuple(
            (
                str(number),
                expertise.organisation.short_name,
                "\n".join(
                    part
                    for part in (
                        expertise.get_opinion_display() if expertise.opinion else _("мнения нет"),
                        expertise.comment,
                    )
                    if part
                ),
                f"{expertise.answered_by}, {_day(expertise)}" if expertise.answered_at else "—",
            )
            for number, expertise in enumerate(expertises, start=1)
        ),
    )  # fmt: skip


def _day(expertise: Expertise) -> str:
    return WORDS["ru"].date(timezone.localdate(expertise.answered_at))


def _remarks(remarks: list[Remark]) -> Table | Paragraph:
    if not remarks:
        return Paragraph(_("Замечаний нет."))
    return Table(
        columns=(Column(1, "center"), Column(4), Column(6), Column(6)),
        header=((_("№"), _("Кто"), _("Замечание"), _("Учтено или отклонено")),),
        rows=tuple(
            (
                str(number),
                remark.expertise.organisation.short_name,
                f"{remark.about}: {remark.text}" if remark.about else remark.text,
                f"{remark.get_state_display()}. {remark.answer}".strip(),
            )
            for number, remark in enumerate(remarks, start=1)
        ),
    )  # fmt: skip


EXPERTISE_SHEET = register(
    DocumentKind(
        code="programme-change",
        title=gettext_lazy("Лист согласования изменений программы"),
        subject="programmes.changerequest",
        numbering="ЛС-{year}-{n:03}",
        build=build,
        may_read=may_read,
        may_make=may_make,
        series_of=lambda change: str(change.programme.college_id),
    )
)
