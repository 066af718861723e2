"""Consents: purposes and their wordings, requests to give one, and what was given and withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.files.models import StoredFile
from zveno.network.organisations.models import Organisation
from zveno.network.people.models.enrolments import Enrolment
from zveno.network.people.models.groups import StudyGroup
from zveno.network.people.models.persons import Person
from zveno.network.people.states import ConsentState

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class SignedAs(models.TextChoices):
    SELF = "self", _("за себя")
    GUARDIAN = "guardian", _("законный представитель")


class Way(models.TextChoices):
    PAPER = "paper", _("на бумаге")
    CODE = "code", _("по ссылке с кодом из письма")
    CABINET = "cabinet", _("в личном кабинете")


class ConsentPurpose(models.Model):
    """One purpose, one consent: what it covers, who receives the data, what its withdrawal stops."""

    code = models.SlugField(_("код"), max_length=40, unique=True)
    title = models.CharField(_("цель"), max_length=200)
    covers = models.TextField(_("какие данные и зачем"))
    recipients = models.TextField(_("кому передаются"))
    retention = models.TextField(_("срок"))
    stops = models.TextField(_("что прекращается после отзыва"))
    is_special = models.BooleanField(_("специальная категория данных"), default=False)
    self_from = models.PositiveSmallIntegerField(
        _("свою подпись ставит с"), default=14, help_text=_("возраст, лет")
    )
    guardian_until = models.PositiveSmallIntegerField(
        _("подпись законного представителя нужна до"), default=18, help_text=_("возраст, лет")
    )
    lasts_months = models.PositiveSmallIntegerField(
        _("действует, месяцев"), null=True, blank=True, help_text=_("пусто – пока не отозвано")
    )
    position = models.PositiveSmallIntegerField(_("порядок"), default=100)
    is_used = models.BooleanField(_("собирается"), default=True)

    class Meta:
        verbose_name = _("цель согласия")
        verbose_name_plural = _("цели согласий")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(self_from__lte=F("guardian_until")), name="no_age_is_left_without_a_signature"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def signatures_at(self, age: int | None) -> frozenset[SignedAs]:
        """Whose signatures make it at that age; without a date of birth the representative's is asked."""
        if age is None:
            return frozenset({SignedAs.GUARDIAN})
        needed = set()
        if age >= self.self_from:
            needed.add(SignedAs.SELF)
        if age < self.guardian_until:
            needed.add(SignedAs.GUARDIAN)
        return frozenset(needed)


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    def in_force(self, on: date) -> ConsentTextQuerySet:
        """The wordings that are signed on that day, one for a purpose."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


class ConsentText(models.Model):
    """A wording; written once. A correction is a new version."""

    purpose = models.ForeignKey(ConsentPurpose, models.PROTECT, related_name="texts", verbose_name=_("цель"))
    version = models.CharField(_("редакция"), max_length=20)
    text = models.TextField(_("текст"))
    sha256 = models.CharField(_("отпечаток"), max_length=64, editable=False)
    valid_from = models.DateField(_("действует с"))
    valid_to = models.DateField(_("действует по"), null=True, blank=True)

    objects: ClassVar[ConsentTextQuerySet] = ConsentTextQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("текст согласия")
        verbose_name_plural = _("тексты согласий")
        ordering = ("purpose", "-valid_from", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("purpose", "version"),
                name="one_wording_of_a_version",
                violation_error_message=_("Редакция с таким обозначением уже есть."),
            ),
            models.UniqueConstraint(
                fields=("purpose",),
                condition=Q(valid_to__isnull=True),
                name="one_open_wording_of_a_purpose",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="wording_ends_after_it_begins",
                violation_error_message=_("Новая редакция начинается раньше прежней."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose}, {self.version}"

    def filled(self, particulars: Mapping[str, str]) -> str:
        """What the person reads and signs: the same particulars give the same text for ever."""
        text = self.text
        for name, value in particulars.items():
            text = text.replace(f"{{{name}}}", value)
        return text


def print_of(text: str) -> str:
    """The fingerprint of a text."""
    return sha256(text.encode()).hexdigest()


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self, on: date) -> ConsentQuerySet:
        """Signatures that held on that day: given, not yet ended, not outlived."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            Q(ended_on__isnull=True) | Q(ended_on__gt=on),
            given_on__lte=on,
        )

    def standing(self) -> ConsentQuerySet:
        """Neither withdrawn nor replaced."""
        return self.filter(state=ConsentState.GIVEN)

    def visible_to(self, actor: Actor) -> ConsentQuerySet:
        """Of persons the actor sees; a parent sees what he has signed himself even afterwards."""
        return self.filter(
            Q(person__in=Person.objects.visible_to(actor).values("pk")) | Q(signer__user=actor.user)
        )


class Consent(models.Model):
    """One signature under one consent: this person's data, this purpose, exactly this text.

    Where both the learner and his representative must sign, there are two rows.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", verbose_name=_("чьи данные"))
    purpose = models.ForeignKey(
        ConsentPurpose, models.PROTECT, related_name="consents", verbose_name=_("цель")
    )
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents", verbose_name=_("редакция"))
    operator = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("оператор"))
    particulars = models.JSONField(_("чем заполнен текст"), default=dict)
    sha256 = models.CharField(_("отпечаток подписанного текста"), max_length=64)
    signer = models.ForeignKey(
        Person, models.PROTECT, related_name="signed_consents", verbose_name=_("кто подписал")
    )
    signed_as = models.CharField(_("в качестве кого"), max_length=10, choices=SignedAs)
    authority = models.CharField(_("документ представителя"), max_length=300, blank=True)
    way = models.CharField(_("как дано"), max_length=10, choices=Way)
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("скан")
    )
    evidence = models.JSONField(_("чем подтверждено"), default=dict)
    given_on = models.DateField(_("дано"))
    given_at = models.DateTimeField(_("записано"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кто принял"),
    )
    valid_until = models.DateField(_("действует по"), null=True, blank=True)
    state = models.CharField(_("состояние"), max_length=10, choices=ConsentState, default=ConsentState.GIVEN)
    ended_at = models.DateTimeField(_("прекращено"), null=True, blank=True)
    ended_on = models.DateField(_("день прекращения"), null=True, blank=True)
    ended_by = models.CharField(_("кем прекращено"), max_length=250, blank=True)
    end_reason = models.CharField(_("причина"), max_length=500, blank=True)
    stopped = models.JSONField(_("что прекращено"), default=list)

    objects: ClassVar[ConsentQuerySet] = ConsentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("согласие")
        verbose_name_plural = _("согласия")
        ordering = ("-given_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "purpose", "operator", "signer"),
                condition=Q(state="given"),
                name="one_standing_consent_of_a_signer",
            ),
            models.CheckConstraint(
                condition=(Q(way="paper") & Q(scan__isnull=False, taken_by__isnull=False))
                | (~Q(way="paper") & Q(scan__isnull=True)),
                name="paper_consent_has_a_scan_and_who_took_it",
            ),
            models.CheckConstraint(
                condition=Q(signed_as="self", signer=F("person"))
                | (Q(signed_as="guardian") & ~Q(signer=F("person"))),
                name="everybody_signs_in_his_own_capacity",
            ),
            models.CheckConstraint(
                condition=(Q(state="given", ended_at__isnull=True, ended_on__isnull=True, ended_by=""))
                | (~Q(state="given") & Q(ended_at__isnull=False, ended_on__isnull=False) & ~Q(ended_by="")),
                name="ended_consent_has_a_time_and_a_person",
            ),
        )
        indexes = (models.Index(fields=("purpose", "person"), name="consents_by_purpose"),)

    def __str__(self) -> str:
        return _now("Согласие № %(number)s: %(purpose)s") % {"number": self.pk, "purpose": self.purpose}

    def get_absolute_url(self) -> str:
        return reverse("people:consent_show", args=[self.pk])

    @property
    def signed_text(self) -> str:
        return self.text.filled(self.particulars)

    @property
    def is_whole(self) -> bool:
        """Is the text still the one that was signed?"""
        return print_of(self.signed_text) == self.sha256


class ConsentRequestQuerySet(models.QuerySet["ConsentRequest"]):
    def visible_to(self, actor: Actor) -> ConsentRequestQuerySet:
        """Where the actor sees at least one of those who were asked about; or he asked himself."""
        seen = ConsentAsk.objects.filter(
            request=OuterRef("pk"), person__in=Enrolment.objects.at_work_of(actor).values("person")
        )
        return self.filter(Exists(seen))


class ConsentRequest(models.Model):
    """Everybody of a class is asked for one consent, until a day."""

    purpose = models.ForeignKey(
        ConsentPurpose, models.PROTECT, related_name="requests", verbose_name=_("цель")
    )
    operator = models.ForeignKey(
        Organisation, models.PROTECT, related_name="consent_requests", verbose_name=_("оператор")
    )
    group = models.ForeignKey(
        StudyGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consent_requests",
        verbose_name=_("класс, группа"),
    )
    due_on = models.DateField(_("ответить до"))
    asked_at = models.DateTimeField(_("когда запрошено"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто запросил")
    )
    sent_at = models.DateTimeField(_("ссылки отправлены"), null=True, blank=True)
    closed_at = models.DateTimeField(_("закрыт"), null=True, blank=True)
    closed_by = models.CharField(_("кем закрыт"), max_length=250, blank=True)

    objects: ClassVar[ConsentRequestQuerySet] = ConsentRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("запрос согласий")
        verbose_name_plural = _("запросы согласий")
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("purpose", "group"),
                condition=Q(closed_at__isnull=True, group__isnull=False),
                name="one_open_request_of_a_group_for_a_purpose",
                violation_error_message=_("Эти согласия у этого класса или группы уже запрошены."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by="")
                | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
                name="closed_request_has_a_time_and_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} – {self.group}" if self.group else str(self.purpose)

    def get_absolute_url(self) -> str:
        return reverse("people:consent_request_show", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class ConsentAskQuerySet(models.QuerySet["ConsentAsk"]):
    def visible_to(self, actor: Actor) -> ConsentAskQuerySet:
        return self.filter(person__in=Enrolment.objects.at_work_of(actor).values("person"))


class ConsentAsk(models.Model):
    """One person within a request; whether he has consented is asked of his consents."""

    request = models.ForeignKey(ConsentRequest, models.CASCADE, related_name="asks", verbose_name=_("запрос"))
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="consent_asks", verbose_name=_("чьи данные")
    )
    refused_at = models.DateTimeField(_("отказ"), null=True, blank=True)
    refused_by = models.CharField(_("кто отказал"), max_length=250, blank=True)

    objects: ClassVar[ConsentAskQuerySet] = ConsentAskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("запрос согласия")
        verbose_name_plural = _("запросы согласия")
        ordering = ("person__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(fields=("request", "person"), name="a_person_is_asked_once_in_a_request"),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True, refused_by="")
                | (Q(refused_at__isnull=False) & ~Q(refused_by="")),
                name="refusal_to_consent_has_a_time_and_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.request.purpose}"

    def get_absolute_url(self) -> str:
        return reverse("people:consent_request_show", args=[self.request_id])
