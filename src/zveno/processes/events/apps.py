from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "zveno.processes.events"
    label = "events"
    verbose_name = _("Мероприятия")

    def ready(self) -> None:
        # They say their words at start.
        from zveno.processes.events import facts, journal, notices  # noqa: F401, PLC0415
