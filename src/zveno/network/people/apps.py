from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "zveno.network.people"
    label = "people"
    verbose_name = _("Люди")

    def ready(self) -> None:
        from zveno.base.core import text_index  # noqa: PLC0415
        from zveno.base.links import purposes  # noqa: PLC0415
        from zveno.network.people import checks, holders, notices  # noqa: F401, PLC0415 -- they register
        from zveno.network.people.links import PURPOSES  # noqa: PLC0415
        from zveno.network.people.models import Person  # noqa: PLC0415

        text_index.keep(Person, "search_key")
        for purpose in PURPOSES:
            purposes.register(purpose)
        holders.register_all()
