"""What the journal calls the acts of this package."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say(
    {
        "event.draft": _("Мероприятие внесено в календарь черновиком"),
        "event.change": _("Сведения о мероприятии изменены"),
        "event.publish": _("Мероприятие опубликовано"),
        "event.cancel": _("Мероприятие отменено"),
        "event.hold": _("Отмечено, что мероприятие состоялось"),
        "event.recount": _("Исправлено, сколько пришло на мероприятие"),
        "event.partners": _("Названы партнёры мероприятия"),
        "event.drop": _("Черновик мероприятия удалён"),
        "calendar.subscribe": _("Выдан личный адрес календаря"),
        "calendar.unsubscribe": _("Личный адрес календаря отозван"),
    },
    names={"partners": _("партнёры")},
)
