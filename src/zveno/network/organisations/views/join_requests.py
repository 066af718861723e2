"""An organisation asks to be taken in; the coordinator decides."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zveno.base.audit.queries import history_of
from zveno.base.audit.services import record_look
from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import no, require
from zveno.base.files.intake import receive
from zveno.base.files.kinds import SCANS
from zveno.base.files.refusal import FileRefused
from zveno.base.files.serving import file_response
from zveno.base.ui.components import Empty, Fact
from zveno.base.ui.lists import list_page
from zveno.base.ui.mistakes import show_errors
from zveno.network.organisations import policies, services
from zveno.network.organisations.filters import JoinRequestFilters
from zveno.network.organisations.forms import JoinRequestForm, RefusalForm
from zveno.network.organisations.models import JoinRequest, JoinRequestQuerySet
from zveno.network.organisations.requests import ActorRequest
from zveno.network.organisations.roles import ADMITTERS
from zveno.network.organisations.tables import JOIN_REQUESTS
from zveno.network.organisations.throttle import allowed
from zveno.network.organisations.views.organisations import page_or_form, posted

MOST_AN_HOUR, HOUR = 10, 3600


@login_not_required
@page_or_form
def join_request_add(request: ZvenoRequest) -> HttpResponse:
    form = JoinRequestForm(posted(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and not allowed(request, "join", most=MOST_AN_HOUR, seconds=HOUR):
        form.full_clean()
        form.add_error(None, _("С вашего адреса пришло слишком много заявок. Попробуйте через час."))
        return render(request, "organisations/join_request_add.html", {"form": form}, status=429)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["proof_file"]
        try:
            paper = receive(upload, accepts=SCANS) if upload else None
            services.request_to_join(at=timezone.now(), proof_file=paper, **form.asked())
        except FileRefused as refused:
            form.add_error("proof_file", str(refused))
        except services.OrganisationError as error:
            show_errors(form, error)
        else:
            return redirect("organisations:join_request_sent")
    return render(
        request,
        "organisations/join_request_add.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@login_not_required
@require_safe
def join_request_sent(request: ZvenoRequest) -> HttpResponse:
    return render(request, "organisations/join_request_sent.html")


def _requests(request: ActorRequest) -> JoinRequestQuerySet:
    if not request.actor.is_any(*ADMITTERS):
        require(
            no(
                _("Заявки рассматривает управление образования района."),
                who_can=_("Муниципальный координатор"),
            )
        )
    return JoinRequest.objects.visible_to(request.actor).select_related("kind", "territory", "organisation")


@require_safe
def join_request_list(request: ActorRequest) -> HttpResponseBase:
    return list_page(
        request,
        table=JOIN_REQUESTS,
        rows=_requests(request),
        filterset=JoinRequestFilters,
        empty=Empty(
            _("Заявок пока нет"),
            _("Сюда попадают организации, которые просят принять их в сеть со страницы «Вступить»."),
        ),
    )


@require_safe
def join_request_show(request: ActorRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(_requests(request), pk=pk)
    return _shown(request, asked, RefusalForm())


@require_safe
def join_request_file(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The paper that came with the request, for whoever decides."""
    asked = get_object_or_404(_requests(request).select_related("proof_file"), pk=pk)
    if asked.proof_file is None:
        raise Http404
    record_look(asked, by=request.actor.user, at=timezone.now(), why=_("Документ к заявке на вступление"))
    return file_response(asked.proof_file)


@require_POST
def join_request_accept(request: ActorRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(_requests(request), pk=pk)
    try:
        organisation = services.accept_request(asked, by=request.actor, at=timezone.now())
    except services.OrganisationError as error:
        messages.error(request, str(error))
        return redirect(asked)
    messages.success(
        request,
        _("%(organisation)s в сети. Приглашение отправлено на %(email)s.")
        % {"organisation": organisation, "email": asked.person_email},
    )
    return redirect(organisation)


@require_POST
def join_request_refuse(request: ActorRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(_requests(request), pk=pk)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _shown(request, asked, form, status=422)
    services.refuse_request(asked, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    messages.success(request, _("Отказ с причиной отправлен на %(email)s.") % {"email": asked.person_email})
    return redirect("organisations:join_request_list")


def _paper(asked: JoinRequest) -> list[Fact]:
    if asked.proof_file is None:
        return []
    return [
        Fact(
            _("Документ"),
            asked.proof_file.name,
            url=reverse("organisations:join_request_file", args=[asked.pk]),
        )
    ]


def _shown(request: ActorRequest, asked: JoinRequest, form: RefusalForm, status: int = 200) -> HttpResponse:
    return render(
        request,
        "organisations/join_request_show.html",
        {
            "asked": asked,
            "form": form,
            "can_decide": policies.can_decide(request.actor, asked),
            "waiting": asked.state == "new",
            "organisation_facts": [
                Fact(_("Полное наименование"), asked.full_name),
                Fact(_("Вид"), asked.kind.name),
                Fact(_("Территория"), asked.territory.name),
                Fact(_("ИНН"), asked.inn),
                Fact(_("КПП"), asked.kpp),
                Fact(_("Адрес"), asked.address),
                Fact(_("Сайт"), asked.website, url=asked.website),
            ],
            "person_facts": [
                Fact(_("Кто просит"), asked.person_name),
                Fact(_("Должность"), asked.person_post),
                Fact(_("Электронная почта"), asked.person_email, url=f"mailto:{asked.person_email}"),
                Fact(_("Телефон"), asked.person_phone),
                Fact(_("Чем подтверждаются полномочия"), asked.proof),
                *_paper(asked),
            ],
            "history": history_of(asked),
        },
        status=status,
    )
