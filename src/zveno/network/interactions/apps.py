from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteractionsConfig(AppConfig):
    name = "zveno.network.interactions"
    label = "interactions"
    verbose_name = _("Взаимодействие")

    def ready(self) -> None:
        # They say their words at start.
        from zveno.network.interactions import journal, notices  # noqa: F401, PLC0415
        from zveno.network.interactions.queries import partners_section  # noqa: PLC0415
        from zveno.network.organisations.queries import add_section  # noqa: PLC0415

        add_section(partners_section)
