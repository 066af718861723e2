"""What the journal calls the acts of this package."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say(
    {
        "programme.import_undo": _("Загрузка программы из таблицы отменена"),
        "programme.add": _("Программа внесена"),
        "programme.change": _("Сведения о программе изменены"),
        "programme.start": _("Программа утверждена"),
        "programme.close": _("Программа завершена"),
        "programme.drop": _("Проект программы удалён"),
        "programme.part": _("Структура программы изменена"),
        "programme.part_drop": _("Часть программы убрана"),
        "programme.competence": _("Компетенция программы изменена"),
        "programme.competence_drop": _("Компетенция программы убрана"),
        "programme.group": _("Группа закреплена за программой"),
        "programme.group_drop": _("Группа откреплена от программы"),
    },
    names={
        "like": _("по образцу"),
        "part": _("часть"),
        "competence": _("компетенция"),
        "group": _("группа"),
    },
)
say(
    {
        "needs.state": _("Предприятие назвало требования к выпускнику"),
        "needs.state_by_link": _("Требования к выпускнику названы по ссылке"),
        "needs.ask": _("Предприятию отправлена анкета «Каким нужен выпускник»"),
        "needs.judge": _("Требование предприятия сопоставлено с программой"),
    },
    names={
        "profession": _("профессия"),
        "requirements": _("требований"),
        "requirement": _("требование"),
        "given": _("чему учит программа"),
        "person": _("кто ответил"),
        "email": _("адрес ссылки"),
    },
)
say(
    {
        "programme_change.draft": _("Начат запрос на изменение программы"),
        "programme_change.edit": _("Запрос на изменение программы исправлен"),
        "programme_change.send": _("Запрос отправлен на экспертизу"),
        "programme_change.remark": _("Эксперт сделал замечание"),
        "programme_change.opinion": _("Эксперт высказал мнение"),
        "programme_change.opinion_by_link": _("Эксперт высказал мнение по ссылке"),
        "programme_change.answer": _("На замечание эксперта отвечено"),
        "programme_change.approve": _("Изменение программы утверждено"),
        "programme_change.reject": _("Изменение программы отклонено"),
        "programme_change.withdraw": _("Запрос на изменение программы отозван"),
    },
    names={
        "programme": _("программа"),
        "remark": _("замечание"),
        "answer": _("ответ"),
        "expert": _("эксперт"),
        "opinion": _("мнение"),
        "person": _("кто ответил"),
        "email": _("адрес ссылки"),
    },
)
say(
    {
        "internship.request": _("Запрошена стажировка преподавателя"),
        "internship.agree": _("Стажировка преподавателя согласована"),
        "internship.finish": _("Стажировка преподавателя пройдена"),
        "internship.cancel": _("Стажировка преподавателя отменена"),
        "commission.add": _("Внесена экзаменационная комиссия"),
        "commission.change": _("Сведения об экзаменационной комиссии изменены"),
        "commission.member": _("В комиссию включён человек"),
        "commission.member_drop": _("Человек выведен из комиссии"),
        "diploma_topic.put": _("Внесена тема диплома от предприятия"),
        "diploma_topic.drop": _("Тема диплома снята"),
        "contribution.put": _("Внесён вклад предприятия"),
        "contribution.drop": _("Запись о вкладе предприятия удалена"),
    },
    names={"member": _("кто")},
)
