"""What employers may choose from, and what they have said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q

from zveno.base.classifiers.kinds import Classifier
from zveno.base.classifiers.models import CodeQuerySet, Entry
from zveno.base.classifiers.queries import in_force
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.models import Organisation
from zveno.network.programmes.models import (
    Competence,
    CompetenceKind,
    Profile,
    ProfileQuerySet,
    Programme,
)

MOST_SUGGESTED = 24


def professions(on: date) -> CodeQuerySet:
    return in_force(Classifier.SPO, on)


def taught_professions(territory_path: str, on: date) -> CodeQuerySet:
    """What technikums of the district teach now: an employer looks for these first."""
    taught = Programme.objects.running().filter(college__territory__path__startswith=territory_path)
    return professions(on).filter(pk__in=taught.values("profession"))


def district_of(organisation: Organisation) -> str:
    return "/".join(organisation.territory.path.split("/")[:3]) + "/"


def suggestions(profession: Entry, enterprise: Organisation) -> list[str]:
    """ПК of the district's programmes of that profession, the newest wording first, each once."""
    rows = (
        Competence.objects.filter(
            kind=CompetenceKind.PROFESSIONAL,
            programme__profession__code=profession.code,
            programme__college__territory__path__startswith=district_of(enterprise),
            programme__state="running",
        )
        .order_by("-programme__year", "position", "pk")
        .values_list("name", flat=True)
    )
    return list(dict.fromkeys(rows))[:MOST_SUGGESTED]


def visible_profiles(actor: Actor) -> ProfileQuerySet:
    return (
        Profile.objects.visible_to(actor)
        .select_related("enterprise__kind", "enterprise__territory", "profession", "asked_by__kind")
        .annotate(
            amount=Count("requirements", distinct=True),
            necessary=Count("requirements", filter=Q(requirements__importance=3), distinct=True),
        )
    )


def programmes_for(profile: Profile, actor: Actor) -> Sequence[Programme]:
    """Those that teach the profession in the district of the enterprise, newest first."""
    return list(
        Programme.objects.visible_to(actor)
        .running()
        .of_profession(profile.profession.code)
        .filter(college__territory__path__startswith=district_of(profile.enterprise))
        .select_related("college__kind", "college__territory", "profession")
    )
