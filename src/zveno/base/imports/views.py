"""«Загрузка данных»: files, columns, check, result; each step is a page of its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zveno.base.audit.services import record
from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import require
from zveno.base.files.serving import sealed
from zveno.base.imports import pages, policies, queries, services
from zveno.base.imports.exports import FORMATS, file_name
from zveno.base.imports.forms import ColumnsForm, UploadForm
from zveno.base.imports.importers import Importer, importer_of, importers_for, knows
from zveno.base.imports.intake import take
from zveno.base.imports.models import Import, Problem
from zveno.base.imports.states import ImportState
from zveno.base.imports.tables import IMPORTS, PROBLEMS, ProblemFilters
from zveno.base.imports.workbooks import write_problems, write_template
from zveno.base.ui.components import Empty
from zveno.base.ui.lists import list_page

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def _visible(request: ZvenoRequest, pk: int) -> Import:
    found: Import = get_object_or_404(queries.imports_visible_to(request.actor), pk=pk)
    return found


def _importer(request: ZvenoRequest, code: str) -> Importer:
    """The kind, if the actor may load it for anybody."""
    if not knows(code):
        raise Http404
    require(policies.can_import_kind(request.actor, importer_of(code)))
    return importer_of(code)


@require_safe
def import_list(request: ZvenoRequest) -> HttpResponseBase:
    require(policies.can_import_anything(request.actor))
    return list_page(
        request,
        table=IMPORTS,
        rows=queries.imports_visible_to(request.actor),
        template="imports/import_list.html",
        empty=Empty(
            _("Ещё ничего не загружали"),
            _("Списки из Excel загружаются целиком: с проверкой, исправлением ошибок и отменой."),
            _("Загрузить данные"),
            reverse("imports:import_kinds"),
            icon="upload",
        ),
    )


@require_safe
def import_kinds(request: ZvenoRequest) -> HttpResponse:
    """What may be loaded, with an empty workbook for each."""
    require(policies.can_import_anything(request.actor))
    return render(request, "imports/import_kinds.html", {"importers": importers_for(request.actor)})


@page_or_form
def import_add(request: ZvenoRequest, kind: str) -> HttpResponse:
    """Step 1: files."""
    importer = _importer(request, kind)
    targets = importer.targets(request.actor)
    sent = request.method == "POST"
    form = UploadForm(targets, request.POST, request.FILES) if sent else UploadForm(targets)
    if sent and form.is_valid():
        try:
            # Outside of any transaction: files are inspected and scanned here.
            made = services.begin(
                importer,
                form.chosen_target(),
                take(form.uploads()),
                seat=pages.seat_of(request.actor),
                by=request.actor,
                at=timezone.now(),
            )
        except services.ImportFault as fault:
            form.add_error("books", str(fault))
        else:
            return redirect(made)
    return render(
        request,
        "imports/import_add.html",
        {"form": form, "importer": importer, "steps": pages.steps(None)},
        status=422 if form.errors else 200,
    )


@require_safe
def template_show(request: ZvenoRequest, kind: str) -> FileResponse:
    """An empty workbook to fill in."""
    importer = _importer(request, kind)
    return _workbook(str(importer.title), lambda path: write_template(path, importer))


@require_safe
@never_cache
def import_show(request: ZvenoRequest, pk: int) -> HttpResponse:
    """Where the import is: at work, at the step that waits for a person, or done."""
    made = _visible(request, pk)
    if not made.is_at_work:
        if made.state == ImportState.READ:
            return redirect("imports:column_edit", pk)
        if made.state == ImportState.CHECKED:
            return redirect("imports:check_show", pk)
    return render(request, "imports/import_show.html", pages.overview(made, request.actor, at=timezone.now()))


@page_or_form
@never_cache
def column_edit(request: ZvenoRequest, pk: int) -> HttpResponse:
    """Step 2: what the columns are."""
    made = _visible(request, pk)
    verdict = policies.can_move(request.actor, made, "map")
    if not verdict and request.method != "POST":
        return redirect(made) if made.is_at_work else render(
            request, "imports/import_show.html", pages.overview(made, request.actor, at=timezone.now())
        )  # fmt: skip
    require(verdict)
    form = _columns_form(request, made)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_columns(made, form.columns(), form.given(), by=request.actor, at=timezone.now())
        except services.ImportFault as fault:
            form.add_error(None, str(fault))
        else:
            return redirect(made)
    return render(
        request,
        "imports/column_edit.html",
        pages.columns(made, form),
        status=422 if form.errors else 200,
    )


def _columns_form(request: ZvenoRequest, made: Import) -> ColumnsForm:
    files = [file for file in made.files.all() if not file.refusal]
    target = made.target
    if target is None:
        raise Http404
    lines = queries.column_lines(made, files)
    sent = (request.POST,) if request.method == "POST" else ()
    return ColumnsForm(made.importer, lines, files, target, *sent)


@require_safe
@never_cache
def check_show(request: ZvenoRequest, pk: int) -> HttpResponse:
    """Step 3: what would be done, and what has to be put right before."""
    made = _visible(request, pk)
    if made.is_at_work or made.state != ImportState.CHECKED:
        return redirect(made)
    paginator = Paginator(range(queries.amount_of_groups(made)), queries.GROUPS_ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return render(request, "imports/check_show.html", pages.check(made, page, request.actor))


@require_safe
@never_cache
def problem_list(request: ZvenoRequest, pk: int) -> HttpResponseBase:
    """Row by row."""
    made = _visible(request, pk)
    return list_page(
        request,
        table=PROBLEMS,
        rows=Problem.objects.filter(of=made).select_related("file"),
        filterset=ProblemFilters,
        template="imports/problem_list.html",
        empty=Empty(_("Ошибок нет"), icon="circle-check"),
        context={"made": made},
    )


@require_safe
def problem_export(request: ZvenoRequest, pk: int) -> FileResponse:
    """The list and the rows with comments."""
    made = _visible(request, pk)
    problems = Problem.objects.filter(of=made).select_related("file").order_by("pk")
    response = _workbook(
        _("Ошибки загрузки № %(number)s") % {"number": made.pk},
        lambda path: write_problems(path, made, problems.iterator(chunk_size=1000)),
    )
    record("import.problems", made, by=request.actor.user, at=timezone.now(), is_look=True)
    return response


@require_POST
def problem_repair(request: ZvenoRequest, pk: int, number: int) -> HttpResponse:
    """What is said of one fault, or of all alike: put right, left out, taken back."""
    made = _visible(request, pk)
    problem = get_object_or_404(Problem, of=made, pk=number)
    said, now, alike = request.POST.get("act", "repair"), timezone.now(), "alike" in request.POST
    try:
        if said == "leave_out":
            services.leave_out(made, problem, alike=alike, by=request.actor, at=now)
        elif said == "reopen":
            services.reopen(made, problem, by=request.actor, at=now)
        else:
            services.repair(
                made, problem, request.POST.get("written", ""), alike=alike, by=request.actor, at=now
            )
    except services.ImportFault as fault:
        messages.error(request, str(fault))
    return _back(request, made)


@require_POST
def offer_take(request: ZvenoRequest, pk: int) -> HttpResponse:
    """All offers of one kind."""
    made = _visible(request, pk)
    amount = services.take_offers(
        made,
        request.POST.get("kind", ""),
        request.POST.get("field", ""),
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("Исправлено: %(count)d.") % {"count": amount})
    return _back(request, made)


def _back(request: ZvenoRequest, made: Import) -> HttpResponse:
    page = request.POST.get("page", "")
    address = reverse("imports:check_show", args=[made.pk])
    return redirect(f"{address}?page={page}" if page.isdigit() else address)


@require_POST
def import_check(request: ZvenoRequest, pk: int) -> HttpResponse:
    return _asked(request, pk, services.ask_to_check)


@require_POST
def import_apply(request: ZvenoRequest, pk: int) -> HttpResponse:
    return _asked(request, pk, services.ask_to_apply)


@page_or_form
def import_undo(request: ZvenoRequest, pk: int) -> HttpResponse:
    made = _visible(request, pk)
    require(policies.can_move(request.actor, made, "undo"))
    if request.method == "POST":
        return _asked(request, pk, services.ask_to_undo)
    return render(request, "imports/import_undo.html", {"made": made})


@page_or_form
def import_drop(request: ZvenoRequest, pk: int) -> HttpResponse:
    made = _visible(request, pk)
    require(policies.can_move(request.actor, made, "drop"))
    if request.method == "POST":
        services.drop(made, by=request.actor, at=timezone.now())
        messages.success(request, _("Загрузка не понадобилась, файлы удалены."))
        return redirect("imports:import_list")
    return render(request, "imports/import_drop.html", {"made": made})


def _asked(request: ZvenoRequest, pk: int, ask: Callable[..., Import]) -> HttpResponse:
    return redirect(ask(_visible(request, pk), by=request.actor, at=timezone.now()))


def _workbook(title: str, write: Callable[[Path], object]) -> FileResponse:
    """Finished before the first byte leaves, and gone from the disk as soon as it has left."""
    descriptor, name = tempfile.mkstemp(suffix=".xlsx")
    os.close(descriptor)
    path = Path(name)
    try:
        write(path)
        file = path.open("rb")
    finally:
        path.unlink()
    form = FORMATS["xlsx"]
    return sealed(
        FileResponse(
            file,
            as_attachment=True,
            filename=file_name(title, timezone.now(), form),
            content_type=form.media_type,
        )
    )
