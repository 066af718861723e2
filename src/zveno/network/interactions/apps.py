from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteractionsConfig(AppConfig):
    name = "zveno.network.interactions"
    label = "interactions"
    verbose_name = _("Взаимодействие")

    def ready(self) -> None:
        # Both say their words at start.
        from zveno.network.interactions import journal, notices  # noqa: F401, PLC0415
