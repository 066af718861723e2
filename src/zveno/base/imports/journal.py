"""What taking lists out and bringing tables in is called in the journal."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say({"list.export": _("Список выгружен в файл")}, names={"list": _("список")})
say(
    {
        "import.apply": _("Данные загружены из таблиц"),
        "import.undo": _("Загрузка из таблиц отменена"),
        "import.drop": _("Загрузка из таблиц не понадобилась"),
        "import.problems": _("Скачан список ошибок загрузки"),
    },
    names={
        "target": _("для кого"),
        "new": _("новых"),
        "changed": _("изменённых"),
        "same": _("без изменений"),
        "wrong": _("с ошибками"),
        "left_out": _("пропущено"),
    },
)
