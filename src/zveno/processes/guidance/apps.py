from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    name = "zveno.processes.guidance"
    label = "guidance"
    verbose_name = _("Вопросы в ресурсный центр")

    def ready(self) -> None:
        from zveno.base.core import workdays  # noqa: PLC0415
        from zveno.processes.guidance.queries import work_calendar  # noqa: PLC0415

        workdays.provide(work_calendar)
        # They register themselves: words of the journal, kinds of notices, purposes of links, what is held.
        from zveno.processes.guidance import holding, journal, links, notices  # noqa: F401, PLC0415
