"""How far each seat sees into the lists of learners. Authorities see numbers, never names."""

from __future__ import annotations

from enum import Enum

from django.utils.translation import gettext as _

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Family, Role

# Organisations that teach somebody.
TEACHING = frozenset({Family.SCHOOL, Family.COLLEGE, Family.UNIVERSITY, Family.ADDITIONAL})

# Who works with everybody his organisation teaches.
WHOLE_HOUSE = frozenset(
    {
        Role.DIRECTOR,
        Role.DEPUTY,
        Role.COUNSELLOR,
        Role.METHODOLOGIST,
        Role.PRACTICE_COORDINATOR,
        Role.CAREER_CENTRE,
        Role.ADMISSION_SECRETARY,
    }
)
# Who looks after the groups he is named at.
GROUP_LEADERS = frozenset({Role.CLASS_TEACHER, Role.MASTER, Role.NAVIGATOR})

# Who keeps the lists: enrols, transfers, expels.
KEEPERS = frozenset({Role.DIRECTOR, Role.DEPUTY, Role.ADMISSION_SECRETARY})

# Who asks for consents and takes signed papers, of those he works with.
CONSENT_COLLECTORS = frozenset(
    {
        Role.DIRECTOR,
        Role.DEPUTY,
        Role.COUNSELLOR,
        Role.METHODOLOGIST,
        Role.NAVIGATOR,
        Role.CLASS_TEACHER,
        Role.MASTER,
        Role.PRACTICE_COORDINATOR,
        Role.ADMISSION_SECRETARY,
    }
)
# Who may read what is known of the health of those he works with, having said why: the right of its own.
SPECIAL_READERS = frozenset(
    {
        Role.DIRECTOR,
        Role.DEPUTY,
        Role.COUNSELLOR,
        Role.CLASS_TEACHER,
        Role.MASTER,
        Role.PRACTICE_COORDINATOR,
    }
)
# Who enters it, from a paper in his hands.
SPECIAL_KEEPERS = frozenset({Role.DIRECTOR, Role.DEPUTY, Role.COUNSELLOR})
# Who registers and answers what people ask about their data.
REQUEST_KEEPERS = frozenset({Role.DIRECTOR, Role.DEPUTY})


class Reach(Enum):
    """Besides himself and his children, the actor sees …"""

    NOBODY = "nobody"
    GROUPS = "groups"
    """… those who are in the groups he leads now;"""
    GROUPS_OR_HOUSE = "groups_or_house"
    """… the groups he leads, or everybody of the organisation when he is named at none;"""
    HOUSE = "house"
    """… everybody the organisation teaches or taught;"""
    TERRITORY = "territory"
    """… everybody in the territory: to answer for the data itself."""


def reach(actor: Actor) -> Reach:
    if actor.is_any(Role.AUDITOR):
        return Reach.TERRITORY
    if actor.organisation is None or actor.organisation.family not in TEACHING:
        return Reach.NOBODY
    if actor.is_any(*WHOLE_HOUSE):
        return Reach.HOUSE
    if actor.is_any(Role.NAVIGATOR):
        return Reach.GROUPS_OR_HOUSE
    return Reach.GROUPS if actor.is_any(*GROUP_LEADERS) else Reach.NOBODY


def purpose_of(actor: Actor) -> str:
    """Why this seat looks at people's data: what the journal says of a look."""
    match reach(actor):
        case Reach.TERRITORY:
            return _("контроль обработки персональных данных")
        case Reach.GROUPS:
            return _("работа со своим классом, группой")
        case Reach.GROUPS_OR_HOUSE:
            return _("профориентация")
        case Reach.HOUSE if actor.is_any(*KEEPERS):
            return _("учёт контингента")
        case Reach.HOUSE:
            return _("работа с учащимися организации")
        case Reach.NOBODY:
            return ""
