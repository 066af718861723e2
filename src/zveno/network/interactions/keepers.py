"""Which roles enter facts by hand in the name of their organisation, and answer for them."""

from zveno.network.organisations.roles import Role

KEEPERS = frozenset(
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
