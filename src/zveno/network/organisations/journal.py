"""The journal in the words of roles and seats: what actions are called, and who may read them."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zveno.base.audit import access
from zveno.base.audit.actions import say
from zveno.base.audit.models import EntryQuerySet
from zveno.base.core.verdict import YES, Verdict, no
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Membership
from zveno.network.organisations.roles import Role, Scope

READERS = (Role.ADMINISTRATOR, Role.AUDITOR)


class JournalAccess:
    """Administrators read everything; an auditor, what people of his territory did or had done to them."""

    def can_read_journal(self, actor: Actor) -> Verdict:
        if actor.is_any(*READERS):
            return YES
        return no(
            gettext("Журнал действий читает ответственный за обработку персональных данных."),
            who_can=gettext("Каждый видит, кто смотрел и менял его собственные данные."),
        )

    def can_purge_journal(self, actor: Actor) -> Verdict:
        if actor.is_any(Role.ADMINISTRATOR):
            return YES
        return no(
            gettext("Записи журнала по истечении срока уничтожает администратор системы."),
            who_can=gettext("Администратор системы"),
        )

    def readable(self, entries: EntryQuerySet, actor: Actor) -> EntryQuerySet:
        if actor.scope is Scope.SYSTEM:
            return entries
        people = Membership.objects.filter(
            organisation__territory__path__startswith=actor.territory_path
        ).values("user")
        return entries.filter(Q(actor_id__in=people) | Q(subject_id__in=people))


access.provide(JournalAccess())
say(
    {
        "territory.add": _("Заведена территория"),
        "organisation.add": _("Организация принята в сеть"),
        "organisation.change": _("Изменены сведения"),
        "organisation.confirm": _("Сведения подтверждены"),
        "organisation.confirm_by_link": _("Сведения подтверждены по ссылке"),
        "organisation.import_undo": _("Загрузка организации из таблицы отменена"),
        "organisation.leave": _("Организация вышла из сети"),
        "organisation.come_back": _("Организация вернулась в сеть"),
        "organisation.detail_add": _("Дополнены сведения: площадка, контакт или право подписи"),
        "organisation.detail_change": _("Исправлены сведения: площадка, контакт или право подписи"),
        "organisation.detail_remove": _("Удалены сведения: площадка, контакт или право подписи"),
        "organisation.merge": _("Присоединена другая запись об организации"),
        "organisation.become_part": _("Запись объединена с другой"),
        "organisation.part": _("Записи разъединены"),
        "organisation.tell_apart": _("Записано, что организации разные"),
        "seat.invite": _("Отправлено приглашение"),
        "seat.invite_renew": _("Приглашение продлено"),
        "seat.invite_withdraw": _("Приглашение отозвано"),
        "seat.invite_accept": _("Приглашение принято"),
        "seat.give": _("Занято место в организации"),
        "seat.end": _("Место в организации освобождено"),
        "join_request.send": _("Подана заявка на вступление"),
        "join_request.accept": _("Заявка на вступление принята"),
        "join_request.refuse": _("В заявке на вступление отказано"),
    },
    names={
        "with": _("с какой"),
        "name": _("название"),
        "person": _("человек"),
        "post": _("должность"),
        "email": _("электронная почта"),
    },
    subjects={"organisations.membership": lambda seat: seat.user_id},
)
