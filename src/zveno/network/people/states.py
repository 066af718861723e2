"""The life of an enrolment in the words of schools and technikums."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zveno.base.core.workflow import Move, Workflow


class EnrolmentStatus(models.TextChoices):
    STUDIES = "studies", _("обучается")
    ON_LEAVE = "on_leave", _("академический отпуск")
    PROMOTED = "promoted", _("переведён на следующий год")
    MOVED = "moved", _("переведён в другой класс, группу")
    TRANSFERRED = "transferred", _("переведён в другую организацию")
    EXPELLED = "expelled", _("отчислен")
    GRADUATED = "graduated", _("выпущен")


# Whoever is on leave is still one of the organisation's.
OPEN = frozenset({EnrolmentStatus.STUDIES, EnrolmentStatus.ON_LEAVE})

ENROLMENT_LIFE = Workflow(
    states=EnrolmentStatus,
    start=EnrolmentStatus.STUDIES,
    moves=(
        Move("take_leave", _("Академический отпуск"), frozenset({"studies"}), EnrolmentStatus.ON_LEAVE),
        Move("come_back", _("Вернуть из отпуска"), frozenset({"on_leave"}), EnrolmentStatus.STUDIES),
        Move("promote", _("Перевести на следующий год"), OPEN, EnrolmentStatus.PROMOTED),
        Move("move", _("Перевести в другой класс, группу"), OPEN, EnrolmentStatus.MOVED),
        Move("transfer", _("Перевести в другую организацию"), OPEN, EnrolmentStatus.TRANSFERRED),
        Move("expel", _("Отчислить"), OPEN, EnrolmentStatus.EXPELLED),
        Move("graduate", _("Выпустить"), frozenset({"studies"}), EnrolmentStatus.GRADUATED),
    ),
)


class ConsentState(models.TextChoices):
    GIVEN = "given", _("дано")
    WITHDRAWN = "withdrawn", _("отозвано")
    REPLACED = "replaced", _("заменено новым")


CONSENT_LIFE = Workflow(
    states=ConsentState,
    start=ConsentState.GIVEN,
    moves=(
        Move("withdraw", _("Отозвать согласие"), frozenset({"given"}), ConsentState.WITHDRAWN),
        Move("replace", _("Подписать заново"), frozenset({"given"}), ConsentState.REPLACED),
    ),
)


class SubjectRequestState(models.TextChoices):
    REGISTERED = "registered", _("ждёт ответа")
    DONE = "done", _("исполнено")
    REFUSED = "refused", _("отказано")


SUBJECT_REQUEST_LIFE = Workflow(
    states=SubjectRequestState,
    start=SubjectRequestState.REGISTERED,
    moves=(
        Move("fulfil", _("Исполнить"), frozenset({"registered"}), SubjectRequestState.DONE),
        Move("refuse", _("Отказать"), frozenset({"registered"}), SubjectRequestState.REFUSED),
    ),
)
