"""What the journal calls the acts of this package."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say(
    {"classifier.take_in": _("Справочник обновлён")},
    names={
        "classifier": _("справочник"),
        "added": _("добавлено строк"),
        "changed": _("исправлено строк"),
        "source": _("источник"),
    },
)
