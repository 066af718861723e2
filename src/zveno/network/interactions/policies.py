"""Who may do what with facts of interaction."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zveno.base.core.verdict import YES, Verdict, all_of, any_of, no
from zveno.network.interactions.models import Interaction, Side
from zveno.network.interactions.states import INTERACTION_LIFE
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.policies import can_view as can_view_organisation
from zveno.network.organisations.roles import LEARNERS, LIAISONS, Role, Scope


def can_look(actor: Actor) -> Verdict:
    """The register at all, and the map of one's district: everybody who works in the network."""
    if actor.scope is Scope.SYSTEM or (actor.organisation is not None and actor.role not in LEARNERS):
        return YES
    return no(
        _("Реестр взаимодействия ведут и читают сотрудники организаций сети."),
        who_can=_("Сотрудники школ, техникумов, предприятий и ведомств"),
    )


def can_view(actor: Actor, interaction: Interaction) -> Verdict:
    """Agrees with `Interaction.objects.visible_to(actor)`; the sides must be at hand."""
    if actor.scope is Scope.SYSTEM:
        return YES
    looks = can_look(actor)
    if not looks:
        return looks
    organisations = [interaction.initiator, *partners_of(interaction)]
    if any(actor.belongs_to(organisation) for organisation in organisations):
        return YES
    if actor.scope is Scope.TERRITORY and any(actor.reaches(organisation) for organisation in organisations):
        return YES
    return no(
        _("Факт видят его стороны и органы власти их района."),
        who_can=_("Сотрудники организаций – сторон взаимодействия"),
    )


def can_see_partners(actor: Actor, organisation: Organisation) -> Verdict:
    """Partners of an organisation, the silent ones, its passport: itself and its authorities."""
    seen = can_view_organisation(actor, organisation)
    if not seen:
        return seen
    looks = can_look(actor)
    if not looks:
        return looks
    if (
        actor.belongs_to(organisation)
        or actor.scope is Scope.SYSTEM
        or (actor.scope is Scope.TERRITORY and actor.reaches(organisation))
    ):
        return YES
    return no(
        _("Список партнёров видят сама организация и органы власти её района."),
        who_can=_("Сотрудники организации «%(name)s»") % {"name": organisation},
    )


def can_enter(actor: Actor) -> Verdict:
    """By hand, in the name of one's own organisation."""
    if actor.organisation is not None and actor.role in LIAISONS:
        return YES
    return no(
        _("Факты вносят сотрудники, которые отвечают за работу с партнёрами."),
        who_can=_("Руководитель, заместитель, методист, педагог-навигатор, специалист по кадрам"),
    )


def can_change(actor: Actor, interaction: Interaction) -> Verdict:
    return all_of(
        _is_by_hand(interaction),
        _entered(actor, interaction),
        INTERACTION_LIFE.can(interaction.state, "withdraw"),
    )


def can_withdraw(actor: Actor, interaction: Interaction) -> Verdict:
    """Whose it is, or who looks after the district's register."""
    return all_of(
        _is_by_hand(interaction),
        any_of(_oversees(actor, interaction), _entered(actor, interaction)),
        INTERACTION_LIFE.can(interaction.state, "withdraw"),
    )


def can_answer(actor: Actor, interaction: Interaction) -> Verdict:
    """The other side says whether it was so."""
    if not any(actor.belongs_to(organisation) for organisation in partners_of(interaction)):
        return no(_("Подтверждает факт другая его сторона."), who_can=_("Сотрудники партнёра"))
    return all_of(
        _is_by_hand(interaction), can_enter(actor), INTERACTION_LIFE.can(interaction.state, "withdraw")
    )


def can_remind(actor: Actor, organisation: Organisation) -> Verdict:
    """A letter to a silent partner, in the name of one's organisation."""
    if actor.belongs_to(organisation):
        return can_enter(actor)
    return no(
        _("Партнёру пишет сама организация."),
        who_can=_("Сотрудники организации «%(name)s»") % {"name": organisation},
    )


def can_make_passport(actor: Actor, organisation: Organisation) -> Verdict:
    """«Паспорт участия»: the organisation itself, or the coordinator of its district."""
    if actor.is_any(Role.COORDINATOR) and actor.oversees(organisation):
        return YES
    return can_remind(actor, organisation)


def partners_of(interaction: Interaction) -> list[Organisation]:
    """Those of the network."""
    return [side.organisation for side in interaction.sides.all() if side.organisation]


def side_of(actor: Actor, interaction: Interaction) -> Side | None:
    """The side on which the actor's organisation stands as a partner."""
    return next(
        (
            side
            for side in interaction.sides.all()
            if actor.organisation and side.organisation == actor.organisation
        ),
        None,
    )


def _is_by_hand(interaction: Interaction) -> Verdict:
    if interaction.is_by_hand:
        return YES
    return no(_("Этот факт записан работой, о которой он говорит: исправьте её, и реестр исправится сам."))


def _entered(actor: Actor, interaction: Interaction) -> Verdict:
    if not actor.belongs_to(interaction.initiator):
        return no(
            _("Факт ведёт организация, которая его внесла."),
            who_can=_("Сотрудники организации «%(name)s»") % {"name": interaction.initiator},
        )
    return can_enter(actor)


def _oversees(actor: Actor, interaction: Interaction) -> Verdict:
    if actor.is_any(Role.COORDINATOR) and actor.oversees(interaction.initiator):
        return YES
    return no(_("Реестр района ведёт муниципальный координатор."))
