from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "zveno.base.audit"
    label = "audit"
    verbose_name = _("Журнал действий")

    def ready(self) -> None:
        from zveno.base.audit import checks, journal  # noqa: F401, PLC0415 -- register themselves
