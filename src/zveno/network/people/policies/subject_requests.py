"""Who registers and answers what people ask about their data; who sets how long data are kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.verdict import YES, Verdict, no
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role
from zveno.network.people.models import Enrolment, Guardianship, Person, SubjectRequest
from zveno.network.people.reach import REQUEST_KEEPERS

RETENTION_READERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
LISTERS = REQUEST_KEEPERS | {Role.AUDITOR}


def can_list_subject_requests(actor: Actor) -> Verdict:
    if actor.role in LISTERS:
        return YES
    return no(
        _("Обращения о данных ведёт руководство организации."),
        who_can=_("Директор, заместитель директора; ответственный за обработку персональных данных"),
    )


def can_register_some(actor: Actor) -> Verdict:
    """Is there anybody whose requests he registers? (For the button.)"""
    if actor.role in REQUEST_KEEPERS:
        return YES
    return no(
        _("Обращения о данных регистрирует руководство организации."),
        who_can=_("Директор, заместитель директора"),
    )


def can_register(actor: Actor, person: Person) -> Verdict:
    """About somebody the organisation teaches or taught, or his parent."""
    verdict = can_register_some(actor)
    if not verdict:
        return verdict
    at_work = Enrolment.objects.at_work_of(actor)
    if at_work.filter(person=person).exists():
        return YES
    wards = Guardianship.objects.filter(guardian=person).values("child")
    if at_work.filter(person__in=wards).exists():
        return YES
    return no(_("Ваша организация не хранит сведений об этом человеке."))


def can_view_subject_request(actor: Actor, request: SubjectRequest) -> Verdict:
    """Agrees with `SubjectRequest.objects.visible_to(actor)`."""
    if SubjectRequest.objects.visible_to(actor).filter(pk=request.pk).exists():
        return YES
    return no(_("Это обращение в другую организацию."))


def can_answer_request(actor: Actor, request: SubjectRequest) -> Verdict:
    """The organisation that holds the data; nobody answers himself."""
    if actor.role not in REQUEST_KEEPERS or not actor.belongs_to(request.operator):
        return no(
            _("На обращение отвечает руководство организации, которая хранит данные."),
            who_can=_("Директор, заместитель директора"),
        )
    if actor.user.pk in {request.applicant.user_id, request.person.user_id}:
        return no(_("Это ваше собственное обращение: ответит другой руководитель."))
    return YES


def can_take_export(actor: Actor, request: SubjectRequest) -> Verdict:
    """Whoever answers may check it; whoever asked gets it once it is answered."""
    if can_answer_request(actor, request):
        return YES
    if actor.user.pk == request.applicant.user_id:
        if not request.is_open:
            return YES
        return no(_("Выгрузку ещё готовят: вы получите её вместе с ответом."))
    return no(
        _("Выгрузку видят тот, кто обратился, и тот, кто отвечает."),
        who_can=_("Директор, заместитель директора; сам обратившийся"),
    )


def can_read_retention(actor: Actor) -> Verdict:
    if actor.role in RETENTION_READERS:
        return YES
    return no(
        _("Сроки хранения ведёт ответственный за обработку персональных данных."),
        who_can=_("Ответственный за обработку персональных данных, администратор системы"),
    )


def can_set_retention(actor: Actor) -> Verdict:
    return can_read_retention(actor)
