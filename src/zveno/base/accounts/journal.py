"""What the journal calls the actions of accounts."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say(
    {
        "account.open": _("Заведена учётная запись"),
        "account.rename": _("Изменено имя"),
        "account.close": _("Закрыта учётная запись"),
        "account.reopen": _("Открыта снова учётная запись"),
        "account.make_administrator": _("Назначен администратор системы"),
        "account.sign_in": _("Вход"),
        "account.sign_in_fail": _("Неудачная попытка входа"),
        "account.sign_out": _("Выход"),
        "account.session_end": _("Завершён сеанс"),
        "account.sessions_end": _("Завершены все сеансы"),
        "account.password_send": _("Отправлено письмо для нового пароля"),
        "account.password_change": _("Изменён пароль"),
        "account.password_reset": _("Задан новый пароль по письму"),
        "account.email_change": _("Изменена электронная почта для входа"),
        "account.factor_add": _("Добавлен второй фактор входа"),
        "account.factor_remove": _("Удалён второй фактор входа"),
        "account.factor_renew": _("Заменены запасные коды входа"),
        "account.factor_reset": _("Администратор снял второй фактор входа"),
        "account.factor_fail": _("Неверный код второго фактора"),
        "account.provider_connect": _("Подключён вход через организацию"),
        "account.provider_disconnect": _("Отключён вход через организацию"),
        "token.issue": _("Выдан ключ API"),
        "token.revoke": _("Отозван ключ API"),
        "filter.save": _("Сохранён отбор списка"),
        "filter.drop": _("Удалён сохранённый отбор"),
    },
    names={
        "name": _("имя"),
        "email": _("электронная почта"),
        "browser": _("устройство"),
        "sessions": _("сеансов"),
        "factor": _("второй фактор"),
        "provider": _("поставщик входа"),
        "seat": _("от чьего имени"),
        "until": _("действует до"),
    },
    routine=("account.sign_in", "account.sign_out"),
    subjects={
        "accounts.apitoken": lambda token: token.owner_id,
        "accounts.savedfilter": lambda saved: saved.owner_id,
    },
)
