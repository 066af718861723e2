"""«Акт об уничтожении персональных данных» with its extract of the journal: evidence without a name."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import Verdict, no
from zveno.base.documents.content import (
    Appendix,
    Block,
    Column,
    Content,
    Facts,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from zveno.base.documents.kinds import DocumentKind, Draft, register
from zveno.network.organisations.actors import Actor
from zveno.network.people.models import RequestKind, SubjectRequest
from zveno.network.people.policies.subject_requests import can_answer_request

LINE = "____________________________________________"


def may_read(actor: Actor, request: SubjectRequest) -> Verdict | None:
    """Whoever sees the request; other kinds of requests have no act."""
    if request.kind != RequestKind.ERASURE:
        return None
    if not SubjectRequest.objects.visible_to(actor).filter(pk=request.pk).exists():
        return None
    verdict = can_answer_request(actor, request)
    return verdict if not verdict or not request.is_open else _too_early()


def _too_early() -> Verdict:
    return no(_("Акт составляют, когда данные уже удалены."))


def build(request: SubjectRequest, draft: Draft) -> Content:
    paper = draft.paper(
        _("Акт об уничтожении персональных данных"),
        issuer=(request.operator.full_name, request.operator.address),
    )
    return Content(paper, tuple(_blocks(request, draft)))


def _blocks(request: SubjectRequest, draft: Draft) -> Iterator[Block]:
    yield Facts(
        (
            (_("Оператор"), request.operator.full_name),
            (_("Адрес"), request.operator.address or "—"),
            (_("Информационная система"), _("«Звено»")),
            (_("Чьи данные"), _("Субъект № %(person)s, %(request)s") % {
                "person": request.person_id, "request": str(request).lower()}),
            (_("Фамилия, имя, отчество (от руки)"), LINE),
            (_("Причина"), _("Требование субъекта персональных данных")),
            (_("Способ"), _("Удаление записей и файлов из базы данных, обезличивание")),
            (_("Уничтожено"), _moment(request)),
        )
    )  # fmt: skip
    lines = request.outcome.get("lines", [])
    yield _table(_("Уничтожено"), [(line["title"], str(line["gone"])) for line in lines if line["gone"]])
    kept = [(line["title"], line["why"]) for line in lines if line["kept"]]
    if kept:
        yield _table(_("Оставлено, потому что так требует закон"), kept)
    yield Paragraph(_("Достоверность подтверждаем."), keep_with_next=True)
    yield Signatures(
        (Signature(_("Уничтожил(а)"), request.answered_by), Signature(_("Ответственный за обработку данных")))
    )
    yield Appendix(
        label=_("Приложение"),
        to=_("к акту № %(number)s") % {"number": draft.number},
        title=_("Выгрузка из журнала регистрации событий"),
        blocks=(_extract(request),),
    )


def _moment(request: SubjectRequest) -> str:
    return f"{timezone.localtime(request.answered_at):%d.%m.%Y %H:%M}" if request.answered_at else "—"


def _table(caption: str, rows: list[tuple[str, str]]) -> Table:
    return Table(columns=(Column(2), Column(5)), rows=tuple(rows) or (("—", "—"),), caption=caption)


def _extract(request: SubjectRequest) -> Table:
    """Entries about this very request: what was done, when, by whom."""
    return Table(
        columns=(Column(3), Column(5), Column(5), Column(6)),
        header=((_("Когда"), _("Кто"), _("Что"), _("Подробности")),),
        rows=tuple(
            (
                f"{timezone.localtime(line.at):%d.%m.%Y %H:%M:%S}",
                line.who,
                line.what,
                "; ".join(str(change) for change in line.changes) or "—",
            )
            for line in reversed(history_of(request))
            if line.kind and not line.is_look
        ),
    )


ERASURE_ACT = register(
    DocumentKind(
        code="erasure-act",
        title=gettext_lazy("Акт об уничтожении персональных данных"),
        subject="people.subjectrequest",
        numbering="УД-{year}-{n:04}",
        build=build,
        may_read=may_read,
        may_make=may_read,
        series_of=lambda request: str(request.operator_id),
    )
)
