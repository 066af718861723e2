"""What the journal calls the acts of this package."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say
from zveno.processes.guidance.models import GivenAs

say(
    {
        "question.ask": _("Задан вопрос"),
        "question.confirm": _("Вопрос подтверждён по ссылке из письма"),
        "question.take": _("Вопрос взят в работу"),
        "question.answer": _("Дан ответ"),
        "question.follow_up": _("Задан уточняющий вопрос"),
        "question.rate": _("Ответ оценён"),
        "question.pass": _("Вопрос передан"),
        "question.close": _("Вопрос закрыт"),
        "question.erase": _("Согласие отозвано, вопрос стёрт"),
        "question.expire": _("Текст вопроса стёрт: срок хранения истёк"),
        "question.forget": _("Удалены неподтверждённые вопросы"),
        "public_answer.publish": _("Ответ опубликован для всех"),
        "public_answer.withdraw": _("Ответ снят с публикации"),
        "ready_answer.keep": _("Сохранён готовый ответ"),
        "ready_answer.drop": _("Удалён готовый ответ"),
        "centre.appoint": _("Назначено, кто принимает вопросы района"),
    },
    names={
        "helped": _("помогло"),
        "to": _("кому передано"),
        "given_as": _("согласие дал"),
        "count": _("количество"),
    },
    values={"given_as": lambda code: GivenAs(code).label},
    subjects={"guidance.question": lambda question: question.asker_id},
)
