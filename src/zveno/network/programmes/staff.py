"""Whose work this is: roles that mean something only in organisations of their family."""

from __future__ import annotations

from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import LEARNERS, Family, Role, Scope

TRAINERS = (Family.COLLEGE,)
"""Families of organisations that have programmes."""
EMPLOYERS = (Family.ENTERPRISE, Family.HEALTH, Family.SOCIETY)
"""Families of organisations that say whom they need."""

# Run the programmes of their technikum.
KEEPERS = frozenset({Role.DIRECTOR, Role.DEPUTY, Role.PRACTICE_COORDINATOR, Role.METHODOLOGIST})
# Put changes of a programme into force.
DECIDERS = frozenset({Role.DIRECTOR, Role.DEPUTY})
# Say on behalf of their enterprise whom it needs and what it thinks of a programme.
SPEAKERS = frozenset({Role.DIRECTOR, Role.DEPUTY, Role.HR})
# Write remarks as well: they see the trainees every day.
READERS_OF_PROGRAMMES = SPEAKERS | {Role.MENTOR}
# Ask for an internship of their own.
TEACHERS = frozenset({Role.MASTER, Role.CAREER_CENTRE})


def is_trainer(organisation: Organisation | None) -> bool:
    return organisation is not None and organisation.family in TRAINERS


def is_employer(organisation: Organisation | None) -> bool:
    return organisation is not None and organisation.family in EMPLOYERS


def keeps(actor: Actor, college: Organisation) -> bool:
    return actor.is_any(*KEEPERS) and actor.belongs_to(college) and is_trainer(college)


def decides(actor: Actor, college: Organisation) -> bool:
    return actor.is_any(*DECIDERS) and actor.belongs_to(college) and is_trainer(college)


def speaks(actor: Actor, enterprise: Organisation) -> bool:
    return actor.is_any(*SPEAKERS) and actor.belongs_to(enterprise) and is_employer(enterprise)


def works_in(actor: Actor, organisation: Organisation) -> bool:
    """Is he of its staff? Learners and parents are not."""
    return actor.role is not None and actor.role not in LEARNERS and actor.belongs_to(organisation)


def looks_after(actor: Actor, organisation: Organisation) -> bool:
    """An authority of its territory."""
    return actor.scope in {Scope.TERRITORY, Scope.SYSTEM} and actor.reaches(organisation)
