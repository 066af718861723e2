"""What this package holds about people, what of it may be erased, and what has outlived its term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.audit.models import Entry
from zveno.base.audit.queries import line_of
from zveno.base.files.models import StoredFile
from zveno.base.links.services import forget_links
from zveno.base.ui.numbers import written_date
from zveno.network.people.models import (
    Consent,
    ConsentAsk,
    Enrolment,
    Guardianship,
    Person,
    SpecialRecord,
    SubjectRequest,
)
from zveno.network.people.queries import held, retention
from zveno.network.people.queries.held import Erased, Holder, Section
from zveno.network.people.queries.retention import Keeping
from zveno.network.people.states import ConsentState

MOST_LINES = 1000


def _day(value: date | datetime | None) -> str:
    return written_date(value) if value else ""


def card(person: Person) -> Iterator[Section]:
    yield Section(
        _("Карточка"),
        [
            {
                _("Фамилия, имя, отчество"): person.full_name,
                _("Дата рождения"): _day(person.birth_date),
                _("Пол"): str(person.get_sex_display()) if person.sex else "",
                _("СНИЛС"): person.written_snils,
                _("Телефон"): person.phone,
                _("Электронная почта"): person.email,
                _("Учётная запись"): person.user.email if person.user else "",
            }
        ],
    )


def is_needed(person: Person) -> str:
    """Why the law or somebody's rights still need his name; empty when nothing does."""
    if Enrolment.objects.open().filter(person=person).exists():
        return _("Учится: сведения ведутся по закону об образовании (273-ФЗ, ст. 98), а не по согласию.")
    wards = Guardianship.objects.open().filter(guardian=person)
    if Enrolment.objects.open().filter(person__in=wards.values("child")).exists():
        return _("Законный представитель того, кто учится: сведения ведутся по закону об образовании.")
    return ""


def erase_card(person: Person, at: datetime) -> Erased:
    """The name goes, the row stays for the count; whoever learns here stays as he is."""
    why = is_needed(person)
    if why:
        return Erased(kept=1, why_kept=why)
    # No name here either: it stands only on the paper of the act, in somebody's hand.
    person.family_name, person.given_name, person.patronymic = _("Обезличено"), f"№ {person.pk}", ""
    person.birth_date, person.sex, person.snils = None, "", ""
    person.phone = person.email = ""
    person.user = None
    person.save()
    return Erased(gone=1)


def enrolments(person: Person) -> Iterator[Section]:
    rows = person.enrolments.select_related("organisation", "group").order_by("since", "pk")
    yield Section(
        _("Где учится и учился"),
        [
            {
                _("Организация"): enrolment.organisation.full_name,
                _("Класс, группа"): str(enrolment.group or ""),
                _("Кто"): str(enrolment.get_kind_display()),
                _("С"): _day(enrolment.since),
                _("По"): _day(enrolment.until),
                _("Состояние"): str(enrolment.get_status_display()),
                _("Приказ"): enrolment.order,
            }
            for enrolment in rows
        ],
        received_by=_("Сама организация; управление образования – только числа, без имён"),
    )


def family(person: Person) -> Iterator[Section]:
    links = Guardianship.objects.filter(Q(child=person) | Q(guardian=person)).select_related(
        "guardian", "child"
    )
    yield Section(
        _("Законные представители и дети"),
        [
            {
                _("Законный представитель"): link.guardian.full_name,
                _("Ребёнок"): link.child.full_name,
                _("Кем приходится"): str(link.get_relation_display()),
                _("Документ"): link.basis,
                _("С"): _day(link.since),
                _("По"): _day(link.until),
            }
            for link in links.order_by("pk")
        ],
    )


def erase_family(person: Person, at: datetime) -> Erased:
    links = Guardianship.objects.filter(Q(child=person) | Q(guardian=person))
    why = is_needed(person)
    if why:
        return Erased(kept=links.count(), why_kept=why)
    gone, _by_model = links.delete()
    return Erased(gone=gone)


def consents(person: Person) -> Iterator[Section]:
    rows = Consent.objects.filter(Q(person=person) | Q(signer=person)).select_related(
        "person", "signer", "purpose", "operator", "text"
    )
    yield Section(
        _("Согласия"),
        [
            {
                _("На что"): consent.purpose.title,
                _("Чьи данные"): consent.person.full_name,
                _("Кому"): consent.operator.full_name,
                _("Кто подписал"): consent.signer.full_name,
                _("Как дано"): str(consent.get_way_display()),
                _("Дано"): _day(consent.given_on),
                _("Состояние"): str(consent.get_state_display()),
                _("Прекращено"): _day(consent.ended_on),
                _("Кто получает данные"): consent.purpose.recipients,
                _("Отпечаток текста"): consent.sha256,
            }
            for consent in rows.order_by("given_at", "pk")
        ],
        received_by=_("Сказано в каждом согласии"),
    )


def special(person: Person) -> Iterator[Section]:
    rows = person.special_records.select_related("word", "operator").order_by("entered_at", "pk")
    yield Section(
        _("Особые сведения"),
        [
            {
                _("Вид"): str(record.word.get_kind_display()),
                _("Что"): record.word.title,
                _("Что учесть"): record.note,
                _("Основание"): record.basis,
                _("Организация"): record.operator.full_name,
                _("Действует по"): _day(record.valid_to),
                _("Прекращено"): _day(record.ended_at),
            }
            for record in rows
        ],
        received_by=_("Никто, кроме тех, кто назван в разделе «Кто смотрел»"),
    )


def erase_special(person: Person, at: datetime) -> Erased:
    """Rows and scans: nothing of a special category outlives the wish to have it erased."""
    rows = list(person.special_records.all())
    destroy_special(rows)
    return Erased(gone=len(rows))


def destroy_special(rows: Sequence[SpecialRecord]) -> None:
    scans = [row.scan_id for row in rows if row.scan_id]
    SpecialRecord.objects.filter(pk__in=[row.pk for row in rows]).delete()
    StoredFile.objects.filter(pk__in=scans).delete()


def letters(person: Person) -> Iterator[Section]:
    rows = ConsentAsk.objects.filter(person=person).select_related("request__purpose", "request__operator")
    yield Section(
        _("Запросы согласий"),
        [
            {
                _("На что"): ask.request.purpose.title,
                _("Кто запросил"): ask.request.operator.full_name,
                _("Когда"): _day(ask.request.asked_at),
                _("Отказ"): _day(ask.refused_at),
            }
            for ask in rows.order_by("request__asked_at", "pk")
        ],
    )


def erase_letters(person: Person, at: datetime) -> Erased:
    """Addresses leave the links; the asks themselves go with the name."""
    asks = list(ConsentAsk.objects.filter(person=person))
    for ask in asks:
        forget_links(ask, at=at)
    return Erased(gone=len(asks))


def requests(person: Person) -> Iterator[Section]:
    rows = SubjectRequest.objects.filter(Q(person=person) | Q(applicant=person)).select_related("operator")
    yield Section(
        _("Обращения о данных"),
        [
            {
                _("Обращение"): str(request),
                _("О чём"): str(request.get_kind_display()),
                _("Кому"): request.operator.full_name,
                _("Когда"): _day(request.registered_at),
                _("Состояние"): str(request.get_state_display()),
                _("Ответ"): request.answer,
            }
            for request in rows.order_by("registered_at", "pk")
        ],
    )


def journal(person: Person) -> Iterator[Section]:
    """Who looked and who changed: of the card, and of everything the journal knows to concern his account."""
    about = Q(thing_type=Person._meta.label_lower, thing_id=str(person.pk))
    if person.user_id:
        about |= Q(subject_id=person.user_id)
    found = [line_of(entry) for entry in Entry.objects.filter(about).order_by("-at", "-pk")[:MOST_LINES]]
    for title, is_look in ((_("Кто смотрел"), True), (_("Кто и что делал с данными"), False)):
        yield Section(
            title,
            [
                {
                    _("Когда"): f"{timezone.localtime(line.at):%d.%m.%Y %H:%M}",
                    _("Кто"): line.who,
                    _("От чьего имени"): line.seat,
                    _("Что"): line.what,
                    _("Зачем"): line.why,
                }
                for line in found
                if line.is_look is is_look
            ],
        )


HOLDERS = (
    Holder("people.special", gettext_lazy("Особые сведения"), special, erase=erase_special, position=10),
    Holder("people.letters", gettext_lazy("Запросы согласий"), letters, erase=erase_letters, position=20),
    Holder("people.family", gettext_lazy("Законные представители"), family, erase=erase_family, position=80),
    Holder(
        "people.enrolments",
        gettext_lazy("Зачисления"),
        enrolments,
        kept_because=gettext_lazy(
            "Приказы о зачислении и отчислении хранятся по закону об архивном деле; имя из них уходит "
            "вместе с карточкой."
        ),
        position=85,
    ),
    Holder(
        "people.consents",
        gettext_lazy("Согласия"),
        consents,
        kept_because=gettext_lazy(
            "Доказательство того, что согласие было: 152-ФЗ, ст. 9, ч. 3. Удалится по правилу хранения."
        ),
        position=86,
    ),
    Holder(
        "people.requests",
        gettext_lazy("Обращения о данных"),
        requests,
        kept_because=gettext_lazy("Доказательство ответа в срок; имя из них уходит вместе с карточкой."),
        position=87,
    ),
    Holder(
        "people.journal",
        gettext_lazy("Журнал"),
        journal,
        kept_because=gettext_lazy("Журнал доступа ведётся по 152-ФЗ, ст. 19, и хранится не меньше года."),
        position=88,
    ),
    Holder("people.card", gettext_lazy("Карточка"), card, erase=erase_card, position=100),
)


def _outlived_special(on: date) -> QuerySet[Any]:
    """Ended by hand, or whose paper has run out."""
    rows = SpecialRecord.objects.filter(Q(ended_at__isnull=False) | Q(valid_to__lt=on))
    return rows.annotate(counted_on=Coalesce(TruncDate("ended_at"), F("valid_to")))


def _outlived_consents(on: date) -> QuerySet[Any]:
    rows = Consent.objects.filter(~Q(state=ConsentState.GIVEN) | Q(valid_until__lt=on))
    return rows.annotate(counted_on=Coalesce(F("ended_on"), F("valid_until"))).select_related("purpose")


def _destroy_consents(rows: Sequence[Consent]) -> None:
    scans = [row.scan_id for row in rows if row.scan_id]
    Consent.objects.filter(pk__in=[row.pk for row in rows]).delete()
    StoredFile.objects.filter(pk__in=scans).delete()


def _given_out(on: date) -> QuerySet[Any]:
    rows = SubjectRequest.objects.filter(answered_at__isnull=False, exported_at__isnull=False)
    return rows.filter(Q(pdf__isnull=False) | Q(json__isnull=False)).annotate(
        counted_on=TruncDate("answered_at")
    )


def _destroy_exports(rows: Sequence[SubjectRequest]) -> None:
    files = [number for row in rows for number in (row.pdf_id, row.json_id) if number]
    SubjectRequest.objects.filter(pk__in=[row.pk for row in rows]).update(pdf=None, json=None)
    StoredFile.objects.filter(pk__in=files).delete()


KEEPINGS = (
    Keeping("special_records", _outlived_special, destroy_special, str),
    Keeping("consents", _outlived_consents, _destroy_consents, str),
    Keeping("request_files", _given_out, _destroy_exports, str),
)


def register_all() -> None:
    for holder in HOLDERS:
        held.register(holder)
    for keeping in KEEPINGS:
        retention.register(keeping)
