"""Lives of what the package keeps, as tables of moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zveno.base.core.workflow import Move, Workflow


class OrganisationState(models.TextChoices):
    ACTIVE = "active", _("в сети")
    LEFT = "left", _("вышла из сети")
    MERGED = "merged", _("объединена с другой записью")


ORGANISATION_LIFE = Workflow(
    states=OrganisationState,
    start=OrganisationState.ACTIVE,
    moves=(
        Move("leave", _("Вывести из сети"), frozenset({"active"}), OrganisationState.LEFT),
        Move("come_back", _("Вернуть в сеть"), frozenset({"left"}), OrganisationState.ACTIVE),
        Move(
            "merge", _("Объединить с другой записью"), frozenset({"active", "left"}), OrganisationState.MERGED
        ),
        Move("part", _("Разъединить"), frozenset({"merged"}), OrganisationState.ACTIVE),
        Move("part_left", _("Разъединить с вышедшей"), frozenset({"merged"}), OrganisationState.LEFT),
    ),
)


# The purpose of links that invitations are sent by.
INVITATION_LINK = "organisations.invitation"


class InvitationState(models.TextChoices):
    SENT = "sent", _("ждёт ответа")
    ACCEPTED = "accepted", _("принято")
    WITHDRAWN = "withdrawn", _("отозвано")


INVITATION_LIFE = Workflow(
    states=InvitationState,
    start=InvitationState.SENT,
    moves=(
        Move("accept", _("Принять приглашение"), frozenset({"sent"}), InvitationState.ACCEPTED),
        Move("renew", _("Продлить приглашение"), frozenset({"sent"}), InvitationState.SENT),
        Move("withdraw", _("Отозвать приглашение"), frozenset({"sent"}), InvitationState.WITHDRAWN),
    ),
)


class JoinRequestState(models.TextChoices):
    NEW = "new", _("ждёт решения")
    ACCEPTED = "accepted", _("принята")
    REFUSED = "refused", _("отказано")


JOIN_REQUEST_LIFE = Workflow(
    states=JoinRequestState,
    start=JoinRequestState.NEW,
    moves=(
        Move("accept", _("Принять в сеть"), frozenset({"new"}), JoinRequestState.ACCEPTED),
        Move("refuse", _("Отказать"), frozenset({"new"}), JoinRequestState.REFUSED),
    ),
)
