"""What acts on documents are called in the journal."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say(
    {
        "document.issue": _("Выпущен документ"),
        "document.download": _("Скачан документ"),
        "document.pattern": _("Изменён шаблон номеров"),
    },
    names={
        "version": _("редакция"),
        "content_hash": _("отпечаток содержания"),
        "format": _("вид файла"),
    },
)
