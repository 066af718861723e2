"""Lives of programmes, of requests to change them, of internships."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zveno.base.core.workflow import Move, Workflow


class ProgrammeState(models.TextChoices):
    DRAFT = "draft", _("проект")
    RUNNING = "running", _("реализуется")
    CLOSED = "closed", _("завершена")


PROGRAMME_LIFE = Workflow(
    states=ProgrammeState,
    start=ProgrammeState.DRAFT,
    moves=(
        Move("start", _("Утвердить"), frozenset({"draft"}), ProgrammeState.RUNNING),
        Move("close", _("Завершить"), frozenset({"running"}), ProgrammeState.CLOSED),
    ),
)


class ChangeState(models.TextChoices):
    DRAFT = "draft", _("черновик")
    EXPERTISE = "expertise", _("на экспертизе")
    APPROVED = "approved", _("утверждён")
    REJECTED = "rejected", _("отклонён")
    WITHDRAWN = "withdrawn", _("отозван")


CHANGE_LIFE = Workflow(
    states=ChangeState,
    start=ChangeState.DRAFT,
    moves=(
        Move("send", _("Отправить на экспертизу"), frozenset({"draft"}), ChangeState.EXPERTISE),
        Move("approve", _("Утвердить изменение"), frozenset({"expertise"}), ChangeState.APPROVED),
        Move("reject", _("Отклонить"), frozenset({"expertise"}), ChangeState.REJECTED),
        Move("withdraw", _("Отозвать"), frozenset({"draft", "expertise"}), ChangeState.WITHDRAWN),
    ),
)


class RemarkState(models.TextChoices):
    OPEN = "open", _("ждёт ответа")
    ACCEPTED = "accepted", _("учтено")
    DECLINED = "declined", _("отклонено")


REMARK_LIFE = Workflow(
    states=RemarkState,
    start=RemarkState.OPEN,
    moves=(
        Move("accept", _("Учесть"), frozenset({"open"}), RemarkState.ACCEPTED),
        Move("decline", _("Отклонить с причиной"), frozenset({"open"}), RemarkState.DECLINED),
    ),
)


class InternshipState(models.TextChoices):
    REQUESTED = "requested", _("ждёт ответа")
    AGREED = "agreed", _("согласована")
    DONE = "done", _("пройдена")
    CANCELLED = "cancelled", _("не состоится")


INTERNSHIP_LIFE = Workflow(
    states=InternshipState,
    start=InternshipState.REQUESTED,
    moves=(
        Move("agree", _("Согласовать"), frozenset({"requested"}), InternshipState.AGREED),
        Move("finish", _("Отметить прохождение"), frozenset({"agreed"}), InternshipState.DONE),
        Move("cancel", _("Отменить"), frozenset({"requested", "agreed"}), InternshipState.CANCELLED),
    ),
)
