from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "zveno.processes.events"
    label = "events"
    verbose_name = _("Мероприятия")

    def ready(self) -> None:
        from zveno.processes.events import journal  # noqa: F401, PLC0415 -- says what its acts are called
