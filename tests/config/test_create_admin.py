"""`zveno create-admin` does by the services what anybody would do by the pages."""

from __future__ import annotations

from argparse import Namespace

import pytest
from tests.factories.organisations import make_organisation

from zveno.base.accounts.models import User
from zveno.base.audit.models import Entry
from zveno.config.commands import create_admin
from zveno.config.sentences import Stop
from zveno.network.organisations.models import Membership
from zveno.network.organisations.roles import Family

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZVENO_ADMIN_PASSWORD", "рельсы-и-сталь-7")


def asked(organisation: str) -> Namespace:
    return Namespace(
        email="admin@example.ru", name="Первов Пётр", organisation=organisation, region="", municipality=""
    )


def test_everything_that_is_made_stands_in_the_journal() -> None:
    create_admin.run(asked("Отдел"))

    seat = Membership.objects.get()
    assert (seat.role, seat.user.email) == ("administrator", "admin@example.ru")
    home = seat.organisation.territory
    assert home.path == f"/{home.parent_id}/{home.pk}/"
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "account.open",
        "territory.add",
        "territory.add",
        "organisation.add",
        "seat.give",
        "account.make_administrator",
    ]


def test_an_organisation_where_the_role_does_not_exist_is_refused_and_nothing_is_made() -> None:
    make_organisation(Family.SCHOOL, short_name="СОШ № 1")

    with pytest.raises(Stop, match="не бывает"):
        create_admin.run(asked("СОШ № 1"))

    assert User.objects.count() == 0
