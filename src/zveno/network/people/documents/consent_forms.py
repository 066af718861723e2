"""«Бланки согласий»: a sheet for each of a class who has not given his consent yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.verdict import Verdict
from zveno.base.documents.content import (
    Block,
    Cell,
    Column,
    Content,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)
from zveno.base.documents.kinds import DocumentKind, Draft, register
from zveno.base.documents.wording import WORDS
from zveno.network.organisations.actors import Actor
from zveno.network.people.documents.consent_form import sheet, wording
from zveno.network.people.models import ConsentAsk, ConsentRequest
from zveno.network.people.policies.consents import can_run_request
from zveno.network.people.queries.consents import RequestPage, request_page


def may_use(actor: Actor, request: ConsentRequest) -> Verdict | None:
    if not ConsentRequest.objects.visible_to(actor).filter(pk=request.pk).exists():
        return None
    return can_run_request(actor, request)


def build(request: ConsentRequest, draft: Draft) -> Content:
    page = request_page(request, ConsentAsk.objects.all(), on=timezone.localdate())
    paper = draft.paper(
        _("Бланки согласий на обработку персональных данных"),
        subtitle=str(request),
        issuer=(request.operator.full_name,),
    )
    return Content(paper, tuple(_blocks(page)))


def _blocks(page: RequestPage) -> Iterator[Block]:
    yield Paragraph(
        _("Цель: %(purpose)s. Ответить до %(day)s. Всего: %(all)s, согласий дано: %(whole)s.")
        % {
            "purpose": page.request.purpose.title,
            "day": WORDS["ru"].date(page.request.due_on),
            "all": len(page.lines),
            "whole": page.whole,
        }
    )
    yield Table(
        columns=(Column(1, "center"), Column(8), Column(5), Column(5)),
        header=((_("№"), _("Фамилия, имя, отчество"), _("Согласие"), _("Бланк получил(а), подпись")),),
        rows=tuple(
            (str(number), line.ask.person.full_name, Cell(str(line.standing.status.text)), "")
            for number, line in enumerate(page.lines, start=1)
        ),
    )
    text = wording(page.request)
    for line in page.lines:
        if line.standing.is_whole or line.ask.refused_at:
            continue
        yield PageBreak()
        yield Heading(_("Согласие на обработку персональных данных"))
        yield from sheet(page.request, line.ask.person, text)


CONSENT_FORMS = register(
    DocumentKind(
        code="consent-forms",
        title=gettext_lazy("Бланки согласий класса"),
        subject="people.consentrequest",
        numbering="СК-{year}-{n:04}",
        build=build,
        may_read=may_use,
        may_make=may_use,
        series_of=lambda request: str(request.operator_id),
    )
)
