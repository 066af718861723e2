from functools import partial

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "zveno.base.imports"
    label = "imports"
    verbose_name = _("Обмен таблицами")

    def ready(self) -> None:
        from zveno.base.imports.exports import FORMATS, export_response  # noqa: PLC0415 -- needs models
        from zveno.base.ui.lists import register_exporter  # noqa: PLC0415

        for form in FORMATS:
            register_exporter(form, partial(export_response, form=form))
        # Each package keeps its importers in its own `importers`.
        autodiscover_modules("importers")
