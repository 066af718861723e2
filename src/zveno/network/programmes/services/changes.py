"""A change of a programme goes through expertise, remark by remark."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.links.services import issue_link, revoke_links
from zveno.network.interactions.services import record_interaction
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.programmes import facts, notices, policies
from zveno.network.programmes.models import (
    ChangeRequest,
    Expertise,
    Opinion,
    Programme,
    Remark,
    Requirement,
)
from zveno.network.programmes.services.errors import ProgrammeError, check
from zveno.network.programmes.services.programmes import locked
from zveno.network.programmes.states import CHANGE_LIFE, REMARK_LIFE, ChangeState

EXPERTISE_LINK = "programmes.expertise"


@transaction.atomic
def draft_change(
    programme: Programme,
    *,
    title: str,
    what: str,
    why: str,
    due_on: date | None,
    requirements: Iterable[Requirement],
    experts: Iterable[Organisation],
    by: Actor,
    at: datetime,
) -> ChangeRequest:
    """Begin a change: what, why, which requirements it answers, who is asked about it."""
    programme = locked(programme)
    require(policies.can_draft_change(by, programme))
    change = ChangeRequest(
        programme=programme, title=title, what=what, why=why, due_on=due_on, author=by.user, created_at=at
    )
    check(change, without=("programme", "author"))
    change.save()
    _put(change, requirements, experts, by)
    record("programme_change.draft", change, by=by.user, at=at, changes={"programme": str(programme)})
    return change


@transaction.atomic
def edit_change(
    change: ChangeRequest,
    *,
    title: str,
    what: str,
    why: str,
    due_on: date | None,
    requirements: Iterable[Requirement],
    experts: Iterable[Organisation],
    by: Actor,
    at: datetime,
) -> ChangeRequest:
    change = _locked(change)
    require(policies.can_edit_change(by, change))
    change.title, change.what, change.why, change.due_on = title, what, why, due_on
    check(change, without=("programme", "author"))
    change.save()
    _put(change, requirements, experts, by)
    record("programme_change.edit", change, by=by.user, at=at)
    return change


def _put(
    change: ChangeRequest, requirements: Iterable[Requirement], experts: Iterable[Organisation], by: Actor
) -> None:
    answered = list(requirements)
    if any(row.profile.profession.code != change.programme.profession.code for row in answered):
        raise ProgrammeError(by_field={"requirements": [_("Выберите требования к этой же профессии.")]})
    change.requirements.set(answered)
    wanted = {organisation.pk: organisation for organisation in experts}
    if any(not by.reaches(organisation) for organisation in wanted.values()):
        raise ProgrammeError(by_field={"experts": [_("Экспертов выбирают среди организаций района.")]})
    change.expertises.exclude(organisation__in=wanted).delete()
    known = set(change.expertises.values_list("organisation", flat=True))
    Expertise.objects.bulk_create(
        Expertise(change=change, organisation=organisation)
        for number, organisation in wanted.items()
        if number not in known
    )


@transaction.atomic
def send_change(change: ChangeRequest, *, by: Actor, at: datetime) -> ChangeRequest:
    """Experts are told: those with people here in the product, all of them by a link as well."""
    change = _locked(change)
    require(policies.can_send(by, change))
    expertises = list(change.expertises.select_related("organisation__kind", "organisation__territory"))
    if not expertises:
        raise ProgrammeError(_("Назовите хотя бы одного эксперта: чьё мнение нужно."))
    today = timezone.localdate(at)
    if change.due_on is None or change.due_on <= today:
        raise ProgrammeError(_("Укажите, до какого дня ждёте мнений: он должен быть впереди."))
    change.state = CHANGE_LIFE.move("send").target
    change.sent_at, change.sent_by = at, by.user.get_full_name()
    change.save()
    for expertise in expertises:
        organisation = expertise.organisation
        if organisation.email:
            issue_link(
                EXPERTISE_LINK,
                expertise,
                email=organisation.email,
                person_name=organisation.contact_name or organisation.short_name,
                by=by.user,
                at=at,
                contact=f"{by.user.get_full_name()}, {by.user.email}",
                seat=str(by.membership or ""),
            )
    record("programme_change.send", change, by=by.user, at=at)
    notices.tell_asked(change, at=at)
    return change


@transaction.atomic
def make_remark(expertise: Expertise, *, about: str, text: str, by: Actor, at: datetime) -> Remark:
    expertise = _locked_expertise(expertise)
    require(policies.can_remark(by, expertise))
    remark = _remark(expertise, about=about, text=text, who=by.user.get_full_name(), at=at)
    record("programme_change.remark", expertise.change, by=by.user, at=at, changes={"remark": text})
    return remark


@transaction.atomic
def give_opinion(expertise: Expertise, *, opinion: str, comment: str, by: Actor, at: datetime) -> Expertise:
    expertise = _locked_expertise(expertise)
    require(policies.can_give_opinion(by, expertise))
    _opine(expertise, opinion=opinion, comment=comment, who=by.user.get_full_name(), at=at)
    record(
        "programme_change.opinion",
        expertise.change,
        by=by.user,
        at=at,
        changes={"expert": str(expertise.organisation), "opinion": expertise.get_opinion_display()},
    )
    record_interaction(facts.of_expertise(expertise), by=by.user, at=at)
    return expertise


@transaction.atomic
def answer_by_link(
    expertise: Expertise,
    *,
    opinion: str,
    comment: str,
    about: str,
    remark: str,
    evidence: dict[str, Any],
    at: datetime,
) -> Expertise:
    """The opinion and, if there is one, a remark of an expert without an account."""
    expertise = _locked_expertise(expertise)
    if not expertise.change.is_under_expertise:
        raise ProgrammeError(_("Экспертиза уже закончена, мнения больше не собирают."))
    who = str(evidence["person"])[:250]
    if remark.strip():
        _remark(expertise, about=about, text=remark, who=who, at=at)
    _opine(expertise, opinion=opinion, comment=comment, who=who, at=at)
    record(
        "programme_change.opinion_by_link",
        expertise.change,
        by=None,
        at=at,
        changes={
            "expert": str(expertise.organisation),
            "opinion": expertise.get_opinion_display(),
            "person": evidence["person"],
            "email": evidence["email"],
        },
        address=evidence["address"],
    )
    record_interaction(facts.of_expertise(expertise), by=None, at=at)
    return expertise


def _remark(expertise: Expertise, *, about: str, text: str, who: str, at: datetime) -> Remark:
    remark = Remark(expertise=expertise, about=about.strip(), text=text.strip(), made_at=at, made_by=who)
    check(remark, without=("expertise",))
    same = expertise.remarks.filter(text=remark.text).first()
    if same is not None:
        return same
    remark.save()
    notices.tell_remarked(remark, at=at)
    return remark


def _opine(expertise: Expertise, *, opinion: str, comment: str, who: str, at: datetime) -> None:
    if opinion not in Opinion.values:
        raise ProgrammeError(by_field={"opinion": [_("Выберите мнение.")]})
    if opinion == Opinion.WITH_REMARKS and not expertise.remarks.exists():
        raise ProgrammeError(
            by_field={"opinion": [_("Сначала напишите замечание: на него техникум ответит.")]}
        )
    if opinion == Opinion.AGAINST and not comment.strip():
        raise ProgrammeError(by_field={"comment": [_("Объясните, почему не поддерживаете.")]})
    expertise.opinion, expertise.comment = opinion, comment.strip()
    expertise.answered_at, expertise.answered_by = at, who
    expertise.save()


@transaction.atomic
def answer_remark(remark: Remark, *, accepted: bool, answer: str, by: Actor, at: datetime) -> Remark:
    """«Учтено», or «отклонено» with the reason."""
    change = _locked(remark.expertise.change)
    remark = (
        Remark.objects.select_for_update(of=("self",))
        .select_related("expertise__change__programme__college__kind", "expertise__organisation")
        .get(pk=remark.pk)
    )
    require(policies.can_answer(by, remark))
    if not accepted and not answer.strip():
        raise ProgrammeError(by_field={"answer": [_("Напишите, почему замечание отклонено.")]})
    remark.state = REMARK_LIFE.move("accept" if accepted else "decline").target
    remark.answer = answer.strip()
    remark.answered_at, remark.answered_by = at, by.user.get_full_name()
    remark.save()
    record(
        "programme_change.answer",
        change,
        by=by.user,
        at=at,
        why=remark.answer,
        changes={"remark": remark.text, "answer": remark.get_state_display()},
    )
    notices.tell_answered(remark, at=at)
    return remark


@transaction.atomic
def approve_change(change: ChangeRequest, *, decision: str, by: Actor, at: datetime) -> ChangeRequest:
    """The programme gets its next edition."""
    change = _locked(change)
    require(policies.can_approve(by, change))
    _no_remark_waits(change)
    if change.due_on and timezone.localdate(at) <= change.due_on and change.expertises.waiting().exists():
        raise ProgrammeError(
            _("Ответили не все эксперты, а срок ещё не прошёл: дождитесь их до %(day)s.")
            % {"day": f"{change.due_on:%d.%m.%Y}"}
        )
    programme = locked(change.programme)
    programme.edition += 1
    programme.save()
    change.edition = programme.edition
    return _close("programme_change.approve", change, decision=decision, by=by, at=at)


@transaction.atomic
def reject_change(change: ChangeRequest, *, decision: str, by: Actor, at: datetime) -> ChangeRequest:
    change = _locked(change)
    require(policies.can_reject(by, change))
    _no_remark_waits(change)
    return _close("programme_change.reject", change, decision=_reason(decision), by=by, at=at)


@transaction.atomic
def withdraw_change(change: ChangeRequest, *, decision: str, by: Actor, at: datetime) -> ChangeRequest:
    change = _locked(change)
    require(policies.can_withdraw(by, change))
    return _close("programme_change.withdraw", change, decision=_reason(decision), by=by, at=at)


def _reason(decision: str) -> str:
    if not decision.strip():
        raise ProgrammeError(by_field={"decision": [_("Назовите причину: её прочтут эксперты.")]})
    return decision


def _no_remark_waits(change: ChangeRequest) -> None:
    open_ones = Remark.objects.filter(expertise__change=change).open().count()
    if open_ones:
        raise ProgrammeError(
            _("Замечаний без ответа: %(count)s. Ответьте на каждое: «учтено» или «отклонено».")
            % {"count": open_ones}
        )


def _close(action: str, change: ChangeRequest, *, decision: str, by: Actor, at: datetime) -> ChangeRequest:
    was_sent = change.state == ChangeState.EXPERTISE
    change.state = CHANGE_LIFE.move(action.rpartition(".")[2]).target
    change.decision = decision.strip()
    change.closed_at, change.closed_by = at, by.user.get_full_name()
    change.save()
    for expertise in change.expertises.all():
        revoke_links(expertise, by=by.user, at=at, purpose=EXPERTISE_LINK, why=_("Экспертиза закончена"))
    record(action, change, by=by.user, at=at, why=change.decision)
    if was_sent:
        notices.tell_closed(change, at=at)
    return change


def _locked(change: ChangeRequest) -> ChangeRequest:
    found: ChangeRequest = (
        ChangeRequest.objects.select_for_update(of=("self",))
        .select_related(
            "programme__college__kind", "programme__college__territory", "programme__profession", "author"
        )
        .get(pk=change.pk)
    )
    return found


def _locked_expertise(expertise: Expertise) -> Expertise:
    """Under the lock of its change: it may be closed at this moment."""
    change = _locked(expertise.change)
    found: Expertise = (
        Expertise.objects.select_for_update(of=("self",))
        .select_related("organisation__kind", "organisation__territory")
        .get(pk=expertise.pk)
    )
    found.change = change
    return found
