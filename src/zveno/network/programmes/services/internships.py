"""Teachers go to enterprises, come back with a certificate, and go again in time."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.audit.services import record
from zveno.base.core.verdict import no, require
from zveno.base.files.intake import Received
from zveno.base.files.services import keep
from zveno.network.interactions.services import record_interaction, withdraw_interaction
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.programmes import facts, notices, policies
from zveno.network.programmes.models import Internship, InternshipTerm
from zveno.network.programmes.services.errors import ProgrammeError, check
from zveno.network.programmes.staff import is_employer
from zveno.network.programmes.states import INTERNSHIP_LIFE

WARNED = timedelta(days=90)


@transaction.atomic
def request_internship(
    enterprise: Organisation,
    *,
    teacher: str,
    teacher_post: str,
    user: User | None,
    goal: str,
    programme_text: str,
    starts_on: date,
    ends_on: date,
    hours: int | None,
    by: Actor,
    at: datetime,
) -> Internship:
    """Ask an enterprise to take a teacher; a master asks for himself only."""
    require(policies.can_request_internship(by))
    if user != by.user:
        require(policies.can_request_for_others(by))
    if not is_employer(enterprise) or not by.reaches(enterprise):
        require(no(_("Стажировки проходят на предприятиях своего района.")))
    internship = Internship(
        college=by.organisation,
        enterprise=enterprise,
        teacher=" ".join(teacher.split()),
        teacher_post=teacher_post,
        user=user,
        goal=goal,
        programme_text=programme_text,
        starts_on=starts_on,
        ends_on=ends_on,
        hours=hours,
        requested_at=at,
        requested_by=by.user.get_full_name(),
    )
    check(internship, without=("college", "enterprise", "user"))
    internship.save()
    record("internship.request", internship, by=by.user, at=at)
    notices.tell_internship_asked(internship, at=at)
    return internship


@transaction.atomic
def agree_internship(internship: Internship, *, by: Actor, at: datetime) -> Internship:
    internship = _locked(internship)
    require(policies.can_agree_internship(by, internship))
    internship.state = INTERNSHIP_LIFE.move("agree").target
    internship.agreed_at, internship.agreed_by = at, by.user.get_full_name()
    internship.save()
    record("internship.agree", internship, by=by.user, at=at)
    notices.tell_internship_moved(internship, by=by, at=at)
    return internship


@transaction.atomic
def finish_internship(
    internship: Internship,
    *,
    hours: int,
    report: str,
    certificate: str,
    report_file: Received | None,
    certificate_file: Received | None,
    next_due_on: date | None,
    by: Actor,
    at: datetime,
) -> Internship:
    """It took place: hours, report, certificate; the day of the next follows from the norm of that day."""
    internship = _locked(internship)
    require(policies.can_finish_internship(by, internship))
    if internship.starts_on > timezone.localdate(at):
        raise ProgrammeError(_("Стажировка ещё не началась."))
    if not certificate.strip():
        raise ProgrammeError(by_field={"certificate": [_("Укажите документ: вид, номер и дата.")]})
    due = next_due_on or next_due(internship.ends_on)
    if due is None:
        raise ProgrammeError(
            by_field={"next_due_on": [_("Срок не задан в справочнике: укажите дату следующей стажировки.")]}
        )
    if due <= internship.ends_on:
        raise ProgrammeError(by_field={"next_due_on": [_("Следующая стажировка – позже этой.")]})
    internship.state = INTERNSHIP_LIFE.move("finish").target
    internship.hours, internship.report = hours, report.strip()
    internship.certificate, internship.next_due_on = certificate.strip(), due
    internship.report_file = keep(report_file, by=by.user, at=at) if report_file else None
    internship.certificate_file = keep(certificate_file, by=by.user, at=at) if certificate_file else None
    internship.closed_at, internship.closed_by = at, by.user.get_full_name()
    internship.save()
    record("internship.finish", internship, by=by.user, at=at, changes={"next_due_on": due})
    record_interaction(facts.of_internship(internship), by=by.user, at=at)
    return internship


@transaction.atomic
def cancel_internship(internship: Internship, *, why: str, by: Actor, at: datetime) -> Internship:
    internship = _locked(internship)
    require(policies.can_cancel_internship(by, internship))
    if not why.strip():
        raise ProgrammeError(by_field={"why": [_("Назовите причину: её прочтёт другая сторона.")]})
    internship.state = INTERNSHIP_LIFE.move("cancel").target
    internship.reason = why.strip()
    internship.closed_at, internship.closed_by = at, by.user.get_full_name()
    internship.save()
    record("internship.cancel", internship, by=by.user, at=at, why=internship.reason)
    withdraw_interaction(facts.SOURCE, facts.key_of(internship), why=internship.reason, at=at)
    notices.tell_internship_moved(internship, by=by, at=at)
    return internship


def next_due(after: date) -> date | None:
    """By the norm that was in force that day."""
    term = InternshipTerm.objects.filter(valid_from__lte=after).order_by("-valid_from").first()
    return _months_later(after, term.months) if term else None


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def remind_due(*, at: datetime) -> int:
    """Once for each internship whose successor is due within three months, once more when it is late."""
    today = timezone.localdate(at)
    due = Internship.objects.due_by(today + WARNED).select_related("college__kind", "enterprise", "user")
    count = 0
    for internship in due:
        if internship.next_due_on is not None:
            notices.tell_due(internship, is_late=internship.next_due_on < today, at=at)
            count += 1
    return count


def _locked(internship: Internship) -> Internship:
    found: Internship = (
        Internship.objects.select_for_update(of=("self",))
        .select_related("college__kind", "college__territory", "enterprise__kind", "enterprise__territory")
        .get(pk=internship.pk)
    )
    return found
