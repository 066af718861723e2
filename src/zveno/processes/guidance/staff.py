"""Who answers questions, and who watches that they are answered."""

from zveno.network.organisations.roles import Role

# Reads and answers what came to its own organisation. Heads of organisations are not among them: a child's
# question is read by whoever needs it for the answer.
ANSWERERS = frozenset(
    {
        Role.METHODOLOGIST,
        Role.COUNSELLOR,
        Role.EMPLOYMENT_SPECIALIST,
        Role.CAREER_CENTRE,
        Role.ADMISSION_SECRETARY,
    }
)
# Sees how many, by what theme, and what is late; never the texts.
OVERSEERS = frozenset({Role.COORDINATOR})
