from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "zveno.base.files"
    label = "files"
    verbose_name = _("Файлы")

    def ready(self) -> None:
        from zveno.base.files import checks  # noqa: F401, PLC0415 -- registers them
