"""The asker's page behind his link."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zveno.base.core.requests import ZvenoRequest
from zveno.base.links.purposes import OpenLink
from zveno.processes.guidance.forms import MessageForm
from zveno.processes.guidance.models import Question
from zveno.processes.guidance.pages import asker_page
from zveno.processes.guidance.views import conversation


def question_by_link(request: ZvenoRequest, opened: OpenLink, rest: str) -> HttpResponse:
    """Status, answer, going on; GET only shows. `rest` «erase/» is the question before withdrawing."""
    question = Question.objects.select_related("theme", "receiver").filter(pk=opened.link.thing_id).first()
    if question is None or rest not in {"", "erase/"}:
        raise Http404
    form = None
    if request.method == "POST":
        form = conversation.act(request, question, by=None, at=timezone.now())
        if form is None:
            return redirect(opened.url())
    return render(
        request,
        "guidance/erase.html" if rest else "guidance/by_link.html",
        {
            "page": asker_page(question, on=timezone.localdate()),
            "form": form or MessageForm(),
            "here": opened.url(),
            "erase_url": opened.url("erase/"),
            "frame_template": "ui/frames/link.html",
        },
    )
