"""Who may do what with programmes, needs, changes, and what enterprises do for training."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.verdict import YES, Verdict, all_of, no
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import LEARNERS, Family, Scope
from zveno.network.programmes.models import (
    ChangeRequest,
    Commission,
    Contribution,
    DiplomaTopic,
    Expertise,
    Internship,
    Profile,
    Programme,
    Remark,
)
from zveno.network.programmes.staff import (
    KEEPERS,
    READERS_OF_PROGRAMMES,
    SPEAKERS,
    TEACHERS,
    decides,
    is_employer,
    is_trainer,
    keeps,
    looks_after,
    speaks,
    works_in,
)
from zveno.network.programmes.states import (
    CHANGE_LIFE,
    INTERNSHIP_LIFE,
    PROGRAMME_LIFE,
    REMARK_LIFE,
    ChangeState,
    ProgrammeState,
)

# Programmes


def can_view(actor: Actor, programme: Programme) -> Verdict:
    """Agrees with `Programme.objects.visible_to(actor)`."""
    if actor.scope is Scope.SYSTEM:
        return YES
    own = actor.belongs_to(programme.college)
    if programme.state == ProgrammeState.DRAFT:
        if own and actor.role not in LEARNERS:
            return YES
        return no(_("Проект программы видят сотрудники её техникума."))
    if own or (actor.organisation is not None and actor.reaches(programme.college)):
        return YES
    return no(_("Это программа техникума из другого района."))


def can_add(actor: Actor) -> Verdict:
    if actor.is_any(*KEEPERS) and is_trainer(actor.organisation):
        return YES
    return _keepers_only()


def can_change(actor: Actor, programme: Programme) -> Verdict:
    """Its description, structure, competences, groups. One that has ended stays as it was."""
    if not keeps(actor, programme.college):
        return _keepers_only()
    if programme.state == ProgrammeState.CLOSED:
        return no(_("Программа завершена: она остаётся такой, какой была."))
    return YES


def can_start(actor: Actor, programme: Programme) -> Verdict:
    return all_of(_decides(actor, programme.college), PROGRAMME_LIFE.can(programme.state, "start"))


def can_close(actor: Actor, programme: Programme) -> Verdict:
    return all_of(_decides(actor, programme.college), PROGRAMME_LIFE.can(programme.state, "close"))


def can_drop(actor: Actor, programme: Programme) -> Verdict:
    if not keeps(actor, programme.college):
        return _keepers_only()
    if programme.state != ProgrammeState.DRAFT:
        return no(_("Удалить можно только проект. Программу, по которой учат, завершают."))
    return YES


def can_see_gap(actor: Actor, programme: Programme) -> Verdict:
    """Employers see their own lines of it; the technikum and authorities all."""
    if actor.role in LEARNERS:
        return no(_("Требования работодателей видят техникум, предприятия и управление."))
    if works_in(actor, programme.college) or looks_after(actor, programme.college):
        return YES
    if is_employer(actor.organisation):
        return YES
    return no(
        _("Разрыв между программой и требованиями видят техникум, предприятия и управление."),
        who_can=_("Сотрудники техникума, предприятия, координатор района"),
    )


# Needs


def can_view_profile(actor: Actor, profile: Profile) -> Verdict:
    """Agrees with `Profile.objects.visible_to(actor)`."""
    if actor.scope is Scope.SYSTEM or works_in(actor, profile.enterprise):
        return YES
    hears = actor.scope is Scope.TERRITORY or (
        actor.organisation is not None and actor.organisation.family is Family.COLLEGE
    )
    if hears and actor.role not in LEARNERS and actor.reaches(profile.enterprise):
        return YES
    return no(_("Требования предприятия видят оно само, техникумы и управление его района."))


def can_see_needs(actor: Actor) -> Verdict:
    """The list of them."""
    if actor.organisation is None or actor.role in LEARNERS:
        return no(_("Требования предприятий видят техникумы, предприятия и управление."))
    if is_employer(actor.organisation) or is_trainer(actor.organisation):
        return YES
    if actor.scope in {Scope.TERRITORY, Scope.SYSTEM}:
        return YES
    return no(_("Требования предприятий видят техникумы, предприятия и управление."))


def can_state(actor: Actor) -> Verdict:
    """Say whom one's own enterprise needs."""
    if actor.is_any(*SPEAKERS) and is_employer(actor.organisation):
        return YES
    return _speakers_only()


def can_change_profile(actor: Actor, profile: Profile) -> Verdict:
    return YES if speaks(actor, profile.enterprise) else _speakers_only()


def can_ask(actor: Actor) -> Verdict:
    """Send an enterprise the form by a link."""
    if actor.is_any(*KEEPERS) and is_trainer(actor.organisation):
        return YES
    return _keepers_only()


def can_ask_again(actor: Actor, profile: Profile) -> Verdict:
    """Remind and revoke the links to it."""
    if profile.asked_by is not None and keeps(actor, profile.asked_by):
        return YES
    return _keepers_only()


def can_judge(actor: Actor, programme: Programme) -> Verdict:
    """Say what the programme gives for a requirement."""
    return can_change(actor, programme)


# Changes


def can_view_change(actor: Actor, change: ChangeRequest) -> Verdict:
    """Agrees with `ChangeRequest.objects.visible_to(actor)`."""
    college = change.programme.college
    if actor.scope is Scope.SYSTEM or works_in(actor, college):
        return YES
    if change.sent_at is not None and actor.organisation is not None and actor.role not in LEARNERS:
        asked = {expertise.organisation_id for expertise in change.expertises.all()}
        if actor.organisation.pk in asked or looks_after(actor, college):
            return YES
    return no(_("Запрос видят техникум и те, кого он попросил об экспертизе."))


def can_draft_change(actor: Actor, programme: Programme) -> Verdict:
    if not keeps(actor, programme.college):
        return _keepers_only()
    if programme.state != ProgrammeState.RUNNING:
        return no(_("Запрос на изменение начинают по программе, которая реализуется."))
    return YES


def can_edit_change(actor: Actor, change: ChangeRequest) -> Verdict:
    if not keeps(actor, change.programme.college):
        return _keepers_only()
    if change.state != ChangeState.DRAFT:
        return no(_("Запрос уже отправлен: изменить его нельзя, можно отозвать и начать новый."))
    return YES


def can_send(actor: Actor, change: ChangeRequest) -> Verdict:
    return all_of(_keeps(actor, change.programme.college), CHANGE_LIFE.can(change.state, "send"))


def can_withdraw(actor: Actor, change: ChangeRequest) -> Verdict:
    return all_of(_keeps(actor, change.programme.college), CHANGE_LIFE.can(change.state, "withdraw"))


def can_approve(actor: Actor, change: ChangeRequest) -> Verdict:
    return all_of(_decides(actor, change.programme.college), CHANGE_LIFE.can(change.state, "approve"))


def can_reject(actor: Actor, change: ChangeRequest) -> Verdict:
    return all_of(_decides(actor, change.programme.college), CHANGE_LIFE.can(change.state, "reject"))


def can_remark(actor: Actor, expertise: Expertise) -> Verdict:
    """Write a remark on behalf of the organisation that was asked."""
    if not (actor.is_any(*READERS_OF_PROGRAMMES) and actor.belongs_to(expertise.organisation)):
        return no(
            _("Замечания пишет организация, которую попросили об экспертизе."),
            who_can=_("Её руководитель, кадровая служба, наставники"),
        )
    return _is_under_expertise(expertise)


def can_give_opinion(actor: Actor, expertise: Expertise) -> Verdict:
    if not (actor.is_any(*SPEAKERS) and actor.belongs_to(expertise.organisation)):
        return no(
            _("Мнение высказывает организация, которую попросили об экспертизе."),
            who_can=_("Её руководитель или кадровая служба"),
        )
    return _is_under_expertise(expertise)


def can_answer(actor: Actor, remark: Remark) -> Verdict:
    """«Учтено» or «отклонено»."""
    college = remark.expertise.change.programme.college
    return all_of(
        _keeps(actor, college),
        _is_under_expertise(remark.expertise),
        REMARK_LIFE.can(remark.state, "accept"),
    )


def can_manage_expertise(actor: Actor, expertise: Expertise) -> Verdict:
    """Remind and revoke the link of an expert."""
    return _keeps(actor, expertise.change.programme.college)


def _is_under_expertise(expertise: Expertise) -> Verdict:
    if expertise.change.is_under_expertise:
        return YES
    return no(_("Экспертиза не идёт: запрос «%(state)s».") % {"state": expertise.change.get_state_display()})


# What enterprises do for training


def can_see_partnership(actor: Actor) -> Verdict:
    """The lists of internships, commissions, topics, contributions."""
    return can_see_needs(actor)


def can_view_internship(actor: Actor, internship: Internship) -> Verdict:
    """Agrees with `Internship.objects.visible_to(actor)`."""
    return _sees_sides(actor, internship.college, internship.enterprise)


def can_request_internship(actor: Actor) -> Verdict:
    """A keeper for anybody of his technikum, a master for himself."""
    if actor.is_any(*KEEPERS, *TEACHERS) and is_trainer(actor.organisation):
        return YES
    return no(
        _("Стажировку запрашивает техникум."),
        who_can=_("Мастер для себя, заместитель директора и заведующий практикой для всех"),
    )


def can_request_for_others(actor: Actor) -> Verdict:
    return can_add(actor)


def can_agree_internship(actor: Actor, internship: Internship) -> Verdict:
    """The enterprise, or the technikum that has its letter."""
    moved = INTERNSHIP_LIFE.can(internship.state, "agree")
    if speaks(actor, internship.enterprise) or keeps(actor, internship.college):
        return moved
    return no(
        _("Стажировку согласует предприятие."),
        who_can=_("Кадровая служба предприятия; техникум, если есть письмо"),
    )


def can_finish_internship(actor: Actor, internship: Internship) -> Verdict:
    return all_of(_keeps(actor, internship.college), INTERNSHIP_LIFE.can(internship.state, "finish"))


def can_cancel_internship(actor: Actor, internship: Internship) -> Verdict:
    moved = INTERNSHIP_LIFE.can(internship.state, "cancel")
    if speaks(actor, internship.enterprise) or keeps(actor, internship.college):
        return moved
    return no(_("Стажировку отменяют техникум или предприятие."))


def can_view_commission(actor: Actor, commission: Commission) -> Verdict:
    """Agrees with `Commission.objects.visible_to(actor)`."""
    if actor.scope is Scope.SYSTEM or works_in(actor, commission.college):
        return YES
    if actor.organisation is not None and actor.role not in LEARNERS:
        sitting = {member.organisation_id for member in commission.members.all()}
        if actor.organisation.pk in sitting or looks_after(actor, commission.college):
            return YES
    return no(_("Комиссию видят техникум и организации, чьи люди в ней."))


def can_change_commission(actor: Actor, commission: Commission) -> Verdict:
    return _keeps(actor, commission.college)


def can_change_topic(actor: Actor, topic: DiplomaTopic) -> Verdict:
    return _keeps(actor, topic.college)


def can_view_contribution(actor: Actor, contribution: Contribution) -> Verdict:
    """Agrees with `Contribution.objects.visible_to(actor)`."""
    return _sees_sides(actor, contribution.college, contribution.enterprise)


def can_change_contribution(actor: Actor, contribution: Contribution) -> Verdict:
    return _keeps(actor, contribution.college)


def _sees_sides(actor: Actor, college: Organisation, enterprise: Organisation) -> Verdict:
    if actor.scope is Scope.SYSTEM or works_in(actor, college) or works_in(actor, enterprise):
        return YES
    if looks_after(actor, college):
        return YES
    return no(_("Это видят техникум, предприятие и управление района."))


def _keeps(actor: Actor, college: Organisation) -> Verdict:
    return YES if keeps(actor, college) else _keepers_only()


def _decides(actor: Actor, college: Organisation) -> Verdict:
    if decides(actor, college):
        return YES
    return no(
        _("Программы утверждает руководство техникума."),
        who_can=_("Директор, заместитель директора"),
    )


def _keepers_only() -> Verdict:
    return no(
        _("Программы ведёт техникум."),
        who_can=_("Директор, заместитель директора, заведующий практикой, методист техникума"),
    )


def _speakers_only() -> Verdict:
    return no(
        _("Кого ждёт предприятие, говорит оно само."),
        who_can=_("Кадровая служба, руководитель предприятия"),
    )
