"""A question, what was said on it, where it was passed, and the consent it rests on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zveno.base.core.fields import SearchKeyField
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Scope
from zveno.processes.guidance.models.reference import ConsentText, Theme
from zveno.processes.guidance.staff import ANSWERERS, OVERSEERS
from zveno.processes.guidance.states import OPEN, QuestionState

if TYPE_CHECKING:
    from zveno.network.organisations.actors import Actor


class About(models.TextChoices):
    PUPIL = "pupil", _("ученика")
    STUDENT = "student", _("студента")
    PARENT = "parent", _("родителя")
    TEACHER = "teacher", _("педагога")
    EMPLOYER = "employer", _("работодателя")


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, actor: Actor) -> QuestionQuerySet:
        """Rows, not texts: for whoever answers them, and for whoever looks after the district."""
        queue = self.exclude(state=QuestionState.UNCONFIRMED)
        if actor.organisation is None:
            return self.none()
        if actor.role in ANSWERERS:
            return queue.filter(receiver=actor.organisation)
        if actor.role in OVERSEERS and actor.scope is Scope.TERRITORY:
            return queue.filter(receiver__territory__path__startswith=actor.territory_path)
        return self.none()

    def waiting(self) -> QuestionQuerySet:
        """Somebody waits for an answer."""
        return self.filter(state__in=OPEN)

    def overdue(self, on: date) -> QuestionQuerySet:
        return self.waiting().filter(due_on__lt=on)


class Question(models.Model):
    """Asked of a centre by a visitor (who left an address) or by somebody signed in."""

    receiver = models.ForeignKey(
        Organisation, models.PROTECT, related_name="questions", verbose_name=_("кто отвечает")
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="questions", verbose_name=_("тема"))
    about = models.CharField(_("кого касается"), max_length=20, choices=About)
    text = models.TextField(_("вопрос"))
    email = models.EmailField(_("электронная почта для ответа"), blank=True)
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("кто спросил"),
    )
    state = models.CharField(
        _("состояние"), max_length=20, choices=QuestionState, default=QuestionState.UNCONFIRMED
    )
    asked_at = models.DateTimeField(_("задан"))
    confirmed_at = models.DateTimeField(_("подтверждён"), null=True, blank=True)
    due_on = models.DateField(_("ответить до"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кто ведёт"),
    )
    answered_at = models.DateTimeField(_("отвечен"), null=True, blank=True)
    was_in_time = models.BooleanField(_("отвечен в срок"), null=True, blank=True)
    days_taken = models.PositiveSmallIntegerField(_("рабочих дней до ответа"), null=True, blank=True)
    helped = models.BooleanField(_("помогло"), null=True, blank=True)
    closed_at = models.DateTimeField(_("закрыт когда"), null=True, blank=True)
    close_reason = models.TextField(_("почему закрыт"), blank=True)
    erased_at = models.DateTimeField(_("стёрт"), null=True, blank=True)
    search_key = SearchKeyField("text")

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("вопрос")
        verbose_name_plural = _("вопросы")
        ordering = ("-asked_at", "-pk")
        indexes = (
            models.Index(fields=("receiver", "state", "due_on"), name="questions_in_queue"),
            models.Index(fields=("asked_at",), name="questions_by_time"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False, text="", email="")
                | (
                    Q(erased_at__isnull=True)
                    & (Q(asker__isnull=False, email="") | (Q(asker__isnull=True) & ~Q(email="")))
                ),
                name="question_has_an_asker_or_an_address",
            ),
            models.CheckConstraint(
                condition=Q(state=QuestionState.UNCONFIRMED, confirmed_at__isnull=True, due_on__isnull=True)
                | (~Q(state=QuestionState.UNCONFIRMED) & Q(confirmed_at__isnull=False, due_on__isnull=False))
                | Q(erased_at__isnull=False),
                name="confirmed_question_has_a_term",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[QuestionState.IN_WORK, QuestionState.ANSWERED])
                | Q(owner__isnull=False),
                name="question_in_work_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, was_in_time__isnull=True, days_taken__isnull=True)
                | Q(answered_at__isnull=False, was_in_time__isnull=False, days_taken__isnull=False),
                name="answer_has_its_measure",
            ),
            models.CheckConstraint(
                condition=(Q(state=QuestionState.CLOSED) & Q(closed_at__isnull=False))
                | (~Q(state=QuestionState.CLOSED) & Q(closed_at__isnull=True)),
                name="closed_question_has_a_time",
            ),
        )

    def __str__(self) -> str:
        """What it is about stands in no heading, letter or journal."""
        return _now("Вопрос № %(number)s") % {"number": self.pk}

    @property
    def is_closed(self) -> bool:
        return self.state == QuestionState.CLOSED

    def is_overdue(self, on: date) -> bool:
        return self.state in OPEN and self.due_on is not None and self.due_on < on


class Message(models.Model):
    """What was said on a question: by its asker or by the centre."""

    class Side(models.TextChoices):
        ASKER = "asker", _("спросивший")
        CENTRE = "centre", _("центр")

    question = models.ForeignKey(Question, models.CASCADE, related_name="messages")
    side = models.CharField(_("кто"), max_length=10, choices=Side)
    text = models.TextField(_("текст"))
    at = models.DateTimeField(_("когда"))
    by_name = models.CharField(_("имя"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("сообщение")
        verbose_name_plural = _("сообщения")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.question} {self.at:%d.%m.%Y %H:%M}"


class Passing(models.Model):
    """A question was passed on, because another centre or organisation knows better."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="passings")
    source = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("откуда"))
    target = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("куда"))
    why = models.TextField(_("почему"))
    at = models.DateTimeField(_("когда"))
    by_name = models.CharField(_("кто"), max_length=250)

    class Meta:
        verbose_name = _("передача вопроса")
        verbose_name_plural = _("передачи вопросов")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.question}: {self.source} → {self.target}"


class GivenAs(models.TextChoices):
    SELF = "self", _("за себя: мне есть 14 лет")
    REPRESENTATIVE = "representative", _("за себя и за ребёнка: я его родитель или законный представитель")


class Consent(models.Model):
    """What exactly the asker agreed to, and when. It stays when the question is erased: it is the proof."""

    question = models.OneToOneField(Question, models.CASCADE, related_name="consent")
    wording = models.ForeignKey(ConsentText, models.PROTECT, related_name="+", verbose_name=_("редакция"))
    text = models.TextField(_("показанный текст"))
    sha256 = models.CharField(_("отпечаток текста"), max_length=64)
    given_as = models.CharField(_("кто дал"), max_length=20, choices=GivenAs)
    given_at = models.DateTimeField(_("дано"))
    address = models.CharField(_("откуда"), max_length=45, blank=True)
    withdrawn_at = models.DateTimeField(_("отозвано"), null=True, blank=True)

    class Meta:
        verbose_name = _("согласие на обработку")
        verbose_name_plural = _("согласия на обработку")
        ordering = ("-given_at",)

    def __str__(self) -> str:
        return f"{self.question} {self.given_at:%d.%m.%Y}"
