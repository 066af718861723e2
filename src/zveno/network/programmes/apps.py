from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "zveno.network.programmes"
    label = "programmes"
    verbose_name = _("Программы")

    def ready(self) -> None:
        from zveno.base.links import purposes  # noqa: PLC0415
        from zveno.network.programmes import facts, notices  # noqa: F401, PLC0415
        from zveno.network.programmes.links import PURPOSES  # noqa: PLC0415

        for purpose in PURPOSES:
            purposes.register(purpose)
