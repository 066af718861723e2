from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "zveno.base.tasks"
    label = "tasks"
    verbose_name = _("Фоновые задания")

    def ready(self) -> None:
        from zveno.base.tasks import checks  # noqa: F401, PLC0415 -- registers them

        autodiscover_modules("jobs")
