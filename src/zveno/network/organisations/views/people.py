"""People of an organisation, invitations, and the seat one acts from."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zveno.base.core.requests import local_address
from zveno.base.core.verdict import require
from zveno.base.ui.mistakes import show_errors
from zveno.network.organisations import policies, queries, services
from zveno.network.organisations.forms import InvitationForm
from zveno.network.organisations.middleware import SEAT_KEY
from zveno.network.organisations.models import Invitation, Membership
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.views.organisations import (
    page_or_form,
    posted,
    visible_organisation,
)


@require_safe
def people_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Who is who in the organisation; those who run it also see whom they wait for."""
    organisation = visible_organisation(request, pk)
    manages = policies.can_manage_people(request.actor, organisation)
    now = timezone.now()
    return render(
        request,
        "organisations/people_list.html",
        {
            "organisation": organisation,
            "people": queries.people_of(organisation, request.actor, on=timezone.localdate(now)),
            "manages": manages,
            "invitations": queries.invitations_of(organisation, request.actor, at=now) if manages else (),
        },
    )


@page_or_form
def invitation_add(request: ActorRequest, pk: int) -> HttpResponse:
    organisation = visible_organisation(request, pk)
    require(policies.can_manage_people(request.actor, organisation))
    form = InvitationForm(policies.roles_to_give(request.actor, organisation), posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            invitation = services.invite(
                organisation, by=request.actor, at=timezone.now(), **form.cleaned_data
            )
        except services.OrganisationError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Приглашение отправлено на %(email)s.") % {"email": invitation.email})
            return redirect("organisations:people_list", organisation.pk)
    return render(
        request,
        "organisations/invitation_add.html",
        {"form": form, "organisation": organisation},
        status=422 if form.errors else 200,
    )


@page_or_form
def invitation_answer(request: ActorRequest, pk: int) -> HttpResponse:
    """For somebody with an account at the invited address."""
    own = Invitation.objects.filter(email=request.actor.user.email).select_related("organisation")
    invitation = get_object_or_404(own, pk=pk)
    if request.method == "POST":
        try:
            seat = services.accept_invitation(invitation, by=request.actor.user, at=timezone.now())
        except services.OrganisationError as error:
            messages.error(request, str(error))
        else:
            request.session[SEAT_KEY] = seat.pk
            messages.success(request, _("Вы приняты: %(seat)s.") % {"seat": seat})
        return redirect("portal:home")
    return render(
        request,
        "organisations/invitation_answer.html",
        {"invitation": invitation, "has_expired": invitation.has_expired(timezone.now())},
    )


def _visible_invitation(request: ActorRequest, pk: int) -> Invitation:
    visible = Invitation.objects.visible_to(request.actor).select_related(
        "organisation__kind", "organisation__territory"
    )
    invitation: Invitation = get_object_or_404(visible, pk=pk)
    return invitation


@require_POST
def invitation_renew(request: ActorRequest, pk: int) -> HttpResponse:
    """A reminder and a month more, in one press."""
    invitation = _visible_invitation(request, pk)
    try:
        renewed = services.renew_invitation(invitation, by=request.actor, at=timezone.now())
    except services.OrganisationError as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request,
            _("Письмо отправлено на %(email)s, приглашение действует до %(day)s.")
            % {"email": renewed.email, "day": f"{timezone.localtime(renewed.expires_at):%d.%m.%Y}"},
        )
    return redirect("organisations:people_list", invitation.organisation_id)


@require_POST
def invitation_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    invitation = _visible_invitation(request, pk)
    services.withdraw_invitation(invitation, by=request.actor, at=timezone.now())
    messages.success(request, _("Приглашение отозвано, ссылка из письма больше не действует."))
    return redirect("organisations:people_list", invitation.organisation_id)


@page_or_form
def seat_end(request: ActorRequest, pk: int) -> HttpResponse:
    visible = Membership.objects.visible_to(request.actor).select_related(
        "user", "organisation__kind", "organisation__territory"
    )
    seat = get_object_or_404(visible, pk=pk)
    require(policies.can_end_seat(request.actor, seat))
    if request.method == "POST":
        try:
            services.end_seat(seat, by=request.actor, at=timezone.now())
            messages.success(request, _("Место освобождено: %(person)s.") % {"person": seat.user})
        except services.OrganisationError as error:
            messages.error(request, str(error))
        if seat.user_id == request.actor.user.pk:
            return redirect("portal:home")
        return redirect("organisations:people_list", seat.organisation_id)
    return render(request, "organisations/seat_end.html", {"seat": seat})


@require_POST
def seat_set(request: ActorRequest) -> HttpResponse:
    """Act from another of one's own seats; a number that is not among them changes nothing."""
    chosen = request.POST.get("seat", "")
    seat = next((seat for seat in request.seats if str(seat.pk) == chosen), None)
    if seat is None:
        messages.warning(request, _("Этого места у вас нет. Вы действуете, как и раньше."))
    else:
        request.session[SEAT_KEY] = seat.pk
        messages.success(request, _("Теперь вы действуете так: %(seat)s.") % {"seat": seat})
    return redirect(local_address(request))
