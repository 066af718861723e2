"""What people ask about their own data, and how long data are kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.files.models import StoredFile
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role, Scope
from zveno.network.people.models.persons import Person
from zveno.network.people.reach import REQUEST_KEEPERS
from zveno.network.people.states import SubjectRequestState

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class RequestKind(models.TextChoices):
    EXPORT = "export", _("выдать всё, что хранится")
    CORRECTION = "correction", _("исправить неверное")
    ERASURE = "erasure", _("удалить")


class Identified(models.TextChoices):
    """How it is known that whoever asks may ask."""

    PASSPORT = "passport", _("предъявил(а) паспорт")
    SIGNED_IN = "signed_in", _("вошёл (вошла) в свой кабинет")
    LETTER = "letter", _("письменное заявление с подписью")
    PROXY = "proxy", _("доверенность")


class RequestTerm(models.Model):
    """How many days the law gives, from when on: data, because it changes."""

    kind = models.CharField(_("вид обращения"), max_length=20, choices=RequestKind)
    title = models.CharField(_("название"), max_length=120)
    days = models.PositiveSmallIntegerField(_("дней"))
    in_working_days = models.BooleanField(_("рабочих"), default=True)
    basis = models.CharField(_("основание"), max_length=200)
    valid_from = models.DateField(_("действует с"))
    valid_to = models.DateField(_("действует по"), null=True, blank=True)

    class Meta:
        verbose_name = _("срок ответа на обращение")
        verbose_name_plural = _("сроки ответа на обращения")
        ordering = ("kind", "-valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("kind",), condition=Q(valid_to__isnull=True), name="one_open_term_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="term_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.title


class SubjectRequestQuerySet(models.QuerySet["SubjectRequest"]):
    def visible_to(self, actor: Actor) -> SubjectRequestQuerySet:
        """Those who answer for the organisation's data; the auditor of its territory; whoever asked."""
        own = Q(applicant__user=actor.user)
        if actor.organisation is None:
            return self.filter(own)
        if actor.is_any(Role.AUDITOR) and actor.scope is Scope.TERRITORY:
            return self.filter(own | Q(operator__territory__path__startswith=actor.territory_path))
        if actor.role in REQUEST_KEEPERS:
            return self.filter(own | Q(operator=actor.organisation))
        return self.filter(own)

    def open(self) -> SubjectRequestQuerySet:
        return self.filter(state=SubjectRequestState.REGISTERED)

    def overdue(self, on: date) -> SubjectRequestQuerySet:
        return self.open().filter(due_on__lt=on)


class SubjectRequest(models.Model):
    """Somebody asks what is held about him (or his child), to correct or to delete it."""

    kind = models.CharField(_("о чём"), max_length=20, choices=RequestKind)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="subject_requests", verbose_name=_("чьи данные")
    )
    operator = models.ForeignKey(
        Organisation, models.PROTECT, related_name="subject_requests", verbose_name=_("оператор")
    )
    applicant = models.ForeignKey(
        Person, models.PROTECT, related_name="filed_requests", verbose_name=_("кто обратился")
    )
    identified = models.CharField(_("как установлена личность"), max_length=20, choices=Identified)
    text = models.TextField(_("что просит"), blank=True)
    registered_at = models.DateTimeField(_("зарегистрировано"))
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто зарегистрировал")
    )
    due_on = models.DateField(_("ответить до"))
    state = models.CharField(
        _("состояние"), max_length=12, choices=SubjectRequestState, default=SubjectRequestState.REGISTERED
    )
    answer = models.TextField(_("ответ"), blank=True)
    answered_at = models.DateTimeField(_("когда отвечено"), null=True, blank=True)
    answered_by = models.CharField(_("кто ответил"), max_length=250, blank=True)
    pdf = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    json = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    exported_at = models.DateTimeField(_("выгрузка собрана"), null=True, blank=True)
    outcome = models.JSONField(_("что сделано"), default=dict)

    objects: ClassVar[SubjectRequestQuerySet] = SubjectRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("обращение субъекта данных")
        verbose_name_plural = _("обращения субъектов данных")
        ordering = ("-registered_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "kind", "operator"),
                condition=Q(state="registered"),
                name="one_open_request_of_a_kind_about_a_person",
                violation_error_message=_("Такое обращение уже зарегистрировано и ждёт ответа."),
            ),
            models.CheckConstraint(
                condition=Q(state="registered", answered_at__isnull=True, answered_by="")
                | (~Q(state="registered") & Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="answered_request_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""), name="refused_request_says_why"
            ),
        )
        indexes = (models.Index(fields=("state", "due_on"), name="subject_requests_by_term"),)

    def __str__(self) -> str:
        """No name: the number stands in acts that outlive the name."""
        return _now("Обращение № %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("people:subject_request_show", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == SubjectRequestState.REGISTERED

    def is_overdue(self, on: date) -> bool:
        return self.is_open and self.due_on < on


class RetentionRule(models.Model):
    """How long one sort of data is kept; what it takes away is said by the package that keeps it."""

    LEAST, MOST = 1, 75 * 365

    code = models.SlugField(_("код"), max_length=40, unique=True)
    title = models.CharField(_("что"), max_length=200)
    counted_from = models.CharField(_("от чего считается"), max_length=200)
    days = models.PositiveIntegerField(_("хранить, дней"))
    basis = models.CharField(_("основание"), max_length=300)
    is_active = models.BooleanField(_("действует"), default=True)
    position = models.PositiveSmallIntegerField(_("порядок"), default=100)
    ran_at = models.DateTimeField(_("последний раз"), null=True, blank=True)
    last_count = models.PositiveIntegerField(_("удалено в последний раз"), default=0)

    class Meta:
        verbose_name = _("правило хранения")
        verbose_name_plural = _("правила хранения")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=75 * 365),
                name="data_are_kept_from_a_day_to_75_years",
                violation_error_message=_("Срок – от одного дня до 75 лет."),
            ),
        )

    def __str__(self) -> str:
        return self.title
