"""The roles people have in organisations, and how far each of them sees.

A role is a seat somebody sits on; what it may do is said by the policies of each package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Family(models.TextChoices):
    """Families of organisation kinds: what rights and screens depend on (kinds themselves are data)."""

    SCHOOL = "school", _("общее образование")
    COLLEGE = "college", _("среднее профессиональное образование")
    UNIVERSITY = "university", _("высшее образование")
    ADDITIONAL = "additional", _("дополнительное образование и методические центры")
    ENTERPRISE = "enterprise", _("работодатель")
    EMPLOYMENT = "employment", _("служба занятости")
    AUTHORITY = "authority", _("орган власти")
    HEALTH = "health", _("здравоохранение")
    SOCIETY = "society", _("общественная организация")


class Scope(Enum):
    """How far a seat sees."""

    SYSTEM = "system"
    TERRITORY = "territory"
    ORGANISATION = "organisation"
    OWN = "own"


class Role(models.TextChoices):
    """What a person is in an organisation (§8.4 of the domain reference)."""

    ADMINISTRATOR = "administrator", _("администратор системы")
    AUDITOR = "auditor", _("ответственный за обработку персональных данных")
    REGIONAL_CURATOR = "regional_curator", _("региональный куратор")
    COORDINATOR = "coordinator", _("муниципальный координатор")
    HEAD = "head", _("глава администрации, заместитель главы")
    ECONOMIST = "economist", _("специалист отдела экономики")
    COUNCIL_SECRETARY = "council_secretary", _("секретарь межведомственного совета")
    COUNCIL_MEMBER = "council_member", _("член межведомственного совета")
    METHODOLOGIST = "methodologist", _("методист ресурсного центра")
    COUNSELLOR = "counsellor", _("профконсультант, педагог-психолог")
    DIRECTOR = "director", _("директор")
    DEPUTY = "deputy", _("заместитель директора")
    NAVIGATOR = "navigator", _("педагог-навигатор")
    CLASS_TEACHER = "class_teacher", _("классный руководитель")
    PUPIL = "pupil", _("ученик")
    PARENT = "parent", _("родитель, законный представитель")
    PRACTICE_COORDINATOR = "practice_coordinator", _("заведующий практикой, старший мастер")
    MASTER = "master", _("мастер производственного обучения, куратор")
    CAREER_CENTRE = "career_centre", _("специалист центра карьеры")
    ADMISSION_SECRETARY = "admission_secretary", _("ответственный секретарь приёмной комиссии")
    STUDENT = "student", _("студент")
    HR = "hr", _("специалист по кадрам")
    MENTOR = "mentor", _("наставник")
    EMPLOYMENT_SPECIALIST = "employment_specialist", _("специалист центра занятости")


@dataclass(frozen=True)
class RoleSpec:
    """How far the role sees, and in which families of organisations it exists."""

    scope: Scope
    families: frozenset[Family]


def _spec(scope: Scope, *families: Family) -> RoleSpec:
    return RoleSpec(scope, frozenset(families))


_EDUCATION = (Family.SCHOOL, Family.COLLEGE, Family.UNIVERSITY, Family.ADDITIONAL)

ROLES: Mapping[Role, RoleSpec] = {
    Role.ADMINISTRATOR: _spec(Scope.SYSTEM, Family.AUTHORITY, Family.ADDITIONAL, Family.COLLEGE),
    Role.AUDITOR: _spec(Scope.TERRITORY, Family.AUTHORITY, Family.ADDITIONAL, Family.COLLEGE),
    Role.REGIONAL_CURATOR: _spec(Scope.TERRITORY, Family.AUTHORITY, Family.ADDITIONAL),
    Role.COORDINATOR: _spec(Scope.TERRITORY, Family.AUTHORITY),
    Role.HEAD: _spec(Scope.TERRITORY, Family.AUTHORITY),
    Role.ECONOMIST: _spec(Scope.TERRITORY, Family.AUTHORITY),
    Role.COUNCIL_SECRETARY: _spec(Scope.TERRITORY, Family.AUTHORITY),
    Role.COUNCIL_MEMBER: _spec(Scope.TERRITORY, *Family),
    Role.METHODOLOGIST: _spec(Scope.TERRITORY, Family.ADDITIONAL, Family.COLLEGE),
    Role.COUNSELLOR: _spec(Scope.ORGANISATION, *_EDUCATION, Family.EMPLOYMENT),
    Role.DIRECTOR: _spec(Scope.ORGANISATION, *Family),
    Role.DEPUTY: _spec(Scope.ORGANISATION, *Family),
    Role.NAVIGATOR: _spec(Scope.ORGANISATION, Family.SCHOOL, Family.ADDITIONAL),
    Role.CLASS_TEACHER: _spec(Scope.OWN, Family.SCHOOL),
    Role.PUPIL: _spec(Scope.OWN, Family.SCHOOL, Family.ADDITIONAL),
    Role.PARENT: _spec(Scope.OWN, Family.SCHOOL, Family.COLLEGE, Family.ADDITIONAL),
    Role.PRACTICE_COORDINATOR: _spec(Scope.ORGANISATION, Family.COLLEGE, Family.UNIVERSITY),
    Role.MASTER: _spec(Scope.OWN, Family.COLLEGE),
    Role.CAREER_CENTRE: _spec(Scope.ORGANISATION, Family.COLLEGE, Family.UNIVERSITY),
    Role.ADMISSION_SECRETARY: _spec(Scope.ORGANISATION, Family.COLLEGE, Family.UNIVERSITY),
    Role.STUDENT: _spec(Scope.OWN, Family.COLLEGE, Family.UNIVERSITY),
    Role.HR: _spec(Scope.ORGANISATION, Family.ENTERPRISE, Family.HEALTH, Family.SOCIETY),
    Role.MENTOR: _spec(Scope.OWN, Family.ENTERPRISE, Family.HEALTH, Family.SOCIETY),
    Role.EMPLOYMENT_SPECIALIST: _spec(Scope.TERRITORY, Family.EMPLOYMENT),
}

# Arranges an organisation's work with others: its events, its facts of interaction.
LIAISONS = frozenset(
    {
        Role.COORDINATOR,
        Role.COUNCIL_SECRETARY,
        Role.METHODOLOGIST,
        Role.COUNSELLOR,
        Role.DIRECTOR,
        Role.DEPUTY,
        Role.NAVIGATOR,
        Role.PRACTICE_COORDINATOR,
        Role.CAREER_CENTRE,
        Role.ADMISSION_SECRETARY,
        Role.HR,
        Role.EMPLOYMENT_SPECIALIST,
    }
)
# Whose seats are never listed to outsiders.
LEARNERS = frozenset({Role.PUPIL, Role.STUDENT, Role.PARENT})

# Who keeps the register of an organisation's own people, learners and parents among them.
REGISTRARS = frozenset(
    {Role.ADMINISTRATOR} | {role for role, spec in ROLES.items() if spec.scope is Scope.ORGANISATION}
)

# Who takes new organisations into the network of his territory.
ADMITTERS = frozenset({Role.ADMINISTRATOR, Role.REGIONAL_CURATOR, Role.COORDINATOR})

# Who runs an organisation's own page here: its data, its colleagues, its invitations.
STEWARDS = frozenset({Role.ADMINISTRATOR, Role.DIRECTOR, Role.DEPUTY, Role.HR, Role.COORDINATOR})
