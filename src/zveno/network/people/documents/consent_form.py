"""«Согласие на обработку персональных данных»: the paper to sign by hand, of one person."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.verdict import Verdict
from zveno.base.documents.content import Block, Content, Facts, Paragraph, Signature, Signatures
from zveno.base.documents.kinds import DocumentKind, Draft, register
from zveno.network.organisations.actors import Actor
from zveno.network.people.ages import age_on
from zveno.network.people.models import ConsentAsk, ConsentRequest, ConsentText, Person, SignedAs
from zveno.network.people.policies.consents import can_collect
from zveno.network.people.queries.consents import text_of

LINE = "____________________________________________"


def wording(request: ConsentRequest) -> ConsentText:
    """The wording that is signed now, or the last one there was."""
    found = text_of(request.purpose, timezone.localdate())
    return found or request.purpose.texts.order_by("-valid_from", "-pk")[0]


def sheet(request: ConsentRequest, person: Person, text: ConsentText) -> tuple[Block, ...]:
    """What is signed, with lines for what only the signer may write: papers and signatures are his own."""
    needed = request.purpose.signatures_at(age_on(person.birth_date, timezone.localdate()))
    by_guardian = SignedAs.GUARDIAN in needed
    filled = {
        "signer": LINE,
        "role": _("законный представитель") if by_guardian else _("субъект персональных данных"),
        "subject": person.full_name,
        "operator": request.operator.full_name,
        "address": request.operator.address or LINE,
        "purpose": request.purpose.title,
        "covers": request.purpose.covers,
        "recipients": request.purpose.recipients,
        "retention": request.purpose.retention,
        "stops": request.purpose.stops,
    }
    lines = [line for line in text.filled(filled).split("\n") if line.strip()]
    # The first line is the title, which stands in the head of the paper.
    return (
        *(Paragraph(line) for line in lines[1:]),
        Facts(tuple(_own_hand(by_guardian=by_guardian))),
        Paragraph(_("Редакция текста: %(version)s.") % {"version": text.version}, keep_with_next=True),
        Signatures(tuple(_signatures(person, needed))),
    )


def _own_hand(*, by_guardian: bool) -> Iterator[tuple[str, str]]:
    yield _("Фамилия, имя, отчество подписавшего"), LINE
    yield _("Документ, удостоверяющий личность"), LINE
    yield _("Адрес"), LINE
    if by_guardian:
        yield _("Документ законного представителя"), LINE
    yield _("Дата"), "«____» ______________ 20____ г."


def _signatures(person: Person, needed: frozenset[SignedAs]) -> Iterator[Signature]:
    if SignedAs.GUARDIAN in needed:
        yield Signature(_("Законный представитель"))
    if SignedAs.SELF in needed:
        yield Signature(_("Субъект персональных данных"), person.short_name)


def may_use(actor: Actor, ask: ConsentAsk) -> Verdict | None:
    """Who collects the consents of that person; to others there is no such paper."""
    if not ConsentAsk.objects.visible_to(actor).filter(pk=ask.pk).exists():
        return None
    return can_collect(actor, ask.person, ask.request.operator)


def build(ask: ConsentAsk, draft: Draft) -> Content:
    paper = draft.paper(
        _("Согласие на обработку персональных данных"),
        subtitle=ask.request.purpose.title,
        issuer=(ask.request.operator.full_name,),
    )
    return Content(paper, sheet(ask.request, ask.person, wording(ask.request)))


CONSENT_FORM = register(
    DocumentKind(
        code="consent-form",
        title=gettext_lazy("Бланк согласия"),
        subject="people.consentask",
        numbering="СГ-{year}-{n:05}",
        build=build,
        may_read=may_use,
        may_make=may_use,
        series_of=lambda ask: str(ask.request.operator_id),
    )
)
