"""The journal in the words of schools and technikums."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say(
    {
        "person.change": _("Исправлены данные человека"),
        "person.link_account": _("Карточка связана с учётной записью"),
        "person.unlink_account": _("Связь карточки с учётной записью снята"),
        "guardianship.add": _("Указан законный представитель"),
        "guardianship.end": _("Законное представительство окончено"),
        "enrolment.enrol": _("Зачислен"),
        "enrolment.enrol_many": _("Зачислены списком"),
        "enrolment.move": _("Переведён в другой класс, группу"),
        "enrolment.transfer": _("Переведён в другую организацию"),
        "enrolment.expel": _("Отчислен"),
        "enrolment.graduate": _("Выпущен"),
        "enrolment.take_leave": _("Ушёл в академический отпуск"),
        "enrolment.come_back": _("Вернулся из академического отпуска"),
        "group.add": _("Заведён класс, группа"),
        "group.change": _("Изменён класс, группа"),
        "group.remove": _("Удалён пустой класс, группа"),
        "promotion.make": _("Перевод на следующий год"),
        "promotion.undo": _("Перевод на следующий год отменён"),
    },
    names={
        "account": _("учётная запись"),
        "guardian": _("законный представитель"),
        "relation": _("кем приходится"),
        "basis": _("документ"),
        "group": _("класс, группа"),
        "organisation": _("организация"),
        "since": _("с"),
        "until": _("по"),
        "order": _("приказ"),
        "people": _("человек"),
        "parents": _("родителей"),
        "leaders": _("кто ведёт"),
        "promoted": _("переведено"),
        "graduated": _("выпущено"),
        "restored": _("возвращено"),
    },
    subjects={
        "people.person": lambda person: person.user_id,
        "people.guardianship": lambda guardianship: guardianship.child.user_id,
    },
)
say(
    {
        "consent.ask": _("Запрошено согласие"),
        "consent.send": _("Отправлены ссылки на согласие"),
        "consent.close": _("Сбор согласий окончен"),
        "consent.give": _("Дано согласие"),
        "consent.refuse": _("В согласии отказано"),
        "consent.withdraw": _("Согласие отозвано"),
        "consent.word": _("Добавлена редакция текста согласия"),
        "special.add": _("Внесены сведения особой категории"),
        "special.end": _("Сведения особой категории прекращены"),
    },
    names={
        "signer": _("кто подписал"),
        "way": _("способ"),
        "version": _("редакция"),
        "print": _("отпечаток текста"),
        "stopped": _("что прекращено"),
        "asked": _("запрошено"),
        "letters": _("писем"),
        "without_address": _("без адреса"),
    },
)
