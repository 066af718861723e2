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
        "consent.give": _("Дано согласие"),
        "consent.refuse": _("Отказ дать согласие"),
        "consent.withdraw": _("Согласие отозвано"),
        "consent.ask": _("Запрошены согласия"),
        "consent.send": _("Отправлены ссылки для согласия"),
        "consent.close": _("Запрос согласий закрыт"),
        "consent.word": _("Новая редакция текста согласия"),
        "special.add": _("Внесены особые сведения"),
        "special.end": _("Особые сведения прекращены"),
        "special.look": _("Просмотр особых сведений"),
        "subject_request.register": _("Зарегистрировано обращение о данных"),
        "subject_request.export": _("Собрано всё, что хранится о человеке"),
        "subject_request.download": _("Выдана выгрузка о человеке"),
        "subject_request.fulfil": _("Обращение о данных исполнено"),
        "subject_request.refuse": _("В обращении о данных отказано"),
        "person.erase": _("Данные удалены по обращению"),
        "retention.change": _("Изменено правило хранения"),
        "retention.run": _("Удалено по правилу хранения"),
    },
    names={
        "signer": _("кто подписал"),
        "way": _("как"),
        "version": _("редакция"),
        "print": _("отпечаток"),
        "stopped": _("что прекращено"),
        "asked": _("запрошено у"),
        "letters": _("писем"),
        "without_address": _("без адреса"),
        "count": _("количество"),
        "erased": _("удалено"),
        "kept": _("оставлено"),
        "format": _("вид файла"),
        "days": _("дней"),
    },
    subjects={
        "people.consent": lambda consent: consent.person.user_id,
        "people.consentask": lambda ask: ask.person.user_id,
        "people.specialrecord": lambda special: special.person.user_id,
        "people.subjectrequest": lambda request: request.person.user_id,
    },
)
