"""Employers say whom they need; a technikum asks them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import require
from zveno.base.links.queries import links_of
from zveno.base.ui.components import Empty, Fact
from zveno.base.ui.lists import list_page
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.requests import ActorRequest
from zveno.network.programmes import policies, queries, services
from zveno.network.programmes.filters import ProfileFilters
from zveno.network.programmes.forms import tried
from zveno.network.programmes.forms.needs import AskForm, NeedsPage, ProfessionForm
from zveno.network.programmes.models import Profile
from zveno.network.programmes.services import ProgrammeError
from zveno.network.programmes.tables.needs import PROFILES, profile_status
from zveno.network.programmes.views.pages import Up, form_page, page_or_form, posted


def _up() -> Up:
    return (_("Каким нужен выпускник"), reverse("programmes:profile_list"))


@require_safe
def profile_list(request: ActorRequest) -> HttpResponseBase:
    require(policies.can_see_needs(request.actor))
    may_state, may_ask = policies.can_state(request.actor), policies.can_ask(request.actor)
    first = {}
    if may_state:
        first = {"action": _("Назвать требования"), "url": reverse("programmes:profile_add")}
    elif may_ask:
        first = {"action": _("Спросить предприятие"), "url": reverse("programmes:profile_ask")}
    return list_page(
        request,
        table=PROFILES,
        rows=queries.visible_profiles(request.actor),
        filterset=ProfileFilters,
        template="programmes/profile_list.html",
        empty=Empty(
            _("Требований пока нет"),
            _("Предприятие за две минуты говорит, что должен уметь выпускник и насколько хорошо."),
            **first,
        ),
        context={"may_state": may_state, "may_ask": may_ask},
    )


@page_or_form
def profile_add(request: ActorRequest) -> HttpResponse:
    """Which graduates: those trained nearby at a glance, all others in one list."""
    require(policies.can_state(request.actor))
    today = timezone.localdate()
    form = ProfessionForm(queries.professions(today), posted(request))
    if form.is_bound and form.is_valid():
        return redirect("programmes:profile_state", form.cleaned_data["profession"].pk)
    return form_page(
        request,
        form,
        title=_("Каких выпускников вы берёте?"),
        action=_("Дальше"),
        back=_up()[1],
        up=_up(),
        template="programmes/profile_add.html",
        nearby=list(queries.taught_professions(request.actor.territory_path, today)),
    )


@page_or_form
def profile_state(request: ActorRequest, profession: int) -> HttpResponse:
    """The form itself; the same page corrects what was said before."""
    require(policies.can_state(request.actor))
    chosen = get_object_or_404(queries.professions(timezone.localdate()), pk=profession)
    enterprise = request.actor.organisation
    if enterprise is None:
        return redirect("programmes:profile_list")
    profile = Profile.objects.filter(enterprise=enterprise, profession__code=chosen.code).first()
    page = NeedsPage(
        posted(request),
        profile=profile,
        said=list(profile.requirements.all()) if profile else (),
        suggestions=queries.suggestions(chosen, enterprise),
    )
    fault = ""
    if request.method == "POST" and page.is_valid():
        try:
            stated = services.state_needs(
                chosen, page.needs(), **page.about.cleaned_data, by=request.actor, at=timezone.now()
            )
        except ProgrammeError as error:
            fault = str(error)
        else:
            messages.success(request, _("Спасибо. Техникумы увидят это и сопоставят со своими программами."))
            return redirect(stated)
    return render(
        request,
        "programmes/profile_state.html",
        {"page": page, "profession": chosen, "fault": fault, "up": _up()},
        status=422 if fault or page.errors else 200,
    )


@page_or_form
def profile_ask(request: ActorRequest) -> HttpResponse:
    require(policies.can_ask(request.actor))
    today = timezone.localdate()
    form = AskForm(
        queries.professions(today),
        queries.employers_for(request.actor),
        posted(request),
        initial={"profession": request.GET.get("profession", "")},
    )
    asked = tried(
        form,
        lambda: services.ask_for_needs(
            form.cleaned_data["enterprise"],
            form.cleaned_data["profession"],
            by=request.actor,
            at=timezone.now(),
        ),
    )
    if asked:
        profile, link = asked
        messages.success(request, _("Письмо со ссылкой отправлено на %(email)s.") % {"email": link.email})
        return redirect(profile)
    return form_page(
        request,
        form,
        title=_("Спросить предприятие"),
        lead=_("Контактное лицо получит письмо со ссылкой и ответит с телефона, без входа."),
        action=_("Отправить письмо"),
        back=_up()[1],
        up=_up(),
    )


@require_safe
def profile_show(request: ActorRequest, pk: int) -> HttpResponse:
    profile: Profile = get_object_or_404(queries.visible_profiles(request.actor), pk=pk)
    may_change = policies.can_change_profile(request.actor, profile)
    may_ask = policies.can_ask_again(request.actor, profile)
    now = timezone.now()
    return render(
        request,
        "programmes/profile_show.html",
        {
            "profile": profile,
            "status": profile_status(profile),
            "facts": _facts(profile, profile.enterprise),
            "requirements": list(profile.requirements.all()),
            "programmes": queries.programmes_for(profile, request.actor),
            "may_change": may_change,
            "links": links_of(profile, at=now) if may_ask else (),
            "history": history_of(profile, limit=20),
            "up": _up(),
        },
    )


def _facts(profile: Profile, enterprise: Organisation) -> list[Fact]:
    return [
        Fact(_("Предприятие"), enterprise.short_name, url=enterprise.get_absolute_url()),
        Fact(_("Профессия, специальность"), str(profile.profession)),
        Fact(_("Кем берут"), profile.post),
        Fact(_("Что ещё важно"), profile.note),
        Fact(
            _("Кто сказал"),
            f"{profile.stated_by}, {timezone.localtime(profile.stated_at):%d.%m.%Y}"
            if profile.stated_at
            else "",
        ),
        *([Fact(_("Кто спросил"), profile.asked_by.short_name)] if profile.asked_by is not None else []),
    ]
