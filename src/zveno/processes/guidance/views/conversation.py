"""What an asker may do with his question, whichever door he came through."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.utils.translation import gettext as _

from zveno.base.accounts.models import User
from zveno.base.core.requests import ZvenoRequest
from zveno.processes.guidance import services
from zveno.processes.guidance.forms import MessageForm
from zveno.processes.guidance.models import Question
from zveno.processes.guidance.services import GuidanceError


def act(request: ZvenoRequest, question: Question, *, by: User | None, at: datetime) -> MessageForm | None:
    """Do what the button says; a form that has to be shown again comes back."""
    wanted = request.POST.get("act", "")
    if wanted == "follow_up":
        form = MessageForm(request.POST)
        if not form.is_valid():
            return form
        services.follow_up(question, text=form.cleaned_data["text"], by=by, at=at)
        messages.success(request, _("Уточнение отправлено."))
    elif wanted in {"helped", "not_helped"}:
        try:
            services.rate_answer(question, helped=wanted == "helped", by=by, at=at)
        except GuidanceError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Спасибо, это поможет отвечать лучше."))
    elif wanted == "erase":
        services.erase_question(question, by=by, at=at)
        messages.success(request, _("Согласие отозвано, текст вопроса и ответа стёрт."))
    elif wanted == "confirm":
        services.confirm_question(question, at=at)
        messages.success(request, _("Вопрос передан в центр. Ответ придёт письмом."))
    return None
