"""One's saved searches."""

import pytest

from fanthology.finding.actions import save_search
from tests.make import an_account
from tests.pages.seen import links, queries, words

pytestmark = pytest.mark.django_db

URL = "/searches/"


def test_each_leads_to_its_stories_and_its_feed(client):
    alice, bob = an_account("Alice"), an_account("Bob")
    search = save_search(by=alice, name="Long & <good>", address="in=fandom:Dracula&words_from=10000")
    save_search(by=bob, name="Mine", address="")
    client.force_login(alice)
    answer = client.get(URL)
    assert "Long & <good>" in words(answer)
    assert "Mine" not in words(answer)
    wanted = {"/stories/?in=fandom%3ADracula&words_from=10000", f"/searches/{search.token}.atom",
              f"/searches/{search.pk}/rename/", f"/searches/{search.pk}/forget/"}  # fmt: skip
    assert wanted <= set(links(answer))
    assert "no-store" in answer["Cache-Control"]


def test_without_one_it_says_how_to_get_one(client):
    client.force_login(an_account())
    assert "Save this search" in words(client.get(URL))


def test_the_desk_leads_there(client):
    client.force_login(an_account())
    assert {URL, "/never/"} <= set(links(client.get("/desk/")))


def test_visitors_sign_in_first(client):
    assert client.get(URL)["Location"] == f"/accounts/login/?next={URL}"


def test_its_cost_does_not_grow(client):
    alice = an_account()
    client.force_login(alice)
    save_search(by=alice, name="One", address="")
    with_one = queries(client, URL)
    for name in ("Two", "Three"):
        save_search(by=alice, name=name, address="")
    assert queries(client, URL) == with_one
