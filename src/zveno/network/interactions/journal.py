"""What the journal calls the acts of this package."""

from django.utils.translation import gettext_lazy as _

from zveno.base.audit.actions import say

say(
    {
        "interaction.enter": _("Внесён факт взаимодействия"),
        "interaction.change": _("Исправлен факт взаимодействия"),
        "interaction.withdraw": _("Отозван факт взаимодействия"),
        "interaction.confirm": _("Факт взаимодействия подтверждён другой стороной"),
        "interaction.dispute": _("Другая сторона возражает против факта"),
        "interaction.rebuild": _("Реестр взаимодействия сверен с источниками"),
        "interaction.remind": _("Молчащему партнёру отправлено письмо"),
    },
    names={
        "sides": _("с кем"),
        "source": _("источник"),
        "missing": _("добавлено"),
        "changed": _("исправлено"),
        "superfluous": _("снято"),
        "silent_since": _("молчит с"),
    },
)
