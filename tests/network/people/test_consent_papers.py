"""Papers to sign by hand: for one person, and for everybody of a class who has not signed yet."""

from __future__ import annotations

import json

import pytest
from tests.factories.organisations import make_actor
from tests.factories.people import make_group
from tests.factories.privacy import NOW, make_request, make_ward, sign
from tests.support.district import District

from zveno.base.core.verdict import Refused
from zveno.base.documents.services import issue, print_out
from zveno.network.organisations.models import Organisation
from zveno.network.organisations.roles import Role
from zveno.network.people.documents.consent_form import CONSENT_FORM
from zveno.network.people.documents.consent_forms import CONSENT_FORMS


@pytest.fixture
def school(district: District) -> Organisation:
    return district.school


def test_the_stack_of_a_class_has_a_sheet_for_each_who_has_not_signed(school: Organisation) -> None:
    group = make_group(school, "8А")
    signed, mother = make_ward(group, family_name="Подписанов")
    waiting, _other = make_ward(group, family_name="Ждунов")
    request = make_request(group)
    sign(signed, mother, school)

    version = issue(CONSENT_FORMS, request, by=make_actor(Role.DEPUTY, school), at=NOW)
    printing = print_out(version, at=NOW)

    said = json.dumps(version.content, ensure_ascii=False)
    sheets = sum(block["is"] == "PageBreak" for block in version.content["blocks"])
    assert sheets == 1
    assert f"Чьи данные: {waiting.full_name}" in said
    assert f"Чьи данные: {signed.full_name}" not in said
    assert (printing.pdf.kind, printing.docx.kind) == ("pdf", "docx")


def test_a_form_is_made_by_whoever_collects_the_consents_of_that_person(
    school: Organisation, district: District
) -> None:
    child, _mother = make_ward(make_group(school, "8А"))
    ask = make_request(child.enrolments.get().group).asks.get()  # type: ignore[arg-type]

    version = issue(CONSENT_FORM, ask, by=make_actor(Role.DEPUTY, school), at=NOW)

    said = json.dumps(version.content, ensure_ascii=False)
    assert child.full_name in said
    assert "Законный представитель" in said
    assert version.document.number.startswith("СГ-")
    with pytest.raises(Refused):
        issue(CONSENT_FORM, ask, by=make_actor(Role.DEPUTY, district.neighbour_school), at=NOW)
