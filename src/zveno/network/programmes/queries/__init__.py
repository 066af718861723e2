"""What can be known of programmes, needs and what enterprises do for training."""

from zveno.network.programmes.queries.gap import Gap, GapLine, gap_of, narrowed, requirements_for
from zveno.network.programmes.queries.home import figures, found, today
from zveno.network.programmes.queries.needs import (
    professions,
    programmes_for,
    suggestions,
    taught_professions,
    visible_profiles,
)
from zveno.network.programmes.queries.programmes import (
    employers_for,
    listed_programmes,
    visible_changes,
    visible_commissions,
    visible_contributions,
    visible_internships,
    visible_programmes,
    visible_topics,
)
from zveno.network.programmes.queries.structure import (
    Structure,
    competences_of,
    groups_of,
    practice_parts,
    structure,
    structure_of,
    students_of,
)

__all__ = [
    "Gap",
    "GapLine",
    "Structure",
    "competences_of",
    "employers_for",
    "figures",
    "found",
    "gap_of",
    "groups_of",
    "listed_programmes",
    "narrowed",
    "practice_parts",
    "professions",
    "programmes_for",
    "requirements_for",
    "structure",
    "structure_of",
    "students_of",
    "suggestions",
    "taught_professions",
    "today",
    "visible_changes",
    "visible_commissions",
    "visible_contributions",
    "visible_internships",
    "visible_profiles",
    "visible_programmes",
    "visible_topics",
]
