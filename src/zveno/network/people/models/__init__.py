"""Persons, their classes and groups, their parents. Add a file per noun and name its models here."""

from zveno.network.people.models.enrolments import Enrolment, EnrolmentKind, EnrolmentQuerySet
from zveno.network.people.models.groups import GroupKind, GroupLead, StudyGroup, StudyGroupQuerySet
from zveno.network.people.models.guardianships import Guardianship, GuardianshipQuerySet, Relation
from zveno.network.people.models.persons import Person, PersonQuerySet, Sex
from zveno.network.people.models.promotions import Promotion

__all__ = [
    "Enrolment",
    "EnrolmentKind",
    "EnrolmentQuerySet",
    "GroupKind",
    "GroupLead",
    "Guardianship",
    "GuardianshipQuerySet",
    "Person",
    "PersonQuerySet",
    "Promotion",
    "Relation",
    "Sex",
    "StudyGroup",
    "StudyGroupQuerySet",
]
