"""Programmes: the list, the card, its structure, competences and groups."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zveno.base.audit.queries import history_of
from zveno.base.core.verdict import require
from zveno.base.ui.components import Empty, Fact, Figure, Tab
from zveno.base.ui.lists import list_page
from zveno.base.ui.numbers import written
from zveno.network.organisations.requests import ActorRequest
from zveno.network.people.models import StudyGroup
from zveno.network.programmes import policies, queries, services
from zveno.network.programmes.filters import ProgrammeFilters
from zveno.network.programmes.forms import tried
from zveno.network.programmes.forms.programmes import CompetenceForm, GroupForm, PartForm, ProgrammeForm
from zveno.network.programmes.models import Competence, Part, Programme, ProgrammeGroup
from zveno.network.programmes.tables.programmes import PROGRAMMES, change_status, programme_status
from zveno.network.programmes.views.pages import Up, dropped, form_page, moved, page_or_form, posted


def seen_programme(request: ActorRequest, pk: int) -> Programme:
    found: Programme = get_object_or_404(queries.visible_programmes(request.actor), pk=pk)
    return found


def up() -> Up:
    return (_("Программы"), reverse("programmes:programme_list"))


def to(programme: Programme) -> Up:
    return (str(programme), programme.get_absolute_url())


@require_safe
def programme_list(request: ActorRequest) -> HttpResponseBase:
    may_add = policies.can_add(request.actor)
    return list_page(
        request,
        table=PROGRAMMES,
        rows=queries.listed_programmes(request.actor),
        filterset=ProgrammeFilters,
        template="programmes/programme_list.html",
        empty=Empty(
            _("Программ пока нет"),
            _("Здесь появятся программы техникумов района по годам приёма."),
            **(
                {"action": _("Внести программу"), "url": reverse("programmes:programme_add")}
                if may_add
                else {}
            ),
        ),
        context={"may_add": may_add},
    )


@page_or_form
def programme_add(request: ActorRequest) -> HttpResponse:
    require(policies.can_add(request.actor))
    like = _like(request)
    form = ProgrammeForm(
        posted(request),
        initial=_copied(like) if like else {"year": timezone.localdate().year},
        professions=queries.professions(timezone.localdate()),
    )
    programme = tried(
        form,
        lambda: services.add_programme(by=request.actor, at=timezone.now(), like=like, **form.details()),
    )
    if programme:
        messages.success(request, _("Проект программы сохранён. Теперь проверьте структуру."))
        return redirect(programme)
    lead = (
        _("Структура и компетенции скопируются из «%(like)s».") % {"like": like}
        if like
        else _("Сначала проект: его видит только ваш техникум.")
    )
    return form_page(
        request, form, title=_("Новая программа"), lead=lead, action=_("Сохранить"), back=up()[1], up=up()
    )


def _like(request: ActorRequest) -> Programme | None:
    number = request.GET.get("copy", "")
    if not number.isdecimal():
        return None
    found: Programme | None = queries.visible_programmes(request.actor).filter(pk=number).first()
    return found


def _copied(programme: Programme) -> dict[str, Any]:
    names = ("profession", "base", "form", "months", "hours", "qualification", "is_adapted")
    return {**{name: getattr(programme, name) for name in names}, "year": programme.year + 1}


@require_safe
def programme_show(request: ActorRequest, pk: int) -> HttpResponse:
    programme = seen_programme(request, pk)
    actor = request.actor
    structure = queries.structure_of(programme)
    may_change = policies.can_change(actor, programme)
    changes = queries.visible_changes(actor).filter(programme=programme)
    return render(
        request,
        "programmes/programme_show.html",
        {
            "programme": programme,
            "status": programme_status(programme),
            "tabs": tabs(programme, actor, "plan"),
            "facts": _facts(programme),
            "figures": [
                Figure(_("часов по плану"), None if structure.hours is None else written(structure.hours)),
                Figure(_("из них практика"), written(structure.practice_hours)),
                Figure(
                    _("доля практики в профессиональном цикле"),
                    None if structure.practice_share is None else f"{written(structure.practice_share)} %",
                ),
                Figure(
                    _("учится студентов"), written(queries.students_of(programme, on=timezone.localdate()))
                ),
            ],
            "structure": structure,
            "competences": list(queries.competences_of(programme)),
            "practices": list(queries.practice_parts(programme)),
            "groups": list(queries.groups_of(programme)),
            "changes": [(change, change_status(change)) for change in changes],
            "may_change": may_change,
            "can_start": policies.can_start(actor, programme),
            "can_close": policies.can_close(actor, programme),
            "can_drop": policies.can_drop(actor, programme),
            "can_copy": policies.can_add(actor),
            "history": history_of(programme, limit=8) if policies.can_see_partnership(actor) else None,
        },
    )


def tabs(programme: Programme, actor: Any, current: str) -> list[Tab]:
    shown = [Tab(_("Программа"), programme.get_absolute_url(), current == "plan")]
    if policies.can_see_gap(actor, programme):
        gap_url = reverse("programmes:gap_show", args=[programme.pk])
        shown.append(Tab(_("Требования и разрыв"), gap_url, current == "gap"))
    return shown


def _facts(programme: Programme) -> list[Fact]:
    return [
        Fact(_("Техникум"), programme.college.short_name, url=programme.college.get_absolute_url()),
        Fact(_("Квалификация"), programme.qualification),
        Fact(_("Год приёма"), str(programme.year)),
        Fact(_("База и форма"), f"{programme.get_base_display()}, {programme.get_form_display()}"),
        Fact(_("Срок обучения"), programme.lasts),
        Fact(_("Объём"), _("%(hours)s ч.") % {"hours": written(programme.hours)}),
        Fact(_("Редакция"), str(programme.edition)),
        *([Fact(_("Адаптированная"), _("да"))] if programme.is_adapted else []),
    ]


@page_or_form
def programme_edit(request: ActorRequest, pk: int) -> HttpResponse:
    programme = seen_programme(request, pk)
    require(policies.can_change(request.actor, programme))
    form = ProgrammeForm(
        posted(request), instance=programme, professions=queries.professions(timezone.localdate())
    )
    if tried(
        form,
        lambda: services.change_programme(programme, by=request.actor, at=timezone.now(), **form.details()),
    ):
        messages.success(request, _("Сохранено."))
        return redirect("programmes:programme_show", pk)
    programme = seen_programme(request, pk)
    return form_page(
        request,
        form,
        title=_("Сведения о программе"),
        action=_("Сохранить"),
        back=programme.get_absolute_url(),
        up=up(),
        thing=to(programme),
    )


@require_POST
def programme_start(request: ActorRequest, pk: int) -> HttpResponse:
    programme = seen_programme(request, pk)
    return moved(
        request,
        lambda: services.start_programme(programme, by=request.actor, at=timezone.now()),
        done=_("Программа утверждена: теперь её видит район."),
        to=programme.get_absolute_url(),
    )


@require_POST
def programme_close(request: ActorRequest, pk: int) -> HttpResponse:
    programme = seen_programme(request, pk)
    return moved(
        request,
        lambda: services.close_programme(programme, by=request.actor, at=timezone.now()),
        done=_("Программа завершена."),
        to=programme.get_absolute_url(),
    )


@page_or_form
def programme_drop(request: ActorRequest, pk: int) -> HttpResponse:
    programme = seen_programme(request, pk)
    require(policies.can_drop(request.actor, programme))
    return dropped(
        request,
        lambda: services.drop_programme(programme, by=request.actor, at=timezone.now()),
        title=_("Удалить проект программы?"),
        text=str(programme),
        back=programme.get_absolute_url(),
        then=up()[1],
        action=_("Удалить"),
    )


@page_or_form
def part_add(request: ActorRequest, pk: int) -> HttpResponse:
    programme = seen_programme(request, pk)
    require(policies.can_change(request.actor, programme))
    form = PartForm(posted(request), programme=programme, initial={"parent": request.GET.get("in", "")})
    return _part_page(request, programme, form, None)


@page_or_form
def part_edit(request: ActorRequest, pk: int) -> HttpResponse:
    part: Part = get_object_or_404(_parts(request), pk=pk)
    require(policies.can_change(request.actor, part.programme))
    form = PartForm(posted(request), programme=part.programme, instance=part)
    return _part_page(request, part.programme, form, part)


def _part_page(
    request: ActorRequest, programme: Programme, form: PartForm, part: Part | None
) -> HttpResponse:
    if tried(
        form,
        lambda: services.put_part(programme, part, by=request.actor, at=timezone.now(), **form.details()),
    ):
        messages.success(request, _("Сохранено."))
        return redirect(programme)
    return form_page(
        request,
        form,
        title=_("Строка учебного плана") if part else _("Новая строка учебного плана"),
        action=_("Сохранить"),
        back=programme.get_absolute_url(),
        up=up(),
        thing=to(programme),
        drop_url=reverse("programmes:part_drop", args=[part.pk]) if part else "",
    )


@page_or_form
def part_drop(request: ActorRequest, pk: int) -> HttpResponse:
    part: Part = get_object_or_404(_parts(request), pk=pk)
    require(policies.can_change(request.actor, part.programme))
    return dropped(
        request,
        lambda: services.drop_part(part, by=request.actor, at=timezone.now()),
        title=_("Убрать из программы?"),
        text=str(part),
        back=part.programme.get_absolute_url(),
        then=part.programme.get_absolute_url(),
    )


def _parts(request: ActorRequest) -> Any:
    return Part.objects.filter(programme__in=queries.visible_programmes(request.actor)).select_related(
        "programme__college__kind", "programme__college__territory", "programme__profession"
    )


@page_or_form
def competence_add(request: ActorRequest, pk: int) -> HttpResponse:
    programme = seen_programme(request, pk)
    require(policies.can_change(request.actor, programme))
    form = CompetenceForm(posted(request), programme=programme)
    return _competence_page(request, programme, form, None)


@page_or_form
def competence_edit(request: ActorRequest, pk: int) -> HttpResponse:
    competence: Competence = get_object_or_404(_competences(request), pk=pk)
    require(policies.can_change(request.actor, competence.programme))
    form = CompetenceForm(posted(request), programme=competence.programme, instance=competence)
    return _competence_page(request, competence.programme, form, competence)


def _competence_page(
    request: ActorRequest, programme: Programme, form: CompetenceForm, competence: Competence | None
) -> HttpResponse:
    if tried(
        form,
        lambda: services.put_competence(
            programme,
            competence,
            kind=form.cleaned_data["kind"],
            code=form.cleaned_data["code"],
            name=form.cleaned_data["name"],
            parts=list(form.cleaned_data["parts"]),
            by=request.actor,
            at=timezone.now(),
        ),
    ):
        messages.success(request, _("Сохранено."))
        return redirect(programme)
    return form_page(
        request,
        form,
        title=_("Компетенция") if competence else _("Новая компетенция"),
        action=_("Сохранить"),
        back=programme.get_absolute_url(),
        up=up(),
        thing=to(programme),
        drop_url=reverse("programmes:competence_drop", args=[competence.pk]) if competence else "",
    )


@page_or_form
def competence_drop(request: ActorRequest, pk: int) -> HttpResponse:
    competence: Competence = get_object_or_404(_competences(request), pk=pk)
    programme = competence.programme
    require(policies.can_change(request.actor, programme))
    return dropped(
        request,
        lambda: services.drop_competence(competence, by=request.actor, at=timezone.now()),
        title=_("Убрать компетенцию?"),
        text=str(competence),
        back=programme.get_absolute_url(),
        then=programme.get_absolute_url(),
    )


def _competences(request: ActorRequest) -> Any:
    return Competence.objects.filter(programme__in=queries.visible_programmes(request.actor)).select_related(
        "programme__college__kind", "programme__college__territory", "programme__profession"
    )


@page_or_form
def group_add(request: ActorRequest, pk: int) -> HttpResponse:
    programme = seen_programme(request, pk)
    require(policies.can_change(request.actor, programme))
    free = StudyGroup.objects.filter(organisation=programme.college, programme_link__isnull=True)
    form = GroupForm(free, posted(request))
    if tried(
        form,
        lambda: services.link_group(
            programme, form.cleaned_data["group"], by=request.actor, at=timezone.now()
        ),
    ):
        messages.success(request, _("Группа закреплена за программой."))
        return redirect(programme)
    return form_page(
        request,
        form,
        title=_("Группа программы"),
        action=_("Закрепить"),
        back=programme.get_absolute_url(),
        up=up(),
        thing=to(programme),
    )


@page_or_form
def group_drop(request: ActorRequest, pk: int) -> HttpResponse:
    links = ProgrammeGroup.objects.filter(
        programme__in=queries.visible_programmes(request.actor)
    ).select_related(
        "group", "programme__college__kind", "programme__college__territory", "programme__profession"
    )
    link: ProgrammeGroup = get_object_or_404(links, pk=pk)
    require(policies.can_change(request.actor, link.programme))
    return dropped(
        request,
        lambda: services.unlink_group(link, by=request.actor, at=timezone.now()),
        title=_("Открепить группу от программы?"),
        text=str(link.group),
        back=link.programme.get_absolute_url(),
        then=link.programme.get_absolute_url(),
        action=_("Открепить"),
    )
