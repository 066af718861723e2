"""What is done with personal links, in words."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say
from zveno.base.links.purposes import named

say(
    {
        "link.issue": _("Выдана личная ссылка"),
        "link.renew": _("Прислана новая личная ссылка"),
        "link.remind": _("Личная ссылка напомнена письмом"),
        "link.revoke": _("Личная ссылка отозвана"),
        "link.forget": _("Удалены адреса и имена из личных ссылок"),
        "link.code_fail": _("Исчерпаны попытки ввести код по личной ссылке"),
        "link.confirm": _("Код из письма подтверждён по личной ссылке"),
        "link.purge": _("Убраны отжившие личные ссылки"),
    },
    names={"count": _("Количество"), "before": _("Старше")},
    values={"purpose": lambda code: named(code).title},
)
