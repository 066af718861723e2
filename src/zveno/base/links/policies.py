"""Who may remind and revoke a link: whoever its purpose says."""

from __future__ import annotations

from zveno.base.core.people import Acting
from zveno.base.core.verdict import Verdict
from zveno.base.links.models import Link
from zveno.base.links.purposes import purpose_of


def can_manage(actor: Acting, link: Link) -> Verdict | None:
    """None means a stranger, who does not learn that the link exists."""
    purpose = purpose_of(link)
    return purpose.may_manage(actor, link) if purpose else None
