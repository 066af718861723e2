"""The journal on the screen."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import make_actor, make_seat
from tests.support.district import District

from zveno.base.accounts.models import User
from zveno.base.audit.models import Entry, Inspection, Purge
from zveno.base.audit.queries import anchor
from zveno.base.audit.services import record, record_look, seal
from zveno.network.organisations.actors import Actor
from zveno.network.organisations.roles import Role

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def page_of(client: Client, actor: Actor, address: str, **query: Any) -> Any:
    client.force_login(actor.user)
    return client.get(address, query)


def shown(answer: Any) -> list[str]:
    """What the rows of the journal are about, newest first."""
    text = answer.content.decode()
    return [why for why in ("наше", "чужое", "просмотр", "системное") if f"<p>{why}</p>" in text]


@pytest.fixture
def journal(district: District) -> District:
    ours = make_seat(Role.DIRECTOR, district.school).user
    foreign = make_seat(Role.DIRECTOR, district.foreign_school).user
    pupil = make_seat(Role.PUPIL, district.school).user
    record("account.rename", ours, by=ours, at=NOW, why="наше")
    record("account.rename", foreign, by=foreign, at=NOW, why="чужое")
    record_look(pupil, by=foreign, at=NOW, why="просмотр")
    record("system.backup", None, by=None, at=NOW, why="системное")
    return district


@pytest.mark.parametrize(
    ("role", "rows"),
    [
        (Role.ADMINISTRATOR, ["наше", "чужое", "просмотр", "системное"]),
        (Role.AUDITOR, ["наше", "просмотр"]),
    ],
)
def test_who_answers_for_the_journal_reads_his_part_of_it(
    client: Client, journal: District, role: Role, rows: list[str]
) -> None:
    actor = make_actor(role, journal.authority)

    answer = page_of(client, actor, "/journal/")

    assert any(who in answer.content.decode() for who in ("ответственный за обработку", "администратор"))


def test_an_auditor_may_not_destroy_what_he_audits(client: Client, district: District) -> None:
    auditor = make_actor(Role.AUDITOR, district.authority)

    answer = page_of(client, auditor, "/journal/purges/new/")

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ({"kind": "looks"}, ["просмотр"]),
        ({"kind": "acts", "action": "account.rename"}, ["наше", "чужое"]),
        ({"action": "system.backup"}, ["системное"]),
        ({"thing_type": "accounts.user", "kind": "looks"}, ["просмотр"]),
        ({"at_after": "2026-11-22"}, []),
        ({"q": "неттакого"}, []),
    ],
)
def test_filters_narrow_the_journal(
    client: Client, journal: District, query: dict[str, str], rows: list[str]
) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, journal.authority)

    answer = page_of(client, administrator, "/journal/", **query)

    assert shown(answer) == rows


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ({}, ["наше"]),
        ({"kind": "acts"}, ["наше"]),
        ({"kind": "looks"}, []),
        ({"kind": "routine"}, ["чужое"]),
        ({"kind": "all"}, ["наше", "чужое"]),
        ({"action": "account.sign_in"}, ["чужое"]),
        ({"kind": "acts", "action": "account.sign_in"}, ["чужое"]),
    ],
)
def test_what_happens_all_day_is_folded_until_it_is_asked_for(
    client: Client, district: District, query: dict[str, str], rows: list[str]
) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, district.authority)
    record("account.rename", administrator.user, by=administrator.user, at=NOW, why="наше")
    record("account.sign_in", administrator.user, by=administrator.user, at=NOW, why="чужое")

    pages = [page_of(client, administrator, address, **query) for address in ("/journal/", "/journal/mine/")]

    assert shown(pages[0]) == rows
    if "action" not in query:  # one's own page has no such filter
        assert shown(pages[1]) == rows


def test_a_file_without_sign_ins_says_that_they_are_not_in_it(client: Client, journal: District) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, journal.authority)

    answer = page_of(client, administrator, "/journal/", export="csv")

    b"".join(answer.streaming_content)
    assert Entry.objects.get(action="list.export").changes["filter"] == "Вид: все, кроме входов"


def test_codes_kept_in_details_are_shown_in_words(client: Client, journal: District) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, journal.authority)
    record("question.ask", None, by=None, at=NOW, changes={"given_as": "self"})
    record("link.issue", None, by=None, at=NOW, changes={"purpose": "guidance.read"})
    record("link.issue", None, by=None, at=NOW, changes={"purpose": "gone.purpose"})

    page = page_of(client, administrator, "/journal/").content.decode()

    assert "согласие дал: за себя: мне есть 14 лет" in page
    assert "Ответ на ваш вопрос" in page
    assert "guidance.read" not in page
    assert "gone.purpose" in page  # of a release that knew it


def test_a_row_leads_to_everything_of_the_same_person_and_thing(client: Client, journal: District) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, journal.authority)
    entry = Entry.objects.get(why="наше")

    of_person = page_of(client, administrator, "/journal/", person=entry.actor_id)
    of_thing = page_of(client, administrator, "/journal/", thing=f"accounts.user:{entry.thing_id}")

    assert (shown(of_person), shown(of_thing)) == (["наше"], ["наше"])


def test_pieces_of_the_journal_follow_each_other_without_gap_or_overlap(
    client: Client, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zveno.base.audit.views.PIECE", 3)
    administrator = make_actor(Role.ADMINISTRATOR, district.authority)
    for number in range(8):
        record("system.backup", None, by=None, at=NOW + timedelta(minutes=number // 3), why=f"№{number}")

    seen, address = [], "/journal/?action=system.backup"
    client.force_login(administrator.user)
    while address:
        answer = client.get(address)
        seen += re.findall(r"<p>(№\d)</p>", answer.content.decode())
        address = answer.context["older_url"]

    assert seen == [f"№{number}" for number in range(7, -1, -1)]


def test_nonsense_instead_of_a_cursor_is_the_beginning(client: Client, journal: District) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, journal.authority)

    answers = [
        page_of(client, administrator, "/journal/", before=nonsense)
        for nonsense in ("x", "2026-01-01_1", "2026-01-01T00:00:00+00:00_x", "_")
    ]

    assert [len(shown(answer)) for answer in answers] == [4, 4, 4, 4]


def test_the_fragment_equals_the_list_of_the_page(client: Client, journal: District) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, journal.authority)
    client.force_login(administrator.user)

    page = client.get("/journal/?kind=looks").content.decode()
    fragment = client.get("/journal/?kind=looks", headers={"HX-Request": "true", "HX-Target": "list"})

    assert fragment.content.decode().strip() in page


def test_the_number_of_queries_does_not_grow_with_rows(client: Client, district: District) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, district.authority)
    client.force_login(administrator.user)
    amounts = []

    for _ in range(2):
        for _ in range(2):
            record("system.backup", None, by=None, at=NOW)
        with CaptureQueriesContext(connection) as queries:
            client.get("/journal/")
        amounts.append(len(queries))

    assert amounts[0] == amounts[1]


def test_everybody_sees_who_looked_at_his_data_and_nothing_else(client: Client, journal: District) -> None:
    client.force_login(User.objects.get(pk=Entry.objects.get(is_look=True).thing_id))

    answer = client.get("/journal/mine/")

    assert (answer.status_code, shown(answer)) == (200, ["просмотр"])


def test_a_person_of_whom_nothing_is_written_reads_what_will_be_here(
    client: Client, district: District
) -> None:
    answer = page_of(client, make_actor(Role.PARENT, district.school), "/journal/mine/")

    assert "Пока ничего" in answer.content.decode()


def test_the_chain_page_compares_what_was_written_down(client: Client, journal: District) -> None:
    auditor = make_actor(Role.AUDITOR, journal.authority)
    seal(at=NOW)
    kept = anchor()
    assert kept

    right = page_of(client, auditor, "/journal/chain/", position=kept.position, digest=kept.digest.upper())
    wrong = page_of(client, auditor, "/journal/chain/", position=1, digest="0" * 64)
    beyond = page_of(client, auditor, "/journal/chain/", position=99, digest="0" * 64)

    assert [answer.context["agrees"] for answer in (right, wrong, beyond)] == [True, False, None]
    assert "Совпадает" in right.content.decode()


def test_the_anchor_is_a_file_to_be_kept_elsewhere(client: Client, journal: District) -> None:
    auditor = make_actor(Role.AUDITOR, journal.authority)
    seal(at=NOW)
    kept = anchor()
    assert kept

    answer = page_of(client, auditor, "/journal/chain/anchor.txt")

    assert f"SHA-256: {kept.digest}" in answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]


def test_an_inspection_can_be_asked_for(client: Client, journal: District) -> None:
    auditor = make_actor(Role.AUDITOR, journal.authority)
    client.force_login(auditor.user)
    seal(at=NOW)

    answer = client.post("/journal/chain/inspect/")

    found = Inspection.objects.get()
    assert (answer.status_code, found.faults, found.position) == (302, [], 4)


def test_an_administrator_destroys_old_entries_with_an_act(client: Client, district: District) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, district.authority)
    client.force_login(administrator.user)
    record("system.backup", None, by=None, at=datetime(2020, 1, 1, tzinfo=UTC))

    young = client.post("/journal/purges/new/", {"before": "2099-01-01", "why": "Срок", "sure": "on"})
    done = client.post("/journal/purges/new/", {"before": "2021-01-01", "why": "Срок", "sure": "on"})

    act = Purge.objects.get()
    assert "не меньше года" in young.content.decode()
    assert done["Location"] == f"/journal/purges/{act.pk}/"
    assert list(Entry.objects.values_list("action", flat=True)) == ["journal.purge"]
    assert client.get(done["Location"]).status_code == 200


def test_a_request_gives_its_entries_address_seat_and_number(client: Client, district: District) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, district.authority)
    client.force_login(administrator.user)
    record("system.backup", None, by=None, at=datetime(2020, 1, 1, tzinfo=UTC))

    answer = client.post("/journal/purges/new/", {"before": "2021-01-01", "why": "Срок", "sure": "on"})

    entry = Entry.objects.get(action="journal.purge")
    assert (entry.address, entry.request, entry.actor_seat) == (
        "127.0.0.1",
        answer["X-Request-ID"],
        str(administrator.membership),
    )


def test_the_journal_goes_out_as_a_file_and_says_so_itself(client: Client, journal: District) -> None:
    administrator = make_actor(Role.ADMINISTRATOR, journal.authority)

    answer = page_of(client, administrator, "/journal/", kind="looks", export="csv")

    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    noted = Entry.objects.get(action="list.export")
    assert (len(rows), rows[0].split(";")[:2]) == (2, ["Когда", "Кто"])
    assert (noted.changes["amount"], noted.changes["filter"]) == (1, "Вид: просмотры")


def test_too_much_for_one_file_is_refused_with_a_sentence(
    client: Client, journal: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zveno.base.audit.views.MOST_EXPORTED", 1)
    administrator = make_actor(Role.ADMINISTRATOR, journal.authority)
    client.force_login(administrator.user)

    answer = client.get("/journal/", {"kind": "acts", "export": "csv"}, follow=True)

    assert answer.redirect_chain == [("/journal/?kind=acts", 302)]
    assert "выберите период короче" in answer.content.decode()
