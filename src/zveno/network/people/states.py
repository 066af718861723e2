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
