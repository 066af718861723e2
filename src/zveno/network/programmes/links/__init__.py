"""What people without an account do by a link."""

from zveno.network.programmes.links.expertise import EXPERTISE
from zveno.network.programmes.links.needs import NEEDS

PURPOSES = (NEEDS, EXPERTISE)
