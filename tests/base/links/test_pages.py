"""What the holder of a link meets at its address."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.base.links.conftest import Letters, Paper, open_with_code, the_link
from tests.factories.accounts import make_account

from zveno.base.audit.models import Entry
from zveno.base.links.models import Link, LinkSecret, OneTimeCode
from zveno.base.links.services import issue_link, revoke_link, revoke_links
from zveno.base.notifications.models import Letter

ADDRESS = "ivanova@example.ru"


def rows() -> tuple[Any, ...]:
    """Everything that opening a link could have changed."""
    return (
        list(Link.objects.values()),
        list(LinkSecret.objects.values()),
        list(OneTimeCode.objects.values()),
        Entry.objects.count(),
    )


# The owner


def test_the_first_step_asks_no_code_and_whoever_made_it_goes_on_in_his_browser_alone(
    client: Client, paper: Paper
) -> None:
    issued = paper.send()
    thing = str(paper.thing.pk)
    paper.desk.fresh.add(thing)

    before = client.get(f"/l/{issued.secret}/").content.decode()
    client.post(f"/l/{issued.secret}/")
    paper.desk.fresh.remove(thing)
    here = client.get(f"/l/{issued.secret}/").content.decode()
    elsewhere = Client().get(f"/l/{issued.secret}/").content.decode()

    assert (before, here) == ("page first of Иванова Мария", "page first of Иванова Мария")
    assert "нужен код" in elsewhere


def test_only_looking_at_the_first_step_opens_nothing_later(client: Client, paper: Paper) -> None:
    issued = paper.send()
    thing = str(paper.thing.pk)
    paper.desk.fresh.add(thing)

    client.get(f"/l/{issued.secret}/")
    paper.desk.fresh.remove(thing)

    assert "нужен код" in client.get(f"/l/{issued.secret}/").content.decode()


def test_the_owner_opens_with_the_code_from_the_letter_and_acts(
    client: Client, paper: Paper, letters: Letters
) -> None:
    issued = paper.send()

    asked = client.get(f"/l/{issued.secret}/").content.decode()
    entered = open_with_code(client, issued.secret, letters)
    page = client.get(entered["Location"]).content.decode()
    acted = client.post(f"/l/{issued.secret}/")

    assert "iv•••@example.ru" in asked
    assert ADDRESS not in asked
    assert page == "page first of Иванова Мария"
    assert acted["Location"] == f"/l/{issued.secret}/done/"
    assert client.get(acted["Location"]).content.decode() == "page done/ of Иванова Мария"
    assert paper.desk.acts == [
        {
            "link": issued.link.pk,
            "email": ADDRESS,
            "person": "Иванова Мария",
            "version": "1",
            "confirmed_at": paper.clock.now.isoformat(),
            "address": "127.0.0.1",
        }
    ]


def test_the_letter_has_the_address_the_thing_and_the_term(paper: Paper, letters: Letters) -> None:
    with letters:
        issued = paper.send(is_read=False)

    assert letters.to() == [[ADDRESS]]
    assert letters.secret() == issued.secret
    assert issued.address == f"http://127.0.0.1:8000/l/{issued.secret}/"
    assert "Договор 12" in letters.texts()[0]
    assert f"{issued.link.expires_at:%d.%m.%Y}" in letters.texts()[0]


def test_a_link_without_a_code_opens_at_once(client: Client, paper_without_code: Paper) -> None:
    issued = paper_without_code.send()

    page = client.get(f"/l/{issued.secret}/")

    assert (page.status_code, page.content.decode()) == (200, "page first of Иванова Мария")


def test_looking_at_an_open_link_is_not_an_act(client: Client, paper_without_code: Paper) -> None:
    issued = paper_without_code.send()
    before = rows()

    client.get(f"/l/{issued.secret}/")
    client.head(f"/l/{issued.secret}/")
    looked = rows()
    client.post(f"/l/{issued.secret}/")

    assert looked == before
    assert the_link().last_used_at == paper_without_code.clock.now


def test_what_was_confirmed_in_the_morning_is_asked_again_after_a_shift(
    client: Client, paper: Paper, letters: Letters
) -> None:
    issued = paper.send()
    open_with_code(client, issued.secret, letters)

    paper.clock.pass_by(hours=13)
    answer = client.post(f"/l/{issued.secret}/")

    assert "Прислать код" in answer.content.decode()
    assert paper.desk.acts == []


# Strangers


@pytest.mark.parametrize("garbage", ["a", "x" * 43, "не-ссылка", "0" * 500, "%00", "..%2f", "' OR 1=1 --"])
def test_whatever_was_never_sent_is_answered_alike(client: Client, paper: Paper, garbage: str) -> None:
    paper.send()

    answers = [
        client.get(f"/l/{garbage}/"),
        client.get(f"/l/{'y' * 43}/"),
        client.get(f"/l/{garbage}/some/page/"),
        client.post(f"/l/{garbage}/-/code/send/"),
        client.post(f"/l/{garbage}/-/code/", {"code": "123456"}),
        client.post(f"/l/{garbage}/-/renew/"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert {without_what_was_asked(answer) for answer in answers[:2]} == {without_what_was_asked(answers[3])}


def without_what_was_asked(answer: Any) -> str:
    """The page without the address it repeats for the switch of themes and without its tokens."""
    page = re.sub(r'name="next" value="[^"]*"', "", answer.content.decode())
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_a_stranger_with_the_address_but_without_the_code_does_nothing(client: Client, paper: Paper) -> None:
    issued = paper.send()

    page = client.get(f"/l/{issued.secret}/done/")
    act = client.post(f"/l/{issued.secret}/")

    assert page["Location"] == f"/l/{issued.secret}/"
    assert "Прислать код" in act.content.decode()
    assert paper.desk.acts == []


def test_the_code_entered_in_one_browser_opens_nothing_in_another(paper: Paper, letters: Letters) -> None:
    issued = paper.send()
    open_with_code(Client(), issued.secret, letters)

    page = Client().get(f"/l/{issued.secret}/")

    assert "Прислать код" in page.content.decode()


def test_a_code_of_another_link_does_not_open(client: Client, paper: Paper, letters: Letters) -> None:
    mine, foreign = paper.send(), paper.send(email="petrov@example.ru")
    with letters:
        client.post(f"/l/{mine.secret}/-/code/send/")
    my_code = letters.code()
    with letters:
        client.post(f"/l/{foreign.secret}/-/code/send/")

    answer = client.post(f"/l/{foreign.secret}/-/code/", {"code": my_code})

    assert "Осталось попыток: 4" in answer.content.decode()
    assert "Прислать" in client.get(f"/l/{foreign.secret}/").content.decode()


# Codes


def test_a_code_opens_once(client: Client, paper: Paper, letters: Letters) -> None:
    issued = paper.send()
    open_with_code(Client(), issued.secret, letters)

    replayed = client.post(f"/l/{issued.secret}/-/code/", {"code": letters.code()})

    assert "больше не действует" in replayed.content.decode()


def test_a_code_may_be_pasted_with_spaces(client: Client, paper: Paper, letters: Letters) -> None:
    issued = paper.send()
    with letters:
        client.post(f"/l/{issued.secret}/-/code/send/")
    code = letters.code()

    answer = client.post(f"/l/{issued.secret}/-/code/", {"code": f" {code[:3]} {code[3:]} "})

    assert answer.status_code == 302


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_code_costs_no_attempt(client: Client, paper: Paper, letters: Letters, typed: str) -> None:
    issued = paper.send()
    with letters:
        client.post(f"/l/{issued.secret}/-/code/send/")

    answer = client.post(f"/l/{issued.secret}/-/code/", {"code": typed})

    assert answer.status_code == 200
    assert OneTimeCode.objects.get().mistakes == 0


def test_after_five_mistakes_even_the_right_code_is_dead_and_a_new_one_opens(
    client: Client, paper: Paper, letters: Letters
) -> None:
    issued = paper.send()
    with letters:
        client.post(f"/l/{issued.secret}/-/code/send/")
    code = letters.code()
    wrong = "000000" if code != "000000" else "111111"
    for _attempt in range(5):
        client.post(f"/l/{issued.secret}/-/code/", {"code": wrong})

    right_too_late = client.post(f"/l/{issued.secret}/-/code/", {"code": code})
    paper.clock.pass_by(minutes=2)
    anew = open_with_code(client, issued.secret, letters)

    assert "больше не действует" in right_too_late.content.decode()
    assert anew.status_code == 302
    assert Entry.objects.filter(action="link.code_fail").count() == 1


def test_a_code_lives_ten_minutes(client: Client, paper: Paper, letters: Letters) -> None:
    issued = paper.send()
    with letters:
        client.post(f"/l/{issued.secret}/-/code/send/")

    paper.clock.pass_by(minutes=10)
    answer = client.post(f"/l/{issued.secret}/-/code/", {"code": letters.code()})

    assert "больше не действует" in answer.content.decode()


def test_the_next_code_waits_a_minute_and_the_page_says_so(
    client: Client, paper: Paper, letters: Letters
) -> None:
    issued = paper.send()
    with letters:
        client.post(f"/l/{issued.secret}/-/code/send/")
    paper.clock.pass_by(seconds=17)

    with letters:
        early = client.post(f"/l/{issued.secret}/-/code/send/", follow=True).content.decode()
    paper.clock.pass_by(seconds=43)
    with letters:
        client.post(f"/l/{issued.secret}/-/code/send/")

    assert "через 43 с" in early
    assert letters.to() == [[ADDRESS], [ADDRESS]]


def test_five_codes_an_hour_and_no_more(client: Client, paper: Paper, letters: Letters) -> None:
    issued = paper.send()

    for _attempt in range(10):
        with letters:
            client.post(f"/l/{issued.secret}/-/code/send/")
        paper.clock.pass_by(minutes=2)

    assert len(letters.to()) == 5


def test_a_newer_code_replaces_the_older(client: Client, paper: Paper, letters: Letters) -> None:
    issued = paper.send()
    with letters:
        client.post(f"/l/{issued.secret}/-/code/send/")
    older = letters.code()
    paper.clock.pass_by(minutes=1)
    with letters:
        client.post(f"/l/{issued.secret}/-/code/send/")
    newer = letters.code()

    answers = [client.post(f"/l/{issued.secret}/-/code/", {"code": code}) for code in (older, newer)]

    assert [answer.status_code for answer in answers] == [200, 302]


# Programs that open every link


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_programs_that_check_letters_change_nothing(
    paper: Paper, paper_pages: list[str], letters: Letters, method: str
) -> None:
    before, sent = rows(), len(letters.to())

    with letters:
        codes = {getattr(Client(), method)(page).status_code for page in paper_pages}

    assert rows() == before
    assert len(letters.to()) == sent
    assert paper.desk.acts == []
    assert codes <= {200, 302, 410}


@pytest.fixture
def paper_pages(paper: Paper) -> list[str]:
    """Every address under an open link and under an expired one."""
    old = paper.send(email="old@example.ru", at=paper.clock.now)
    paper.clock.pass_by(days=15)
    fresh = paper.send()
    endings = ["", "done/", "-/code/", "-/code/send/", "-/renew/"]
    return [f"/l/{issued.secret}/{ending}" for issued in (old, fresh) for ending in endings]


# No dead ends


def test_an_expired_link_offers_a_new_one_to_the_address_on_record(
    client: Client, paper: Paper, letters: Letters
) -> None:
    issued = paper.send()
    paper.clock.pass_by(days=14)

    page = client.get(f"/l/{issued.secret}/")
    with letters:
        client.post(f"/l/{issued.secret}/-/renew/")
    renewed = letters.secret()

    assert page.status_code == 410
    assert "Срок ссылки истёк" in page.content.decode()
    assert "iv•••@example.ru" in page.content.decode()
    assert letters.to() == [[ADDRESS]]
    assert open_with_code(client, renewed, letters).status_code == 302
    assert "Есть ссылка новее" in Client().get(f"/l/{issued.secret}/").content.decode()


def test_new_links_are_asked_for_at_intervals_and_five_times_a_day(
    client: Client, paper: Paper, letters: Letters
) -> None:
    issued = paper.send()
    paper.clock.pass_by(days=15)

    for _attempt in range(20):
        with letters:
            client.post(f"/l/{issued.secret}/-/renew/")
        paper.clock.pass_by(minutes=1)

    assert len(letters.to()) == 5


def test_a_link_that_opens_is_not_renewed(client: Client, paper: Paper, letters: Letters) -> None:
    issued = paper.send()
    paper.clock.pass_by(days=1)

    with letters:
        client.post(f"/l/{issued.secret}/-/renew/")

    assert letters.to() == []


def test_a_link_to_an_older_version_never_acts_and_offers_the_present_one(
    client: Client, paper: Paper, letters: Letters
) -> None:
    issued = paper.send()
    open_with_code(client, issued.secret, letters)
    paper.edit("2")
    paper.clock.pass_by(minutes=5)

    act = client.post(f"/l/{issued.secret}/")
    with letters:
        client.post(f"/l/{issued.secret}/-/renew/")
    renewed = client.post(f"/l/{letters.secret()}/")

    assert act.status_code == 410
    assert "Документ изменился" in act.content.decode()
    assert renewed.status_code == 302
    assert [act["version"] for act in paper.desk.acts] == ["2"]


def test_a_revoked_link_says_so_and_whom_to_ask(client: Client, paper: Paper, letters: Letters) -> None:
    issued = paper.send()
    open_with_code(client, issued.secret, letters)
    revoke_link(issued.link, by=paper.manager, at=paper.clock.now, why="подписано на бумаге")

    page = client.get(f"/l/{issued.secret}/")
    act = client.post(f"/l/{issued.secret}/")
    with letters:
        client.post(f"/l/{issued.secret}/-/renew/")
        client.post(f"/l/{issued.secret}/-/code/send/")

    assert (page.status_code, act.status_code) == (410, 410)
    assert "методист Петрова, тел. 2-15-15" in page.content.decode()
    assert paper.desk.acts == []
    assert letters.to() == [[ADDRESS]]


def test_all_links_of_a_thing_are_revoked_at_once(client: Client, paper: Paper) -> None:
    sent = [paper.send(), paper.send(email="petrov@example.ru")]
    kept = issue_link(
        "test.sign",
        make_account(),
        email=ADDRESS,
        person_name="Иванова",
        by=paper.author,
        at=paper.clock.now,
    )

    count = revoke_links(paper.thing, by=paper.author, at=paper.clock.now)

    assert count == 2
    assert [client.get(f"/l/{issued.secret}/").status_code for issued in sent] == [410, 410]
    assert Link.objects.get(pk=kept.link.pk).revoked_at is None


def test_a_link_whose_thing_is_gone_is_like_none(client: Client, paper: Paper) -> None:
    issued = paper.send()
    paper.desk.editions.clear()

    assert client.get(f"/l/{issued.secret}/").status_code == 404


# What must not leak


def test_pages_of_links_are_not_kept_by_browsers_and_tell_no_site_where_they_were(
    client: Client, paper: Paper
) -> None:
    issued = paper.send()

    for page in (client.get(f"/l/{issued.secret}/"), client.get("/l/unknown/")):
        assert page["Referrer-Policy"] == "strict-origin"
        assert "no-store" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_neither_the_secret_nor_the_code_is_in_the_database(
    client: Client, paper: Paper, letters: Letters
) -> None:
    issued = paper.send()

    open_with_code(client, issued.secret, letters)

    kept = str(
        [
            *rows(),
            list(Letter.objects.values()),
            list(Entry.objects.values()),
            [row.get_decoded() for row in Session.objects.all()],
        ]
    )
    assert issued.secret not in kept
    assert letters.code() not in kept


def test_signs_of_a_forged_request_are_refused(paper: Paper) -> None:
    issued = paper.send()
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(f"/l/{issued.secret}/-/code/send/")

    assert answer.status_code == 403
    assert OneTimeCode.objects.count() == 0


def test_the_journal_tells_the_life_of_a_link(client: Client, paper: Paper, letters: Letters) -> None:
    issued = paper.send()
    open_with_code(client, issued.secret, letters)
    paper.clock.pass_by(days=20)
    client.post(f"/l/{issued.secret}/-/renew/")
    revoke_link(the_link(), by=paper.manager, at=paper.clock.now)

    told = Entry.objects.filter(action__startswith="link.").order_by("pk").values_list("action", "actor_id")

    author = paper.author.pk
    assert list(told) == [
        ("link.issue", author),
        ("link.confirm", None),
        ("link.renew", None),
        ("link.revoke", author),
    ]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_ORIGIN": "https://testserver"}, 302),  # what browsers send under strict-origin
        ({"HTTP_REFERER": "https://testserver/"}, 302),  # and those that send no Origin
        ({"HTTP_ORIGIN": "null"}, 403),  # what they would send under no-referrer
        ({"HTTP_ORIGIN": "https://evil.example"}, 403),
    ],
)
def test_the_policy_that_hides_the_address_lets_our_own_forms_through(
    paper: Paper, headers: dict[str, str], status: int
) -> None:
    issued = paper.send()
    strict: Any = Client(enforce_csrf_checks=True)
    strict.get(f"/l/{issued.secret}/", secure=True)
    token = strict.cookies["csrftoken"].value

    answer = strict.post(
        f"/l/{issued.secret}/-/code/send/", {"csrfmiddlewaretoken": token}, secure=True, **headers
    )

    assert answer.status_code == status
