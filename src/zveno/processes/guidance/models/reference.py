"""What is set up once and changes by data: themes, days off, consent texts, who receives questions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zveno.network.organisations.models import Organisation, Territory


class Theme(models.Model):
    """What a question is about."""

    code = models.SlugField(_("код"), max_length=40, unique=True)
    name = models.CharField(_("название"), max_length=120)
    position = models.PositiveSmallIntegerField(_("порядок"), default=100)

    class Meta:
        verbose_name = _("тема вопроса")
        verbose_name_plural = _("темы вопросов")
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name


class DayOff(models.Model):
    """A day that differs from its weekday: a holiday, or a Saturday that is worked."""

    day = models.DateField(_("день"), unique=True)
    is_worked = models.BooleanField(_("рабочий"), default=False)
    name = models.CharField(_("что за день"), max_length=120)
    source = models.CharField(_("основание"), max_length=200)

    class Meta:
        verbose_name = _("день производственного календаря")
        verbose_name_plural = _("дни производственного календаря")
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.name}"


class ConsentText(models.Model):
    """A wording of the consent to processing; a new one is a new row, old ones are kept."""

    version = models.CharField(_("редакция"), max_length=20, unique=True)
    text = models.TextField(_("текст"), help_text=_("{centre} и {address} заменит название и адрес центра."))
    in_force_from = models.DateField(_("действует с"))

    class Meta:
        verbose_name = _("текст согласия")
        verbose_name_plural = _("тексты согласия")
        ordering = ("-in_force_from", "-pk")

    def __str__(self) -> str:
        return self.version

    def for_centre(self, centre: Organisation) -> str:
        """What the person reads and agrees to."""
        return self.text.replace("{centre}", centre.full_name).replace("{address}", centre.address or "—")


class Centre(models.Model):
    """The organisation that receives the questions of a district."""

    territory = models.OneToOneField(
        Territory, models.PROTECT, related_name="guidance_centre", verbose_name=_("район")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("ресурсный центр")
    )
    days_to_answer = models.PositiveSmallIntegerField(_("рабочих дней на ответ"), default=5)

    class Meta:
        verbose_name = _("ресурсный центр района")
        verbose_name_plural = _("ресурсные центры районов")
        ordering = ("territory__sort_key",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(days_to_answer__gte=1, days_to_answer__lte=30),
                name="centre_answers_within_a_month",
            ),
        )

    def __str__(self) -> str:
        return f"{self.territory}: {self.organisation}"
