"""What the journal's own actions are called."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say
from zveno.base.audit.services import LOOK, PURGE

say(
    {
        LOOK: _("Просмотрены сведения"),
        PURGE: _("Уничтожены записи журнала за истёкший срок хранения"),
        "system.backup": _("Сделана резервная копия"),
        "system.restore": _("Данные восстановлены из резервной копии"),
    },
    names={
        "first": _("с номера"),
        "last": _("по номер"),
        "digest": _("отпечаток"),
    },
)
