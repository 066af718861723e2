"""Own questions of whoever is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zveno.network.organisations.requests import ActorRequest
from zveno.processes.guidance import queries
from zveno.processes.guidance.forms import MessageForm
from zveno.processes.guidance.pages import asker_page
from zveno.processes.guidance.tables import status_of
from zveno.processes.guidance.views import conversation


@require_safe
def question_mine(request: ActorRequest) -> HttpResponse:
    on = timezone.localdate()
    questions = [(question, status_of(question, on=on)) for question in queries.asked_by(request.actor.user)]
    return render(request, "guidance/mine.html", {"questions": questions})


@require_http_methods(["GET", "HEAD", "POST"])
def question_asked(request: ActorRequest, pk: int) -> HttpResponse:
    question = get_object_or_404(queries.asked_by(request.actor.user), pk=pk)
    form = None
    if request.method == "POST":
        form = conversation.act(request, question, by=request.actor.user, at=timezone.now())
        if form is None:
            return redirect("guidance:question_asked", pk)
    here = reverse("guidance:question_asked", args=[pk])
    return render(
        request,
        "guidance/by_link.html",
        {
            "page": asker_page(question, on=timezone.localdate()),
            "form": form or MessageForm(),
            "here": here,
            "erase_url": reverse("guidance:question_erase", args=[pk]),
            "frame_template": "ui/frames/work.html",
        },
    )


@require_safe
def question_erase(request: ActorRequest, pk: int) -> HttpResponse:
    """The question before withdrawing the consent; the page of the question does it."""
    question = get_object_or_404(queries.asked_by(request.actor.user), pk=pk)
    return render(
        request,
        "guidance/erase.html",
        {
            "page": asker_page(question, on=timezone.localdate()),
            "here": reverse("guidance:question_asked", args=[pk]),
            "frame_template": "ui/frames/work.html",
        },
    )
