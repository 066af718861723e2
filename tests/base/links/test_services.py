"""What those who send links do with them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.base.links.conftest import Letters, Paper, open_with_code
from tests.factories.accounts import make_account
from tests.support.purposes import ALLOWED, REFUSED, a_purpose

from zveno.base.accounts.models import User
from zveno.base.audit.models import Entry
from zveno.base.core.verdict import Refused
from zveno.base.links import purposes
from zveno.base.links.jobs import KEPT, purge
from zveno.base.links.models import Link, LinkSecret, OneTimeCode
from zveno.base.links.queries import links_of
from zveno.base.links.seals import digest_of_code, masked
from zveno.base.links.services import (
    LinkError,
    TooSoon,
    forget_links,
    remind_link,
    renew_link,
    revoke_link,
    send_code,
)
from zveno.network.organisations.actors import Actor


def opens(secret: str) -> int:
    return Client().get(f"/l/{secret}/").status_code


# Issuing


def test_the_same_person_and_task_get_the_same_link_renewed(paper: Paper) -> None:
    first = paper.send()
    paper.clock.pass_by(days=10)

    second = paper.send(email=" Ivanova@Example.ru ", person_name="Иванова М. П.")

    link = Link.objects.get()
    assert (first.link.pk, second.link.pk) == (link.pk, link.pk)
    assert (link.person_name, link.expires_at) == ("Иванова М. П.", paper.clock.now + timedelta(days=14))
    assert [opens(first.secret), opens(second.secret)] == [200, 200]


def test_a_new_version_closes_the_letters_of_the_old_one(paper: Paper) -> None:
    first = paper.send()
    paper.edit("2")

    second = paper.send()

    assert Link.objects.count() == 1
    assert [opens(first.secret), opens(second.secret)] == [410, 200]


@pytest.mark.parametrize("more", [{"email": "petrov@example.ru"}, {"key": "annex"}])
def test_another_person_or_task_gets_another_link(paper: Paper, more: dict[str, Any]) -> None:
    paper.send()

    paper.send(**more)

    assert Link.objects.count() == 2


def test_after_revoking_a_new_link_may_be_issued(paper: Paper) -> None:
    first = paper.send()
    revoke_link(first.link, by=paper.manager, at=paper.clock.now)

    second = paper.send()

    assert [opens(first.secret), opens(second.secret)] == [410, 200]


def test_a_person_without_an_address_gets_a_link_on_paper_that_asks_no_code(paper: Paper) -> None:
    issued = paper.send(email="")
    again = paper.send(email="")
    other = paper.send(email="", person_name="Петров Пётр")

    page = Client().get(f"/l/{issued.secret}/")

    assert page.content.decode() == "page first of Иванова Мария"
    assert (issued.link.pk == again.link.pk, issued.link.pk == other.link.pk) == (True, False)
    with pytest.raises(LinkError):
        renew_link(issued.link, at=paper.clock.now)


def test_the_database_allows_one_standing_link_per_person_and_task(paper: Paper) -> None:
    link = paper.send().link
    link.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        link.save(force_insert=True)


def test_a_purpose_nobody_registered_is_a_mistake_of_ours(paper: Paper) -> None:
    purposes.forget("test.sign")

    with pytest.raises(KeyError):
        paper.send()


def test_two_purposes_of_one_code_are_a_mistake_of_ours(paper: Paper) -> None:
    with pytest.raises(ValueError, match="registered twice"), a_purpose("test.sign"):
        pass


# Reminding


def test_reminding_sends_again_keeps_earlier_letters_working_and_waits_an_hour(
    paper: Paper, letters: Letters
) -> None:
    issued = paper.send()
    paper.clock.pass_by(minutes=59)
    with pytest.raises(TooSoon, match="через 60 с"):
        remind_link(issued.link, by=paper.manager, at=paper.clock.now)

    paper.clock.pass_by(minutes=1)
    with letters:
        remind_link(issued.link, by=paper.manager, at=paper.clock.now)

    assert letters.to() == [["ivanova@example.ru"]]
    assert [opens(issued.secret), opens(letters.secret())] == [200, 200]
    assert list(Entry.objects.filter(action="link.remind").values_list("actor_id")) == [(paper.author.pk,)]


def test_reminding_of_an_expired_link_gives_a_new_term_and_closes_the_old_letter(
    paper: Paper, letters: Letters
) -> None:
    issued = paper.send()
    paper.clock.pass_by(days=20)

    with letters:
        remind_link(issued.link, by=paper.manager, at=paper.clock.now)

    assert [opens(issued.secret), opens(letters.secret())] == [410, 200]


def test_whoever_sent_links_sees_what_became_of_each(client: Client, paper: Paper, letters: Letters) -> None:
    waiting = paper.send()
    open_with_code(client, paper.send(email="b@example.ru").secret, letters)
    revoke_link(paper.send(email="c@example.ru").link, by=paper.manager, at=paper.clock.now)

    soon = {
        line.email: (str(line.status.text), line.remind_from)
        for line in links_of(paper.thing, at=paper.clock.now)
    }
    later = {line.email: line.remind_from for line in links_of(paper.thing, at=paper.clock.pass_by(hours=1))}
    expired = {
        line.email: str(line.status.text) for line in links_of(paper.thing, at=paper.clock.pass_by(days=20))
    }

    sent_at = waiting.link.sent_at
    assert sent_at
    assert soon == {
        "ivanova@example.ru": ("ждём ответа", sent_at + timedelta(hours=1)),
        "b@example.ru": ("открывали", sent_at + timedelta(hours=1)),
        "c@example.ru": ("отозвана", sent_at + timedelta(hours=1)),
    }
    assert set(later.values()) == {None}
    assert expired == {"ivanova@example.ru": "истекла", "b@example.ru": "истекла", "c@example.ru": "отозвана"}


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_of_links_costs_one_query(paper: Paper, people: int, django_assert_num_queries: Any) -> None:
    for number in range(people):
        paper.send(email=f"p{number}@example.ru")

    with django_assert_num_queries(1):
        links_of(paper.thing, at=paper.clock.now)


# The two acts of whoever sent a link, by rights


@pytest.mark.parametrize("act", ["remind", "revoke"])
def test_owner_colleague_and_stranger_at_the_buttons(paper: Paper, act: str) -> None:
    link = paper.send().link
    paper.clock.pass_by(hours=2)
    owner, colleague, stranger = make_account(), make_account(), make_account()
    paper.desk.managers.update({owner.pk: ALLOWED, colleague.pk: REFUSED})

    def press(user: User | None) -> int:
        client = Client()
        if user:
            client.force_login(user)
        return client.post(f"/links/{link.pk}/{act}/", {"next": "/account/settings/"}).status_code

    codes = [press(stranger), press(colleague), press(None), press(owner)]

    assert codes == [404, 403, 302, 302]
    done = Entry.objects.filter(action=f"link.{act}").values_list("actor_id", flat=True)
    assert list(done) == [owner.pk]


@pytest.mark.parametrize("act", [remind_link, revoke_link])
def test_the_services_themselves_ask_for_the_right(paper: Paper, act: Any) -> None:
    link = paper.send().link
    paper.clock.pass_by(hours=2)
    colleague, stranger = make_account(), make_account()
    paper.desk.managers[colleague.pk] = REFUSED

    for user in (colleague, stranger):
        with pytest.raises(Refused):
            act(link, by=Actor(user), at=paper.clock.now)

    assert Link.objects.filter(revoked_at=None, sent_at=link.sent_at).count() == 1


def test_after_the_button_one_returns_to_our_own_page_only(client: Client, paper: Paper) -> None:
    link = paper.send().link
    paper.desk.managers[paper.author.pk] = ALLOWED
    client.force_login(paper.author)

    ours = client.post(f"/links/{link.pk}/revoke/", {"next": "/account/settings/"})
    foreign = client.post(f"/links/{link.pk}/revoke/", {"next": "https://evil.example/"})

    assert (ours["Location"], foreign["Location"]) == ("/account/settings/", "/")


def test_nothing_is_sent_for_a_revoked_link(paper: Paper, letters: Letters) -> None:
    link = paper.send().link
    revoke_link(link, by=paper.manager, at=paper.clock.now)
    later = paper.clock.pass_by(days=1)

    for act in (
        lambda: renew_link(link, at=later),
        lambda: send_code(link, at=later),
        lambda: remind_link(link, by=paper.manager, at=later),
    ):
        with letters, pytest.raises(LinkError):
            act()

    assert letters.to() == []


# Forgetting


def test_links_are_forgotten_half_a_year_after_they_expired(paper: Paper, letters: Letters) -> None:
    old = paper.send(email="old@example.ru")
    paper.clock.pass_by(days=30)
    young = paper.send()

    paper.clock.now = old.link.expires_at + KEPT + timedelta(seconds=1)
    counted = purge()

    assert counted == {"links": 1}
    assert list(Link.objects.values_list("pk", flat=True)) == [young.link.pk]
    assert opens(old.secret) == 404
    assert Entry.objects.get(action="link.purge").changes["count"] == 1


def test_whoever_withdraws_is_in_no_row_of_his_links_and_his_letters_say_so(
    paper: Paper, letters: Letters
) -> None:
    mine, older = paper.send(), paper.send(email="ivanova@old.example.ru", key="annex")
    revoke_link(older.link, by=paper.manager, at=paper.clock.now)
    with letters:
        send_code(mine.link, at=paper.clock.now)

    count = forget_links(paper.thing, at=paper.clock.now)

    page = Client().get(f"/l/{mine.secret}/")
    kept = str([list(model.objects.values()) for model in (Link, OneTimeCode, LinkSecret)])
    assert count == 2
    assert "Иванова" not in kept
    assert "ivanova" not in kept
    assert OneTimeCode.objects.count() == 0
    assert (page.status_code, opens(older.secret)) == (410, 410)
    assert "Сведения удалены" in page.content.decode()


def test_the_journal_keeps_of_an_address_what_its_owner_recognises(paper: Paper, letters: Letters) -> None:
    issued = paper.send()
    open_with_code(Client(), issued.secret, letters)
    paper.clock.pass_by(hours=2)
    remind_link(issued.link, by=paper.manager, at=paper.clock.now)
    renew_link(issued.link, at=paper.clock.pass_by(hours=2))

    told = [entry.changes["email"] for entry in Entry.objects.filter(action__startswith="link.")]

    assert told == ["iv•••@example.ru"] * 4


def test_codes_of_yesterday_are_forgotten(client: Client, paper: Paper, letters: Letters) -> None:
    issued = paper.send()
    open_with_code(client, issued.secret, letters)

    paper.clock.pass_by(days=2)
    purge()

    assert (OneTimeCode.objects.count(), LinkSecret.objects.count()) == (0, 1)


def test_a_code_is_kept_bound_to_its_link_and_to_the_secret_key(settings: Any) -> None:
    kept = digest_of_code(1, "123456")

    settings.SECRET_KEY = "another installation with another secret key"

    assert kept not in {digest_of_code(1, "123456"), digest_of_code(2, "123456")}
    assert digest_of_code(1, "123456") != digest_of_code(2, "123456")


@pytest.mark.parametrize(
    ("email", "shown"),
    [("ivanova@example.ru", "iv•••@example.ru"), ("ab@x.ru", "a•••@x.ru"), ("a@x.ru", "a•••@x.ru")],
)
def test_an_address_is_shown_to_those_who_know_it(email: str, shown: str) -> None:
    assert masked(email) == shown
