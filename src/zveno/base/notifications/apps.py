from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "zveno.base.notifications"
    label = "notifications"
    verbose_name = _("Уведомления и письма")

    def ready(self) -> None:
        from zveno.base.notifications import checks, receivers  # noqa: F401, PLC0415 -- registers them
