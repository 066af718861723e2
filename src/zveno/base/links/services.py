"""What can be done with links. GET does none of it: programs that check letters open every link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import models, transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.core.people import Acting, Person
from zveno.base.core.verdict import no, require
from zveno.base.links import letters, purposes, queries, seals
from zveno.base.links.models import Link, LinkSecret, OneTimeCode
from zveno.base.links.policies import can_manage
from zveno.base.links.purposes import LinkPurpose, named

CODE_LIFETIME = timedelta(minutes=10)
CODES_KEPT = timedelta(days=1)
LONGEST_IN_SECONDS = 90


class LinkError(Exception):
    """A sentence for whoever holds or sends the link."""


class TooSoon(LinkError):
    """Asked again before its time; says how long to wait."""

    def __init__(self, available_at: datetime, *, at: datetime) -> None:
        super().__init__(
            _("Письмо уже отправлено. Ещё одно можно запросить через %(wait)s.")
            % {"wait": _wait(available_at - at)}
        )
        self.available_at = available_at


def _wait(rest: timedelta) -> str:
    seconds = max(1, ceil(rest.total_seconds()))
    if seconds <= LONGEST_IN_SECONDS:
        return _("%(count)s с") % {"count": seconds}
    return _("%(count)s мин") % {"count": ceil(seconds / 60)}


class WrongCode(LinkError):
    """Not the code that is expected."""


@dataclass(frozen=True)
class IssuedLink:
    """The link and its address, which nobody can read again."""

    link: Link
    secret: str

    @property
    def address(self) -> str:
        return letters.address_of(self.secret)


@transaction.atomic
def issue_link(
    purpose: str,
    thing: models.Model,
    *,
    email: str,
    person_name: str,
    by: Person | None,
    at: datetime,
    version: str = "",
    key: str = "",
    contact: str = "",
    seat: str = "",
) -> IssuedLink:
    """Give somebody a link and send it; the same person and task get the same link, renewed.

    Without an address no letter goes: hand the returned address over by other means (paper, messenger).
    """
    kind = named(purpose)
    link, created = Link.objects.select_for_update().get_or_create(
        purpose=purpose,
        thing_type=thing._meta.label_lower,
        thing_id=str(thing.pk),
        email=email.strip().lower(),
        key=key,
        revoked_at=None,
        **({} if email else {"person_name": person_name}),
        defaults={
            "person_name": person_name,
            "thing_name": str(thing)[:300],
            "version": version,
            "needs_code": kind.needs_code and bool(email),
            "contact": contact,
            "issued_by": by.get_full_name() if by else "",
            "created_at": at,
            "expires_at": at + kind.lifetime,
        },
    )
    if not created:
        if link.version != version:
            _supersede(link, at)
        link.person_name, link.thing_name, link.version = person_name, str(thing)[:300], version
        link.contact = contact or link.contact
    secret = _new_address(link, kind, at)
    record("link.issue" if created else "link.renew", link, by=by, at=at, seat=seat, changes=_told(link))
    return IssuedLink(link, secret)


@transaction.atomic
def renew_link(link: Link, *, at: datetime) -> Link:
    """Its owner asks for a new one, which goes to the address on record; all older ones are superseded.

    It leads to the present version of the thing: what the old one led to is gone.
    """
    link = _locked(link)
    kind = _standing_purpose(link)
    version = kind.version_of(link.thing_id)
    if version is None or not link.email:
        raise LinkError(_("Новую ссылку может прислать тот, кто дал вам эту."))
    _wait_until(queries.next_renewal_at(link), at)
    _supersede(link, at)
    link.version = version
    _new_address(link, kind, at)
    record("link.renew", link, by=None, at=at, changes=_told(link))
    return link


@transaction.atomic
def remind_link(link: Link, *, by: Acting, at: datetime) -> Link:
    """Send it once more: the letters sent before keep opening it."""
    link = _locked(link)
    _require_manager(by, link)
    kind = _standing_purpose(link)
    version = kind.version_of(link.thing_id)
    if version is None or not link.email:
        raise LinkError(_("Напомнить нельзя: у ссылки нет адреса или её предмета больше нет."))
    _wait_until(queries.next_reminder_at(link), at)
    if version != link.version or link.expires_at <= at:
        _supersede(link, at)
        link.version = version
    _new_address(link, kind, at)
    record("link.remind", link, by=by.user, at=at, changes=_told(link))
    return link


@transaction.atomic
def revoke_link(link: Link, *, by: Acting, at: datetime, why: str = "") -> Link:
    """It opens nothing any more; whoever comes with it reads that, and whom to ask."""
    link = _locked(link)
    _require_manager(by, link)
    return _revoke(link, by=by.user, at=at, why=why)


@transaction.atomic
def revoke_links(
    thing: models.Model, *, by: Person, at: datetime, purpose: str | None = None, why: str = ""
) -> int:
    """All standing links to a thing, or those of one purpose; the thing's own service has asked the right."""
    links = Link.objects.of(thing).standing().order_by("pk")
    if purpose is not None:
        links = links.filter(purpose=purpose)
    return len([_revoke(_locked(link), by=by, at=at, why=why) for link in links])


@transaction.atomic
def forget_links(thing: models.Model, *, at: datetime) -> int:
    """The consent is withdrawn or over: addresses and names leave the links, and these open nothing any more.

    The rows stay until they are purged, so that whoever comes with an old letter reads what became of it.
    """
    links = list(Link.objects.of(thing).select_for_update(of=("self",)).order_by("pk"))
    for link in links:
        if link.revoked_at is None:
            link.revoked_at, link.revoked_by = at, _("вместе со сведениями")
        link.email = link.person_name = link.contact = ""
        link.needs_code = False
        link.save()
    if links:
        OneTimeCode.objects.filter(link__in=links).delete()
        record("link.forget", thing, by=None, at=at, changes={"count": len(links)})
    return len(links)


@transaction.atomic
def send_code(link: Link, *, at: datetime) -> None:
    """Six digits to the address of the link; the code sent before stops working."""
    link = _locked(link)
    kind = _standing_purpose(link)
    _wait_until(queries.next_code_at(link), at)
    code = seals.new_code()
    OneTimeCode.objects.create(
        link=link,
        digest=seals.digest_of_code(link.pk, code),
        sent_at=at,
        expires_at=at + CODE_LIFETIME,
    )
    letters.send_code(link, kind, code, at=at)


def confirm_code(link: Link, code: str, *, at: datetime) -> Link:
    """Accept the code that was sent last, once. A mistake is counted although it ends in an error."""
    refusal = _try_code(link, code, at=at)
    if refusal:
        raise WrongCode(refusal)
    return link


@transaction.atomic
def _try_code(link: Link, given: str, *, at: datetime) -> str:
    link = _locked(link)
    _standing_purpose(link)
    code = queries.latest_code(link)
    if code is None or queries.attempts_left(code, at=at) == 0:
        return _("Этот код больше не действует. Запросите новый.")
    if not seals.same(code.digest, seals.digest_of_code(link.pk, given)):
        code.mistakes += 1
        code.save(update_fields=["mistakes"])
        left = queries.attempts_left(code, at=at)
        if left == 0:
            record("link.code_fail", link, by=None, at=at)
            return _("Код неверный, попытки кончились. Запросите новый код.")
        return _("Код неверный. Осталось попыток: %(left)s.") % {"left": left}
    code.used_at = link.last_used_at = at
    code.save(update_fields=["used_at"])
    link.save(update_fields=["last_used_at"])
    record("link.confirm", link, by=None, at=at, changes=_told(link))
    return ""


def note_use(link: Link, *, at: datetime) -> None:
    """Somebody did something by it, not only looked."""
    Link.objects.filter(pk=link.pk).update(last_used_at=at)


@transaction.atomic
def purge(*, before: datetime, at: datetime) -> int:
    """Forget links that nobody will come back with, and codes of yesterday."""
    OneTimeCode.objects.filter(sent_at__lt=at - CODES_KEPT).delete()
    _rows, by_model = Link.objects.outlived(before).delete()
    count = by_model.get(Link._meta.label, 0)
    if count:
        record("link.purge", None, by=None, at=at, changes={"count": count, "before": before.isoformat()})
    return count


def _locked(link: Link) -> Link:
    return Link.objects.select_for_update(of=("self",)).get(pk=link.pk)


def _require_manager(actor: Acting, link: Link) -> None:
    """A stranger is stopped as a colleague is; views have told him before that there is no such link."""
    verdict = can_manage(actor, link)
    require(verdict if verdict is not None else no(_("Такой ссылки нет.")))


def _revoke(link: Link, *, by: Person, at: datetime, why: str) -> Link:
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = at, by.get_full_name()
        link.save(update_fields=["revoked_at", "revoked_by"])
        record("link.revoke", link, by=by, at=at, why=why)
    return link


def _standing_purpose(link: Link) -> LinkPurpose:
    kind = purposes.purpose_of(link)
    if kind is None or link.revoked_at is not None:
        raise LinkError(_("Эта ссылка отозвана."))
    return kind


def _wait_until(moment: datetime | None, at: datetime) -> None:
    if moment is not None and at < moment:
        raise TooSoon(moment, at=at)


def _supersede(link: Link, at: datetime) -> None:
    LinkSecret.objects.filter(link=link, superseded_at=None).update(superseded_at=at)


def _new_address(link: Link, kind: LinkPurpose, at: datetime) -> str:
    """Extend the link and send a new secret of it."""
    secret = seals.new_secret()
    LinkSecret.objects.create(link=link, digest=seals.digest_of_secret(secret), made_at=at)
    link.expires_at = at + kind.lifetime
    if link.email:
        link.sent_at = at
        letters.send_link(link, kind, secret, at=at)
    link.save()
    return secret


def _told(link: Link) -> dict[str, str]:
    """The journal outlives a withdrawn consent: it keeps of an address what its owner recognises."""
    email = seals.masked(link.email) if link.email else ""
    return {"purpose": link.purpose, "email": email, "version": link.version}
