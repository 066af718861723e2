"""What taking lists out is called in the journal."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say({"list.export": _("Список выгружен в файл")}, names={"list": _("список")})
