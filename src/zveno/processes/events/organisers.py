"""Which roles run an organisation's calendar, and which look after everybody's."""

from zveno.network.organisations.roles import Role

# A seat of these roles enters, publishes, moves and cancels the events of its own organisation.
EDITORS = frozenset(
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
# Sees drafts of the whole district and may cancel what clashes or misleads.
OVERSEERS = frozenset({Role.COORDINATOR})
