"""«Карточка участника сети»: who the organisation is and who answers for what, on one sheet to sign."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zveno.base.core.verdict import Verdict
from zveno.base.documents.content import (
    Column,
    Content,
    Facts,
    Heading,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Text,
)
from zveno.base.documents.kinds import DocumentKind, Draft, register
from zveno.base.documents.wording import WORDS
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Membership, Organisation
from zveno.network.organisations.policies import can_change, can_view
from zveno.network.organisations.roles import LEARNERS, Role


def may_read(actor: Actor, organisation: Organisation) -> Verdict | None:
    """Who may see the organisation; to others it does not exist."""
    return can_view(actor, organisation) or None


def may_make(actor: Actor, organisation: Organisation) -> Verdict | None:
    """Who answers for its details."""
    return can_change(actor, organisation) if can_view(actor, organisation) else None


def build(organisation: Organisation, draft: Draft) -> Content:
    day = WORDS["ru"].date(timezone.localdate(draft.at))
    blocks = (
        Heading(_("Сведения об организации")),
        Facts(_written(_details(organisation))),
        Heading(_("Связь")),
        Facts(_written(_contacts(organisation))),
        Heading(_("Кто за что отвечает")),
        _people(organisation, draft),
        # A signature never stands alone on its page.
        Paragraph(_confirmation(organisation), keep_with_next=True),
        Signatures((Signature(_("Руководитель организации"), with_seal=True),)),
    )
    paper = draft.paper(
        _("Карточка участника сети"),
        subtitle=_("«Школа – Техникум – Предприятие», по состоянию на %(day)s") % {"day": day},
        issuer=(organisation.full_name,),
        place=organisation.territory.name,
    )
    return Content(paper, blocks)


def _written(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, Text], ...]:
    """What is not known is said, not left out: the paper is there to be checked."""
    return tuple((label, value or _("не указано")) for label, value in rows)


def _details(organisation: Organisation) -> tuple[tuple[str, str], ...]:
    return (
        (_("Полное наименование"), organisation.full_name),
        (_("Краткое наименование"), organisation.short_name),
        (_("Вид организации"), organisation.kind.name),
        (
            _("Учредитель, головная организация"),
            organisation.parent.full_name if organisation.parent else _("нет"),
        ),
        (_("Территория"), organisation.territory.name),
        (_("ИНН"), organisation.inn),
        (_("КПП"), organisation.kpp),
        (_("ОГРН"), organisation.ogrn),
        (_("Чем занимается"), organisation.about),
    )


def _contacts(organisation: Organisation) -> tuple[tuple[str, str], ...]:
    person = ", ".join(part for part in (organisation.contact_name, organisation.contact_post) if part)
    return (
        (_("Адрес"), organisation.address),
        (_("Телефон"), organisation.phone),
        (_("Электронная почта"), organisation.email),
        (_("Сайт"), organisation.website),
        (_("Контактное лицо"), person),
    )


def _people(organisation: Organisation, draft: Draft) -> Table | Paragraph:
    """Staff only: pupils, students and their parents are nobody's business on this paper."""
    seats = (
        Membership.objects.filter(organisation=organisation)
        .in_force(timezone.localdate(draft.at))
        .exclude(role__in=LEARNERS)
        .select_related("user")
    )
    order = list(Role)
    people = sorted(
        seats, key=lambda seat: (order.index(Role(seat.role)), seat.user.get_full_name(), seat.pk)
    )
    if not people:
        return Paragraph(_("В «Звене» от этой организации пока никто не работает."))
    return Table(
        columns=(Column(1, "center"), Column(6), Column(6), Column(6)),
        header=((_("№"), _("Роль в сети"), _("Фамилия, имя, отчество"), _("Должность")),),
        rows=tuple(
            (str(number), seat.get_role_display(), seat.user.get_full_name(), seat.post or "—")
            for number, seat in enumerate(people, start=1)
        ),
    )


def _confirmation(organisation: Organisation) -> str:
    if organisation.confirmed_at is None:
        return _("Сведения организацией ещё не подтверждены.")
    return _("Сведения подтверждены %(day)s: %(person)s.") % {
        "day": WORDS["ru"].date(timezone.localdate(organisation.confirmed_at)),
        "person": organisation.confirmed_by,
    }


NETWORK_CARD = register(
    DocumentKind(
        code="network-card",
        title=gettext_lazy("Карточка участника сети"),
        subject="organisations.organisation",
        numbering="КУ-{year}-{n:04}",
        build=build,
        may_read=may_read,
        may_make=may_make,
    )
)
