"""Who may give a consent, ask for it, take it on paper, withdraw it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from zveno.base.core.verdict import YES, Verdict, no
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role
from zveno.network.people.ages import age_on
from zveno.network.people.models import (
    Consent,
    ConsentAsk,
    ConsentPurpose,
    ConsentRequest,
    Enrolment,
    Guardianship,
    Person,
    StudyGroup,
)
from zveno.network.people.reach import CONSENT_COLLECTORS

WORDERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})


def can_sign(signer: Person, person: Person, purpose: ConsentPurpose, on: date) -> Verdict:
    """He for himself from the age the purpose says; his representative until he is of age."""
    represents = Guardianship.objects.open().filter(guardian=signer, child=person)
    return of_age(signer, person, purpose, on, represents=signer.pk != person.pk and represents.exists())


def of_age(signer: Person, person: Person, purpose: ConsentPurpose, on: date, *, represents: bool) -> Verdict:
    """The same where it is known whom the signer represents."""
    age = age_on(person.birth_date, on)
    if signer.pk == person.pk:
        if age is None:
            return no(
                _("Не указана дата рождения, поэтому неизвестно, кто должен подписать."),
                who_can=_("Дату рождения укажет школа или техникум"),
            )
        if age < purpose.self_from:
            return no(
                _("До %(age)s лет согласие даёт законный представитель.") % {"age": purpose.self_from},
                who_can=_("Родитель или другой законный представитель"),
            )
        return YES
    if not represents:
        return no(_("Согласие даёт сам человек или его законный представитель."))
    if age is not None and age >= purpose.guardian_until:
        return no(
            _("Ему уже исполнилось %(age)s: согласие он даёт сам.") % {"age": purpose.guardian_until},
            who_can=_("Сам человек в своём кабинете или на бумаге"),
        )
    return YES


def can_collect(actor: Actor, person: Person, operator: Organisation | None = None) -> Verdict:
    """To take a signed paper or a paper of withdrawal, in the name of one's own organisation."""
    refused = no(
        _("Согласия собирают сотрудники организации, которые работают с этим человеком."),
        who_can=_("Классный руководитель, куратор, педагог-навигатор, консультант, руководство"),
    )
    if actor.role not in CONSENT_COLLECTORS or (operator is not None and not actor.belongs_to(operator)):
        return refused
    at_work = Enrolment.objects.at_work_of(actor).open().filter(person=person)
    return YES if at_work.exists() else refused


def can_ask(actor: Actor, group: StudyGroup) -> Verdict:
    """To ask a whole class or group."""
    if (
        actor.role in CONSENT_COLLECTORS
        and actor.belongs_to(group.organisation)
        and StudyGroup.objects.visible_to(actor).filter(pk=group.pk).exists()
    ):
        return YES
    return no(
        _("Согласия у класса или группы запрашивает тот, кто с ними работает."),
        who_can=_("Классный руководитель, куратор, педагог-навигатор, консультант, руководство"),
    )


def can_ask_anybody(actor: Actor) -> Verdict:
    """Is there any class he asks? (For the list and its button.)"""
    if actor.role in CONSENT_COLLECTORS:
        return YES
    return no(
        _("Согласия запрашивают те, кто работает с учениками и студентами."),
        who_can=_("Классный руководитель, куратор, педагог-навигатор, консультант, руководство"),
    )


def can_list_requests(actor: Actor) -> Verdict:
    return YES if actor.is_any(Role.AUDITOR) else can_ask_anybody(actor)


def can_view_request(actor: Actor, request: ConsentRequest) -> Verdict:
    """Agrees with `ConsentRequest.objects.visible_to(actor)`."""
    seen = ConsentAsk.objects.visible_to(actor).filter(request=request).exists()
    return YES if seen else no(_("Это запрос другой организации или другого класса."))


def can_run_request(actor: Actor, request: ConsentRequest) -> Verdict:
    """To send links, to close it."""
    if actor.role in CONSENT_COLLECTORS and actor.belongs_to(request.operator):
        return YES
    return no(
        _("Запрос ведут сотрудники организации, которая собирает согласия."),
        who_can=_("Классный руководитель, куратор, педагог-навигатор, консультант, руководство"),
    )


def can_withdraw(actor: Actor, consent: Consent) -> Verdict:
    """Whoever gave it, whose data they are, who signs for him now; staff – from a written statement."""
    if is_party(actor, consent):
        return YES
    collected = can_collect(actor, consent.person, consent.operator)
    if collected:
        return YES
    return no(
        _("Отзывает согласие тот, кто вправе его дать."),
        who_can=_("Сам человек, его законный представитель; по заявлению на бумаге – сотрудник организации"),
    )


def is_party(actor: Actor, consent: Consent) -> bool:
    """Is it his own business: his data, his signature, his child?"""
    own = {consent.person.user_id, consent.signer.user_id}
    if actor.user.pk in own:
        return True
    return Guardianship.objects.open().filter(guardian__user=actor.user, child=consent.person_id).exists()


def can_word(actor: Actor) -> Verdict:
    """To write a new version of a text of consent."""
    if actor.role in WORDERS:
        return YES
    return no(
        _("Тексты согласий меняет ответственный за обработку персональных данных."),
        who_can=_("Ответственный за обработку персональных данных, администратор системы"),
    )


def can_read_purposes(actor: Actor) -> Verdict:
    """What is asked for and in which words."""
    if actor.role in WORDERS or actor.role in CONSENT_COLLECTORS:
        return YES
    return no(
        _("Цели и тексты согласий смотрят те, кто их собирает."),
        who_can=_("Сотрудники школ и техникумов, ответственный за обработку персональных данных"),
    )
