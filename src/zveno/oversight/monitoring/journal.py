"""What the journal calls the acts of this package."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say({"threshold.set": _("Задан порог показателя")})
