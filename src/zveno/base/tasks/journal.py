"""What is done with background work, in words."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say(
    {
        "job.cancel": _("Фоновое задание остановлено"),
        "job.repeat": _("Фоновое задание запущено снова"),
    }
)
