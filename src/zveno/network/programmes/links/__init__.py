"""What people without an account do by a link."""

from zveno.base.links.purposes import LinkPurpose

PURPOSES: tuple[LinkPurpose, ...] = ()
