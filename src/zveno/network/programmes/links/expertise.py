"""«Ваше мнение о программе»: an expert without an account reads the change and answers on the same page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zveno.base.core.requests import ZvenoRequest
from zveno.base.core.verdict import Verdict
from zveno.base.links.models import Link
from zveno.base.links.purposes import LinkPurpose, OpenLink
from zveno.network.programmes.forms import tried
from zveno.network.programmes.forms.changes import LinkOpinionForm
from zveno.network.programmes.models import ChangeRequest, Expertise
from zveno.network.programmes.policies import can_manage_expertise
from zveno.network.programmes.services import answer_by_link
from zveno.network.programmes.services.changes import EXPERTISE_LINK


def expertise_page(request: ZvenoRequest, opened: OpenLink, rest: str) -> HttpResponse:
    expertise = Expertise.objects.select_related(
        "organisation", "change__programme__college", "change__programme__profession"
    ).get(pk=opened.link.thing_id)
    form = LinkOpinionForm(
        request.POST if request.method == "POST" else None,
        initial={"opinion": expertise.opinion, "comment": expertise.comment},
    )
    if tried(
        form,
        lambda: answer_by_link(expertise, **form.cleaned_data, evidence=opened.evidence(), at=timezone.now()),
    ):
        return redirect(opened.url("done/"))
    return render(
        request,
        "programmes/expertise_link.html",
        {
            "expertise": expertise,
            "change": expertise.change,
            "requirements": list(
                expertise.change.requirements.filter(profile__enterprise=expertise.organisation)
            ),
            "remarks": list(expertise.remarks.all()),
            "form": form,
            "done": rest == "done/",
            "link": opened.link,
            "url": opened.url(),
        },
        status=422 if form.errors else 200,
    )


def may_manage(actor: Any, link: Link) -> Verdict | None:
    expertise = (
        Expertise.objects.filter(
            pk=link.thing_id, change__in=ChangeRequest.objects.visible_to(actor).values("pk")
        )
        .select_related("change__programme__college__kind")
        .first()
    )
    return can_manage_expertise(actor, expertise) if expertise else None


def version_of(thing_id: str) -> str | None:
    """While the expertise goes on."""
    return "" if Expertise.objects.filter(pk=thing_id, change__state="expertise").exists() else None


EXPERTISE = LinkPurpose(
    code=EXPERTISE_LINK,
    title=gettext_lazy("Ваше мнение о программе"),
    lifetime=timedelta(days=60),
    open_view=expertise_page,
    may_manage=may_manage,
    version_of=version_of,
    letter="programmes/letters/expertise.txt",
)
