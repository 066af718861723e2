"""Organisations from outside ask to be taken in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.verdict import require
from zveno.base.files.intake import Received
from zveno.base.files.services import keep
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import JoinRequest, Organisation, OrganisationKind, Territory
from zveno.network.organisations.notices import tell_asked, tell_refused
from zveno.network.organisations.policies import can_decide
from zveno.network.organisations.roles import Family, Role
from zveno.network.organisations.services.errors import OrganisationError, check
from zveno.network.organisations.services.invitations import offer
from zveno.network.organisations.services.organisations import add_organisation
from zveno.network.organisations.states import JOIN_REQUEST_LIFE, JoinRequestState

# Whoever asked for his organisation runs its page.
FIRST_ROLES = {
    Family.ENTERPRISE: Role.HR,
    Family.HEALTH: Role.HR,
    Family.SOCIETY: Role.HR,
}


@transaction.atomic
def request_to_join(
    *,
    kind: OrganisationKind,
    territory: Territory,
    full_name: str,
    short_name: str,
    inn: str,
    kpp: str = "",
    address: str = "",
    website: str = "",
    person_name: str,
    person_post: str,
    person_email: str,
    person_phone: str = "",
    proof: str,
    proof_file: Received | None = None,
    at: datetime,
) -> JoinRequest:
    """Somebody of the organisation asks; the coordinator of the territory decides.

    Receive the file before: nothing waits for a scanner inside a transaction.
    """
    if Organisation.objects.filter(inn=inn, kpp=kpp).exists():
        raise OrganisationError(
            by_field={
                "inn": [
                    _("Организация с такими ИНН и КПП уже в сети. Попросите приглашение у её руководителя.")
                ]
            }
        )
    request = JoinRequest(
        kind=kind,
        territory=territory,
        full_name=full_name,
        short_name=short_name,
        inn=inn,
        kpp=kpp,
        address=address,
        website=website,
        person_name=person_name,
        person_post=person_post,
        person_email=person_email.strip().lower(),
        person_phone=person_phone,
        proof=proof,
        requested_at=at,
    )
    check(request)
    if proof_file:
        request.proof_file = keep(proof_file, by=None, at=at)
    request.save()
    record("join_request.send", request, by=None, at=at, changes={"email": request.person_email})
    tell_asked(request, at=at)
    return request


@transaction.atomic
def accept_request(request: JoinRequest, *, by: Actor, at: datetime) -> Organisation:
    """Take the organisation in and invite whoever asked to run its page."""
    request = _locked(request)
    require(can_decide(by, request))
    require(JOIN_REQUEST_LIFE.can(request.state, "accept"))
    organisation = add_organisation(
        kind=request.kind,
        full_name=request.full_name,
        short_name=request.short_name,
        territory=request.territory,
        inn=request.inn,
        kpp=request.kpp,
        address=request.address,
        website=request.website,
        phone=request.person_phone,
        email=request.person_email,
        contact_name=request.person_name,
        contact_post=request.person_post,
        by=by,
        at=at,
    )
    request.state, request.decided_at, request.decided_by = JoinRequestState.ACCEPTED, at, by.user
    request.organisation = organisation
    request.save()
    record("join_request.accept", request, by=by.user, at=at)
    offer(
        organisation,
        email=request.person_email,
        person_name=request.person_name,
        role=FIRST_ROLES.get(organisation.family, Role.DIRECTOR),
        post=request.person_post,
        by=by,
        at=at,
    )
    return organisation


@transaction.atomic
def refuse_request(request: JoinRequest, *, reason: str, by: Actor, at: datetime) -> JoinRequest:
    """The reason goes to whoever asked, so that he can ask again."""
    request = _locked(request)
    require(can_decide(by, request))
    require(JOIN_REQUEST_LIFE.can(request.state, "refuse"))
    if not reason.strip():
        raise OrganisationError(
            by_field={"reason": [_("Назовите причину: её прочтёт тот, кто подал заявку.")]}
        )
    request.state, request.decided_at, request.decided_by = JoinRequestState.REFUSED, at, by.user
    request.reason = reason.strip()
    request.save()
    record("join_request.refuse", request, by=by.user, at=at, why=request.reason)
    tell_refused(request, by=by.user, at=at)
    return request


def _locked(request: JoinRequest) -> JoinRequest:
    found: JoinRequest = (
        JoinRequest.objects.select_related("kind", "territory")
        .select_for_update(of=("self",))
        .get(pk=request.pk)
    )
    return found
