"""Pages of documents: of one thing for those who may read them, and of verification for everybody."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import Verdict, require
from zveno.base.documents import queries, services
from zveno.base.documents.forms import CodeForm, FileForm, PatternForm
from zveno.base.documents.kinds import DocumentKind, kind_of
from zveno.base.documents.models import Document, DocumentVersion
from zveno.base.documents.policies import can_set_numbering
from zveno.base.documents.tables import VERSIONS
from zveno.base.files.serving import file_response


def _subject(request: ZvenoRequest, code: str, number: int) -> tuple[DocumentKind, Model, Verdict]:
    """The kind, the thing, and whether this actor may read; a stranger does not learn that it exists."""
    kind = kind_of(code)
    if kind is None:
        raise Http404
    subject = get_object_or_404(kind.subject_model._base_manager, pk=number)
    verdict = kind.may_read(request.actor, subject)
    if verdict is None:
        raise Http404
    return kind, subject, verdict


@require_GET
@never_cache
def paper_show(request: ZvenoRequest, kind: str, subject: int) -> HttpResponse:
    """The document of one thing with its versions."""
    found, thing, verdict = _subject(request, kind, subject)
    require(verdict)
    document = Document.objects.about(thing).filter(kind=found.code).first()
    versions = queries.versions_of(document)
    address = getattr(thing, "get_absolute_url", None)
    return render(
        request,
        "documents/paper.html",
        {
            "kind": found,
            "subject": thing,
            "subject_url": address() if address else "",
            "document": document,
            "last": versions[0] if versions else None,
            "table": VERSIONS.page(versions, request.GET, request.path),
            "may_make": found.may_make(request.actor, thing),
        },
    )


@require_POST
def document_make(request: ZvenoRequest, kind: str, subject: int) -> HttpResponse:
    """The first version, or the next one."""
    found, thing, verdict = _subject(request, kind, subject)
    require(verdict)
    now = timezone.now()
    try:
        version = services.issue(
            found, thing, by=request.actor, at=now, reason=request.POST.get("reason", "")[:300]
        )
    except services.Unchanged as unchanged:
        messages.info(request, str(unchanged))
    else:
        services.print_out(version, at=now)
        messages.success(request, _("Готово: %(version)s.") % {"version": version})
    return redirect("documents:paper_show", found.code, subject)


@require_GET
@never_cache
def document_download(request: ZvenoRequest, version: int, form: str) -> HttpResponseBase:
    """The PDF to sign or the Word file to edit."""
    found = get_object_or_404(DocumentVersion.objects.select_related("document"), pk=version)
    _kind, _thing, verdict = _subject(request, found.document.kind, found.document.subject_id)
    require(verdict)
    now = timezone.now()
    services.print_out(found, at=now)
    return file_response(services.take(found, form, by=request.actor, at=now))


@login_not_required
@require_GET
def code_ask(request: ZvenoRequest) -> HttpResponse:
    """«Проверка документа»: the code by hand."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("documents:document_verify", form.cleaned_data["code"])
    return render(request, "documents/code_ask.html", {"form": form})


@login_not_required
@never_cache
def document_verify(request: ZvenoRequest, code: str) -> HttpResponse:
    """Which document it is, whether it is the last version, and whether a file is that document."""
    paper = queries.checked(code)
    if paper is None:
        return render(request, "documents/code_unknown.html", {"form": CodeForm()}, status=404)
    form = FileForm(request.POST or None, request.FILES or None) if request.method == "POST" else FileForm()
    compared = form.is_bound and form.is_valid()
    response = render(
        request,
        "documents/verify.html",
        {
            "paper": paper,
            "form": form,
            "compared": compared,
            "agrees": compared and form.sha256() in paper.prints,
        },
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@never_cache
def numbering_edit(request: ZvenoRequest) -> HttpResponse:
    """How numbers of each kind look: a form each."""
    require(can_set_numbering(request.actor))
    sent = PatternForm(request.POST) if request.method == "POST" else None
    if sent is not None and sent.is_valid():
        kind = sent.cleaned_data["kind"]
        services.set_pattern(kind, sent.cleaned_data["pattern"], by=request.actor, at=timezone.now())
        messages.success(
            request,
            _("«%(kind)s»: со следующего документа номера пойдут по новому шаблону.") % {"kind": kind.title},
        )
        return redirect("documents:numbering_edit")
    forms = [
        (
            kind,
            sent
            if sent is not None and sent.data.get("kind") == kind.code
            else PatternForm(initial={"kind": kind.code, "pattern": pattern}, auto_id=f"{kind.code}-%s"),
        )
        for kind, pattern in queries.patterns()
    ]
    return render(request, "documents/numbering.html", {"forms": forms})
