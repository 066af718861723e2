from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "zveno.base.audit"
    label = "audit"
    verbose_name = _("Журнал действий")

    def ready(self) -> None:
        from zveno.base.audit import checks  # noqa: F401, PLC0415 -- registers them

        # Every package names its actions in its own `journal.py`.
        autodiscover_modules("journal")
