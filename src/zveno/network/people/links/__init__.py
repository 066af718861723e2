"""What people without an account do by a link."""

from zveno.network.people.links.consent import CONSENT

PURPOSES = (CONSENT,)
