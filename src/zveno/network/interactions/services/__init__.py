"""What can be done with facts of interaction."""

from zveno.network.interactions.services.by_hand import (
    Entered,
    change_fact,
    enter_fact,
    withdraw_fact,
)
from zveno.network.interactions.services.confirming import confirm_fact, dispute_fact
from zveno.network.interactions.services.errors import InteractionError
from zveno.network.interactions.services.facts import Fact, Partner
from zveno.network.interactions.services.passports import open_passport
from zveno.network.interactions.services.rebuilding import Difference, differences, rebuild
from zveno.network.interactions.services.recording import (
    record_interaction,
    record_interactions,
    withdraw_interaction,
)
from zveno.network.interactions.services.reminding import remind_partner
from zveno.network.interactions.services.sources import Source, source, source_of, sources

__all__ = [
    "Difference",
    "Entered",
    "Fact",
    "InteractionError",
    "Partner",
    "Source",
    "change_fact",
    "confirm_fact",
    "differences",
    "dispute_fact",
    "enter_fact",
    "open_passport",
    "rebuild",
    "record_interaction",
    "record_interactions",
    "remind_partner",
    "source",
    "source_of",
    "sources",
    "withdraw_fact",
    "withdraw_interaction",
]
