"""The lives of an import and of a fault found in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zveno.base.core.workflow import Move, Workflow


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("файлы приняты")
    READ = "read", _("таблицы прочитаны")
    MAPPED = "mapped", _("столбцы указаны")
    CHECKED = "checked", _("проверено")
    APPLIED = "applied", _("загружено")
    UNDONE = "undone", _("отменено")
    FAILED = "failed", _("не прочитано")
    DROPPED = "dropped", _("не понадобилось")


BEFORE_WRITING = frozenset({"uploaded", "read", "mapped", "checked"})

IMPORT_LIFE = Workflow(
    states=ImportState,
    start=ImportState.UPLOADED,
    moves=(
        Move("read", _("Прочитать таблицы"), frozenset({"uploaded"}), ImportState.READ),
        Move("fail", _("Признать нечитаемым"), frozenset({"uploaded"}), ImportState.FAILED),
        Move("map", _("Указать столбцы"), frozenset({"read", "mapped", "checked"}), ImportState.MAPPED),
        Move("check", _("Проверить"), frozenset({"mapped", "checked"}), ImportState.CHECKED),
        Move("apply", _("Загрузить"), frozenset({"checked"}), ImportState.APPLIED),
        Move("undo", _("Отменить загрузку"), frozenset({"applied"}), ImportState.UNDONE),
        Move("drop", _("Не загружать"), BEFORE_WRITING, ImportState.DROPPED),
    ),
)


class ProblemState(models.TextChoices):
    OPEN = "open", _("не исправлено")
    REPAIRED = "repaired", _("исправлено")
    LEFT_OUT = "left_out", _("строка не загружается")


PROBLEM_LIFE = Workflow(
    states=ProblemState,
    start=ProblemState.OPEN,
    moves=(
        Move("repair", _("Исправить"), frozenset({"open", "repaired", "left_out"}), ProblemState.REPAIRED),
        Move("leave_out", _("Не загружать строку"), frozenset({"open", "repaired"}), ProblemState.LEFT_OUT),
        Move("reopen", _("Вернуть как было"), frozenset({"repaired", "left_out"}), ProblemState.OPEN),
    ),
)
