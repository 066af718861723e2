from __future__ import annotations

from typing import ClassVar

from django.db import models


class Effect(models.Model):
    """One row for each time that work took effect."""

    name = models.CharField(max_length=80)

    objects: ClassVar[models.Manager[Effect]] = models.Manager()

    class Meta:
        app_label = "probe"
