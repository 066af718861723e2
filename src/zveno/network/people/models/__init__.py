"""Persons, their classes and groups, their parents. Add a file per noun and name its models here."""

from zveno.network.people.models.consents import (
    Consent,
    ConsentAsk,
    ConsentAskQuerySet,
    ConsentPurpose,
    ConsentQuerySet,
    ConsentRequest,
    ConsentRequestQuerySet,
    ConsentText,
    SignedAs,
    Way,
)
from zveno.network.people.models.enrolments import Enrolment, EnrolmentKind, EnrolmentQuerySet
from zveno.network.people.models.groups import GroupKind, GroupLead, StudyGroup, StudyGroupQuerySet
from zveno.network.people.models.guardianships import Guardianship, GuardianshipQuerySet, Relation
from zveno.network.people.models.persons import Person, PersonQuerySet, Sex
from zveno.network.people.models.promotions import Promotion
from zveno.network.people.models.special import (
    LookReason,
    SpecialKind,
    SpecialRecord,
    SpecialRecordQuerySet,
    SpecialWord,
)
from zveno.network.people.models.subject_requests import (
    Identified,
    RequestKind,
    RequestTerm,
    RetentionRule,
    SubjectRequest,
    SubjectRequestQuerySet,
)

__all__ = [
    "Consent",
    "ConsentAsk",
    "ConsentAskQuerySet",
    "ConsentPurpose",
    "ConsentQuerySet",
    "ConsentRequest",
    "ConsentRequestQuerySet",
    "ConsentText",
    "Enrolment",
    "EnrolmentKind",
    "EnrolmentQuerySet",
    "GroupKind",
    "GroupLead",
    "Guardianship",
    "GuardianshipQuerySet",
    "Identified",
    "LookReason",
    "Person",
    "PersonQuerySet",
    "Promotion",
    "Relation",
    "RequestKind",
    "RequestTerm",
    "RetentionRule",
    "Sex",
    "SignedAs",
    "SpecialKind",
    "SpecialRecord",
    "SpecialRecordQuerySet",
    "SpecialWord",
    "StudyGroup",
    "StudyGroupQuerySet",
    "SubjectRequest",
    "SubjectRequestQuerySet",
    "Way",
]
