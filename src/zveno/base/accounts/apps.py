from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "zveno.base.accounts"
    label = "accounts"
    verbose_name = _("Учётные записи")

    def ready(self) -> None:
        from zveno.base.accounts import receivers  # noqa: F401, PLC0415 -- connects them
        from zveno.base.accounts.saving import saved_filters  # noqa: PLC0415 -- needs models
        from zveno.base.ui.saved import provide  # noqa: PLC0415

        provide(saved_filters)
