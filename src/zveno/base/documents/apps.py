from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "zveno.base.documents"
    label = "documents"
    verbose_name = _("Документы")

    def ready(self) -> None:
        from zveno.base.documents import checks  # noqa: F401, PLC0415 -- registers them

        # Each package keeps its kinds in its own `documents`.
        autodiscover_modules("documents")
