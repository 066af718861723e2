"""The card of an organisation, before and after it was issued."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tests.factories.organisations import make_actor
from tests.rights.world import Meeting, thing
from zveno.base.documents.models import DocumentVersion, Printing
from zveno.base.documents.services import issue
from zveno.base.files.intake import Received, receive_own
from zveno.base.files.kinds import PDF
from zveno.base.files.services import keep
from zveno.network.organisations.documents.network_card import NETWORK_CARD
from zveno.network.organisations.roles import Role

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@thing("member_card")
def member_card(meeting: Meeting) -> Mapping[str, Any]:
    return {"kind": NETWORK_CARD.code, "subject": meeting.organisation.pk}


@thing("member_card_version")
def member_card_version(meeting: Meeting) -> Mapping[str, Any]:
    """It has been printed: to draw it anew for each who may have it would take longer than all the rest."""
    version, paper = _issued(meeting), keep(_paper(), by=None, at=NOW)
    Printing.objects.create(
        version=version, pdf=paper, pdf_sha256=paper.sha256, docx=paper, docx_sha256=paper.sha256, at=NOW
    )
    return {"version": version.pk}


@thing("member_card_code")
def member_card_code(meeting: Meeting) -> Mapping[str, Any]:
    return {"code": _issued(meeting).code}


def _paper() -> Received:
    return receive_own(b"%PDF-1.7", name="карточка.pdf", kind=PDF)


def _issued(meeting: Meeting) -> DocumentVersion:
    administrator = make_actor(Role.ADMINISTRATOR, meeting.district.authority)
    return issue(NETWORK_CARD, meeting.organisation, by=administrator, at=NOW)
