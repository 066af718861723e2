"""«Паспорт участия»: what an enterprise did with schools and technikums in a school year, on paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.verdict import Verdict
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
from zveno.base.ui.numbers import written
from zveno.network.interactions.models import FormGroup, Passport
from zveno.network.interactions.policies import can_make_passport, can_see_partners
from zveno.network.interactions.queries import Participation, participation, partner_sentences
from zveno.network.organisations.actors import Actor


def may_read(actor: Actor, passport: Passport) -> Verdict | None:
    """Who sees the organisation's partners; to others the paper does not exist."""
    return can_see_partners(actor, passport.organisation) or None


def may_make(actor: Actor, passport: Passport) -> Verdict | None:
    seen = can_see_partners(actor, passport.organisation)
    return can_make_passport(actor, passport.organisation) if seen else None


def build(passport: Passport, draft: Draft) -> Content:
    found = participation(passport.organisation, passport.year)
    sentences = tuple(partner_sentences(found.partners))
    blocks: list[Block] = [
        Heading(_("Итоги года")),
        Facts(tuple((label, _count(value)) for label, value in _sums(found))),
    ]
    for group in FormGroup:
        lines = found.of_group(group)
        if lines:
            blocks += [
                Heading(_("%(group)s формы") % {"group": str(group.label).capitalize()}),
                Table(
                    columns=(Column(9), Column(3, "right"), Column(3, "right"), Column(5, "center")),
                    header=((_("Форма"), _("Фактов"), _("Участников"), _("Последний раз")),),
                    rows=tuple(
                        (line.name, written(line.facts), _count(line.people), WORDS["ru"].date(line.last))
                        for line in lines
                    ),
                ),
            ]
    blocks.append(Heading(_("Партнёры и формы взаимодействия")))
    blocks.append(Items(sentences) if sentences else Paragraph(_("За этот год фактов в реестре нет.")))
    blocks += [
        Paragraph(
            _("Сведения взяты из реестра взаимодействия: у каждого факта есть основание."),
            keep_with_next=True,
        ),
        Signatures((Signature(_("Руководитель организации"), with_seal=True),)),
    ]
    paper = draft.paper(
        _("Паспорт участия"),
        subtitle=_("в сети «Школа – Техникум – Предприятие», %(year)s учебный год") % {"year": found.title},
        issuer=(passport.organisation.full_name,),
        place=passport.organisation.territory.name,
    )
    return Content(paper, tuple(blocks))


def _sums(found: Participation) -> Sequence[tuple[str, int | None]]:
    return (
        (_("Фактов взаимодействия"), found.facts),
        (_("Партнёров"), len(found.partners)),
        (_("Договоров и соглашений"), found.agreements),
        (_("Участников всего"), found.people),
        *found.by_kind,
    )


def _count(value: int | None) -> str:
    return _("нет данных") if value is None else written(value)


PASSPORT = register(
    DocumentKind(
        code="participation-passport",
        title=gettext_lazy("Паспорт участия"),
        subject="interactions.passport",
        numbering="ПУ-{year}-{n:04}",
        build=build,
        may_read=may_read,
        may_make=may_make,
    )
)
