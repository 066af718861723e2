"""What is done with letters, in words."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say({"letter.resend": _("Письмо отправлено ещё раз")})
