"""Employers say whom they need; technikums say what their programmes give for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zveno.base.audit.services import record
from zveno.base.classifiers.kinds import Classifier
from zveno.base.classifiers.models import Entry
from zveno.base.core.verdict import no, require
from zveno.base.links.models import Link
from zveno.base.links.services import LinkError, issue_link
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.programmes import notices, policies
from zveno.network.programmes.models import (
    Competence,
    Coverage,
    Given,
    Importance,
    Level,
    Part,
    Profile,
    Programme,
    Requirement,
)
from zveno.network.programmes.services.errors import ProgrammeError
from zveno.network.programmes.services.programmes import locked
from zveno.network.programmes.staff import is_employer

NEEDS_LINK = "programmes.needs"
MOST_REQUIREMENTS = 60


@dataclass(frozen=True)
class Need:
    """One line of the form."""

    text: str
    level: int
    importance: int = Importance.IMPORTANT


def state_needs(
    profession: Entry, needs: Sequence[Need], *, post: str, note: str, by: Actor, at: datetime
) -> Profile:
    """The enterprise of the actor says, on one page, what its graduate must be able to do."""
    require(policies.can_state(by))
    organisation = by.organisation
    if organisation is None:
        raise ProgrammeError(_("Требования называют от имени предприятия."))
    with transaction.atomic():
        profile = _profile(organisation, profession)
        require(policies.can_change_profile(by, profile))
        _put(profile, needs, post=post, note=note, who=by.user.get_full_name(), at=at)
        record("needs.state", profile, by=by.user, at=at, changes=_said(profile, needs))
        notices.tell_stated(profile, at=at)
    return profile


@transaction.atomic
def state_by_link(
    profile: Profile, needs: Sequence[Need], *, post: str, note: str, evidence: dict[str, Any], at: datetime
) -> Profile:
    """The same without an account: the link is the right to do so."""
    profile = _locked(profile)
    if not profile.enterprise.is_active:
        raise ProgrammeError(_("Предприятие вышло из сети, его требования больше не собирают."))
    _put(profile, needs, post=post, note=note, who=str(evidence["person"])[:250], at=at)
    record(
        "needs.state_by_link",
        profile,
        by=None,
        at=at,
        changes={**_said(profile, needs), "person": evidence["person"], "email": evidence["email"]},
        address=evidence["address"],
    )
    notices.tell_stated(profile, at=at)
    return profile


@transaction.atomic
def ask_for_needs(
    enterprise: Organisation, profession: Entry, *, by: Actor, at: datetime
) -> tuple[Profile, Link]:
    """Send the contact person of an enterprise the form by a link: two minutes, no account."""
    require(policies.can_ask(by))
    if not is_employer(enterprise) or not by.reaches(enterprise) or not enterprise.is_active:
        require(no(_("Спрашивают предприятия своего района, которые состоят в сети.")))
    if not enterprise.email:
        raise ProgrammeError(
            by_field={
                "enterprise": [_("У предприятия не указана электронная почта: письмо отправить некуда.")]
            }
        )
    profile = _profile(enterprise, profession)
    profile.asked_by, profile.asked_at = by.organisation, at
    profile.save()
    try:
        issued = issue_link(
            NEEDS_LINK,
            profile,
            email=enterprise.email,
            person_name=enterprise.contact_name or enterprise.short_name,
            by=by.user,
            at=at,
            contact=f"{by.user.get_full_name()}, {by.user.email}",
            seat=str(by.membership or ""),
        )
    except LinkError as error:
        raise ProgrammeError(str(error)) from error
    record("needs.ask", profile, by=by.user, at=at)
    return profile, issued.link


@transaction.atomic
def judge(
    requirement: Requirement,
    programme: Programme,
    *,
    given: int,
    competences: Iterable[Competence],
    parts: Iterable[Part],
    note: str,
    by: Actor,
    at: datetime,
) -> Coverage:
    """What the programme gives for the requirement, and by what."""
    programme = locked(programme)
    require(policies.can_judge(by, programme))
    if requirement.profile.profession.code != programme.profession.code:
        raise ProgrammeError(_("Это требование к другой профессии."))
    chosen, taught = list(competences), list(parts)
    if {*(row.programme_id for row in chosen), *(part.programme_id for part in taught)} - {programme.pk}:
        raise ProgrammeError(_("Выберите компетенции и части этой же программы."))
    if given != Given.NOTHING and not chosen and not taught:
        raise ProgrammeError(
            by_field={"competences": [_("Отметьте, какой компетенцией или в каком модуле этому учат.")]}
        )
    if given == Given.NOTHING:
        taught = []
    coverage, _made = Coverage.objects.update_or_create(
        requirement=requirement,
        programme=programme,
        defaults={"given": given, "note": note.strip(), "judged_at": at, "judged_by": by.user},
    )
    coverage.competences.set(chosen)
    coverage.parts.set(taught)
    record(
        "needs.judge",
        programme,
        by=by.user,
        at=at,
        changes={"requirement": requirement.text, "given": str(Given(given).label)},
    )
    return coverage


def _profile(enterprise: Organisation, profession: Entry) -> Profile:
    """The same code under an older name is the same profession."""
    if profession.classifier != Classifier.SPO:
        raise ProgrammeError(by_field={"profession": [_("Выберите профессию или специальность СПО.")]})
    # Two who state at once wait for each other at their enterprise.
    enterprise = (
        Organisation.objects.select_for_update(of=("self",))
        .select_related("kind", "territory")
        .get(pk=enterprise.pk)
    )
    found = Profile.objects.filter(enterprise=enterprise, profession__code=profession.code).first()
    return found or Profile.objects.create(enterprise=enterprise, profession=profession)


def _locked(profile: Profile) -> Profile:
    found: Profile = (
        Profile.objects.select_for_update(of=("self",))
        .select_related("enterprise__kind", "enterprise__territory", "profession", "asked_by")
        .get(pk=profile.pk)
    )
    return found


def _put(profile: Profile, needs: Sequence[Need], *, post: str, note: str, who: str, at: datetime) -> None:
    """What is left out is not needed any more; what stays keeps what technikums said of it."""
    wanted = {" ".join(need.text.split())[:500]: need for need in needs if need.text.strip()}
    if not wanted:
        raise ProgrammeError(_("Отметьте хотя бы одно умение или напишите своё."))
    if len(wanted) > MOST_REQUIREMENTS:
        raise ProgrammeError(
            _("Больше %(most)d требований никто не прочтёт: оставьте главные.") % {"most": MOST_REQUIREMENTS}
        )
    if any(need.level not in Level.values or need.importance not in Importance.values for need in needs):
        raise ProgrammeError(_("Выберите уровень из списка."))
    profile.post, profile.note = post.strip(), note.strip()
    profile.stated_at, profile.stated_by = at, who
    profile.save()
    kept = {row.text: row for row in profile.requirements.all()}
    for text, row in kept.items():
        if text not in wanted:
            row.delete()
    for position, (text, need) in enumerate(wanted.items(), start=1):
        row = kept.get(text) or Requirement(profile=profile, text=text)
        row.level, row.importance, row.position = need.level, need.importance, position
        row.save()


def _said(profile: Profile, needs: Sequence[Need]) -> dict[str, Any]:
    return {"profession": str(profile.profession), "requirements": len(needs)}
