"""The three frames with example menus."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from zveno.base.ui.frames import Frame, MenuEntry, Person, Seat


def work_frame() -> Frame:
    here = reverse("ui:styleguide")
    return Frame(
        menu=(
            MenuEntry(_("Сегодня"), here, "sun", current=True, count=4),
            MenuEntry(_("Сеть"), here, "share-2"),
            MenuEntry(_("Профориентация"), here, "compass"),
            MenuEntry(_("Практика"), here, "briefcase"),
            MenuEntry(_("Дуальное обучение"), here, "repeat-2"),
            MenuEntry(_("Кадры"), here, "users"),
            MenuEntry(_("Управление"), here, "chart-column"),
        ),
        person=Person(
            "Петрова Анна Сергеевна",
            "petrova@example.ru",
            (MenuEntry(_("Настройки"), here, "settings"), MenuEntry(_("Безопасность"), here, "shield-check")),
        ),
        seats=(
            Seat("1", _("Верхнеозёрский индустриальный техникум"), _("заведующая практикой"), current=True),
            Seat("2", _("Ресурсный центр округа"), _("специалист")),
        ),
        home_url=here,
        search_url=here,
        seat_set_url=here,
        notifications_url=here,
        notifications=3,
        sign_out_url=here,
    )


def public_frame() -> Frame:
    here = reverse("ui:styleguide")
    titles = (
        _("Профессии района"),
        _("Где учиться"),
        _("Предприятия"),
        _("Календарь"),
        _("Итоги"),
        _("Спросить"),
    )
    return Frame(
        menu=tuple(MenuEntry(title, here, current=title == _("Календарь")) for title in titles),
        home_url=here,
        sign_in_url=here,
        foot=(MenuEntry(_("О портале"), here), MenuEntry(_("Персональные данные"), here)),
    )


FRAMES = {"work": work_frame, "public": public_frame, "link": Frame}
