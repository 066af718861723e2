from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "zveno.oversight.monitoring"
    label = "monitoring"
    verbose_name = _("Показатели сети")

    def ready(self) -> None:
        from zveno.oversight.monitoring import journal  # noqa: F401, PLC0415 -- says what its acts are called
