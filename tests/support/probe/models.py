from django.db import models


class Effect(models.Model):
    """One row for each time that work took effect."""

    name = models.CharField(max_length=80)

    class Meta:
        app_label = "probe"
