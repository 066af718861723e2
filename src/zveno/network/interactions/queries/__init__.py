"""What can be known about interaction."""

from zveno.network.interactions.queries.home import found, today
from zveno.network.interactions.queries.maps import Edge, NetworkMap, network_map
from zveno.network.interactions.queries.partners import (
    SILENT_MONTHS,
    PartnerLine,
    partner_sentences,
    partners_of,
    partners_section,
    silent_pairs,
)
from zveno.network.interactions.queries.passports import Participation, participation, years_of
from zveno.network.interactions.queries.register import pair_facts, visible_facts
from zveno.network.interactions.queries.years import school_year_days, school_year_of

__all__ = [
    "SILENT_MONTHS",
    "Edge",
    "NetworkMap",
    "Participation",
    "PartnerLine",
    "found",
    "network_map",
    "pair_facts",
    "participation",
    "partner_sentences",
    "partners_of",
    "partners_section",
    "school_year_days",
    "school_year_of",
    "silent_pairs",
    "today",
    "visible_facts",
    "years_of",
]
