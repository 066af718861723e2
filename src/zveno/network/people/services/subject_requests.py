"""People ask what is held about them, to correct it, to erase it; the term runs from the first day."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.accounts.services import close_account
from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.core.workdays import work_calendar
from zveno.base.documents.content import (
    Block,
    Column,
    Content,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Table,
    to_plain,
)
from zveno.base.documents.pdf import pdf_of
from zveno.base.files.intake import Received, receive_own
from zveno.base.files.kinds import JSON, PDF
from zveno.base.files.models import StoredFile
from zveno.base.files.services import keep
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.people import notices
from zveno.network.people.models import (
    Enrolment,
    Guardianship,
    Identified,
    Person,
    RequestKind,
    RequestTerm,
    SubjectRequest,
)
from zveno.network.people.policies.subject_requests import (
    can_answer_request,
    can_register,
    can_take_export,
)
from zveno.network.people.queries.held import Holder, Section, held_about, holders
from zveno.network.people.states import SUBJECT_REQUEST_LIFE

FEW_COLUMNS = 4


class SubjectRequestError(Exception):
    """A sentence for whoever asks or answers; `field` is where it belongs in his form."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Asked:
    """What is asked, by whom, and how it is known that it is he."""

    kind: RequestKind
    applicant: Person
    identified: Identified
    text: str = ""


@transaction.atomic
def register_request(person: Person, asked: Asked, *, by: Actor, at: datetime) -> SubjectRequest:
    """At the desk of the organisation: somebody came, or his letter did."""
    require(can_register(by, person))
    if by.organisation is None:
        raise SubjectRequestError(_("Обращение регистрирует организация."))
    return _registered(person, asked, by.organisation, by=by.user, at=at)


@transaction.atomic
def file_request(
    person: Person, kind: RequestKind, *, operator: Organisation, text: str, by: User, at: datetime
) -> SubjectRequest:
    """From one's own cabinet, about oneself or one's child."""
    applicant = Person.objects.filter(user=by).first()
    if applicant is None:
        raise SubjectRequestError(_("Ваша учётная запись не связана с человеком: обратитесь в организацию."))
    holds = Enrolment.objects.filter(organisation=operator).filter(
        Q(person=person) | Q(person__in=Guardianship.objects.filter(guardian=person).values("child"))
    )
    if not holds.exists():
        raise SubjectRequestError(_("Эта организация не хранит сведений об этом человеке."))
    asked = Asked(kind, applicant, Identified.SIGNED_IN, text)
    return _registered(person, asked, operator, by=by, at=at)


def _registered(
    person: Person, asked: Asked, operator: Organisation, *, by: User, at: datetime
) -> SubjectRequest:
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    guards = Guardianship.objects.open().filter(guardian=asked.applicant, child=person)
    if asked.applicant.pk != person.pk and not guards.exists():
        raise SubjectRequestError(
            _("О данных спрашивает сам человек или его законный представитель."), field="applicant"
        )
    if asked.kind != RequestKind.EXPORT and not asked.text.strip():
        raise SubjectRequestError(_("Напишите, что исправить или удалить."), field="text")
    waiting = SubjectRequest.objects.open().filter(person=person, kind=asked.kind, operator=operator)
    if waiting.exists():
        raise SubjectRequestError(_("Такое обращение уже зарегистрировано и ждёт ответа."), field="kind")
    made = SubjectRequest.objects.create(
        kind=asked.kind,
        person=person,
        operator=operator,
        applicant=asked.applicant,
        identified=asked.identified,
        text=asked.text.strip(),
        registered_at=at,
        registered_by=by,
        due_on=due_on(asked.kind, at),
    )
    record(
        "subject_request.register",
        made,
        by=by,
        at=at,
        changes={"kind": made.kind, "identified": made.identified, "due_on": made.due_on},
    )
    notices.tell_requested(made, at=at)
    return made


def due_on(kind: RequestKind, at: datetime) -> date:
    """The last day of the term that the law gives for such a request."""
    first = timezone.localdate(at)
    term = (
        RequestTerm.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=first), kind=kind, valid_from__lte=first
        )
        .order_by("-valid_from")
        .first()
    )
    if term is None:
        raise SubjectRequestError(_("Срок ответа на такое обращение не задан: сообщите администратору."))
    if term.in_working_days:
        return work_calendar(first).after(first, term.days)
    return first + timedelta(days=term.days)


def prepare_export(request: SubjectRequest, *, by: Actor, at: datetime) -> SubjectRequest:
    """Everything every package holds, as PDF and JSON; drawn outside of a transaction, put down in one."""
    require(can_answer_request(by, request))
    require(SUBJECT_REQUEST_LIFE.can(request.state, "fulfil"))
    if request.kind != RequestKind.EXPORT:
        raise SubjectRequestError(_("По этому обращению данные не выдают."))
    with translation.override("ru"):
        found = held_about(request.person)
        plain = export_plain(request, found, at=at)
        pdf = pdf_of(to_plain(export_content(request, found, at=at)), at=at)
    name = _("Персональные данные, обращение %(number)s") % {"number": request.pk}
    text = json.dumps(plain, ensure_ascii=False, indent=2).encode()
    return _put_down(
        request,
        receive_own(pdf, name=name, kind=PDF),
        receive_own(text, name=name, kind=JSON),
        by=by,
        at=at,
    )


@transaction.atomic
def _put_down(
    request: SubjectRequest, pdf: Received, plain: Received, *, by: Actor, at: datetime
) -> SubjectRequest:
    request = _locked(request)
    require(SUBJECT_REQUEST_LIFE.can(request.state, "fulfil"))
    old = [number for number in (request.pdf_id, request.json_id) if number]
    request.pdf, request.json = keep(pdf, by=by.user, at=at), keep(plain, by=by.user, at=at)
    request.exported_at = at
    request.save()
    StoredFile.objects.filter(pk__in=old).delete()
    record("subject_request.export", request, by=by.user, at=at)
    return request


@transaction.atomic
def take_export(request: SubjectRequest, form: str, *, by: Actor, at: datetime) -> StoredFile:
    """The file, with a record of who got it."""
    require(can_take_export(by, request))
    found: StoredFile | None = request.pdf if form == "pdf" else request.json
    if found is None:
        raise SubjectRequestError(_("Выгрузка уже удалена: срок её хранения прошёл. Попросите новую."))
    record("subject_request.download", request, by=by.user, at=at, is_look=True, changes={"format": form})
    return found


@transaction.atomic
def answer_request(request: SubjectRequest, *, answer: str, by: Actor, at: datetime) -> SubjectRequest:
    """The export is handed over, or the correction is made: in the words of whoever did it."""
    request = _locked(request)
    require(can_answer_request(by, request))
    require(SUBJECT_REQUEST_LIFE.can(request.state, "fulfil"))
    if request.kind == RequestKind.ERASURE:
        raise SubjectRequestError(_("Данные удаляют кнопкой «Удалить данные»: она составит и акт."))
    if request.kind == RequestKind.EXPORT and request.exported_at is None:
        raise SubjectRequestError(_("Сначала соберите выгрузку и проверьте её."))
    if not answer.strip():
        raise SubjectRequestError(_("Напишите, что сделано: это прочтёт обратившийся."), field="answer")
    return _closed(request, "fulfil", answer=answer, by=by, at=at)


@transaction.atomic
def refuse_request(request: SubjectRequest, *, answer: str, by: Actor, at: datetime) -> SubjectRequest:
    request = _locked(request)
    require(can_answer_request(by, request))
    require(SUBJECT_REQUEST_LIFE.can(request.state, "refuse"))
    if not answer.strip():
        raise SubjectRequestError(_("Напишите причину отказа и основание в законе."), field="answer")
    return _closed(request, "refuse", answer=answer, by=by, at=at)


@transaction.atomic
def erase_person(request: SubjectRequest, *, answer: str, by: Actor, at: datetime) -> SubjectRequest:
    """Every holder erases what it may and says what it must keep: all of them, or none."""
    request = _locked(request)
    require(can_answer_request(by, request))
    require(SUBJECT_REQUEST_LIFE.can(request.state, "fulfil"))
    if request.kind != RequestKind.ERASURE:
        raise SubjectRequestError(_("По этому обращению данные не удаляют."))
    person = Person.objects.select_for_update(of=("self",)).get(pk=request.person_id)
    user = person.user
    with translation.override("ru"):
        outcome = [_erased(holder, person, at) for holder in holders()]
    request.outcome = {"lines": [line for line in outcome if line["gone"] or line["kept"]]}
    person.refresh_from_db()
    if user is not None and person.user_id is None:
        close_account(user, by=by.user, at=at, why=str(request))
    gone = [line["title"] for line in outcome if line["gone"]]
    kept = [line["title"] for line in outcome if line["kept"]]
    record("person.erase", request, by=by.user, at=at, changes={"erased": gone, "kept": kept})
    return _closed(request, "fulfil", answer=answer or _("Данные удалены, акт составлен."), by=by, at=at)


def _erased(holder: Holder, person: Person, at: datetime) -> dict[str, Any]:
    """One line of the act."""
    if holder.erase is None:
        amount = sum(len(section.rows) for section in holder.held(person))
        return {
            "title": str(holder.title), "gone": 0, "kept": amount, "why": str(holder.kept_because),
        }  # fmt: skip
    done = holder.erase(person, at)
    return {"title": str(holder.title), "gone": done.gone, "kept": done.kept, "why": done.why_kept}


def _closed(request: SubjectRequest, move: str, *, answer: str, by: Actor, at: datetime) -> SubjectRequest:
    request.state = SUBJECT_REQUEST_LIFE.move(move).target
    request.answer, request.answered_at = answer.strip(), at
    request.answered_by = by.user.get_full_name()
    request.save()
    record(
        "subject_request.fulfil" if move == "fulfil" else "subject_request.refuse",
        request,
        by=by.user,
        at=at,
        why=answer.strip() if move == "refuse" else "",
    )
    notices.tell_answered(request, at=at)
    return request


def _locked(request: SubjectRequest) -> SubjectRequest:
    return (
        SubjectRequest.objects.select_for_update(of=("self",))
        .select_related("person", "applicant", "operator__territory", "operator__kind")
        .get(pk=request.pk)
    )


Held = Sequence[tuple[Holder, list[Section]]]


def export_plain(request: SubjectRequest, found: Held, *, at: datetime) -> dict[str, Any]:
    """For a program: the same as the paper says."""
    return {
        "request": request.pk,
        "made_at": timezone.localtime(at).isoformat(timespec="seconds"),
        "operator": request.operator.full_name,
        "person": request.person.full_name,
        "sections": [
            {
                "title": section.title,
                "received_by": section.received_by,
                "rows": [dict(row) for row in section.rows],
            }
            for _holder, sections in found
            for section in sections
        ],
    }


def export_content(request: SubjectRequest, found: Held, *, at: datetime) -> Content:
    """For a person: what is held, section by section, who has got it."""
    blocks: list[Block] = [
        Paragraph(
            _(
                "По обращению № %(number)s от %(day)s. Здесь всё, что хранится в информационной системе "
                "«Звено» о человеке: %(person)s."
            )
            % {
                "number": request.pk,
                "day": f"{timezone.localtime(request.registered_at):%d.%m.%Y}",
                "person": request.person.full_name,
            }
        )
    ]
    for _holder, sections in found:
        for section in sections:
            blocks.append(Heading(section.title))
            if section.received_by:
                blocks.append(
                    Paragraph(_("Кто получает: %(who)s.") % {"who": section.received_by.rstrip(".")})
                )
            blocks += _rows(section.rows)
    paper = Paper(
        title=_("Сведения о персональных данных"),
        issuer=(request.operator.full_name,),
        on=timezone.localdate(at),
    )
    return Content(paper, tuple(blocks))


def _rows(rows: Sequence[Mapping[str, str]]) -> list[Block]:
    """Short rows stand in a table, long ones each by itself."""
    names = list(rows[0])
    if len(rows) > 1 and len(names) <= FEW_COLUMNS + 1:
        return [
            Table(
                columns=tuple(Column(1) for _name in names),
                header=(tuple(names),),
                rows=tuple(tuple(row[name] or "—" for name in names) for row in rows),
            )
        ]
    return [
        Facts(tuple((name, value) for name, value in row.items() if value))
        for row in rows
        if any(row.values())
    ]
