"""A saved search as a feed, at an address that only its owner knows."""

import pytest

from fanthology.catalogue.models import Kind
from fanthology.catalogue.queries import tag_called
from fanthology.finding.actions import delete_search, exclude, limit_ratings, save_search
from fanthology.finding.wishes import Choice, Field
from fanthology.moderation.actions import hide_account, restore_account
from fanthology.stories.models import Openness
from tests.feeds.atom import feed, texts, titles
from tests.make import a_moderator, a_story, an_account
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def url(search) -> str:
    return f"/searches/{search.token}.atom"


def test_it_shows_what_visitors_find_without_what_its_owner_never_wants_to_see(client):
    a_story(title="Seen")
    a_story(title="Crossed Out", tags={Kind.FANDOM: ("Dracula",)})
    a_story(title="German", language="de")
    a_story(title="For Members", openness=Openness.MEMBERS)
    a_story(title="A Draft", openness=Openness.DRAFT)
    alice, bob = an_account("Alice"), an_account("Bob")
    exclude(by=alice, choice=Choice(Field.FANDOM, (tag_called(Kind.FANDOM, "Dracula").pk,)))
    exclude(by=alice, choice=Choice(Field.LANGUAGE, ("de",)))
    mine = save_search(by=alice, name="Everything", address="")
    others = save_search(by=bob, name="Everything", address="")
    answer = client.get(url(mine))
    assert titles(answer) == ["Seen"]
    assert texts(feed(answer), "a:title") == ["Everything · Fanthology"]
    assert set(titles(client.get(url(others)))) == {"Seen", "Crossed Out", "German"}
    client.cookies["never"] = "lde.len"
    assert titles(client.get(url(mine))) == ["Seen"], "the browser that asks has no say"
    limit_ratings(by=alice, age=0)
    assert titles(client.get(url(mine))) == []


def test_it_follows_the_search(client):
    a_story(title="Holmes")
    a_story(title="Dracula", tags={Kind.FANDOM: ("Dracula",)})
    search = save_search(by=an_account(), name="Vampires", address="in=fandom:Dracula&sort=hits")
    answer = client.get(url(search))
    assert titles(answer) == ["Dracula"]
    assert answer["Cache-Control"] == "private, max-age=300"
    assert client.get(url(search), headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_who_does_not_know_the_address_finds_nothing(client):
    search = save_search(by=an_account(), name="Mine", address="")
    for token in ("x", search.token[:-1], search.token + "x", "a" * 400):
        assert client.get(f"/searches/{token}.atom").status_code == 404
    delete_search(by=search.account, search=search)
    assert client.get(url(search)).status_code == 404


def test_it_ends_with_its_owners_account(client):
    alice = an_account("Alice")
    search = save_search(by=alice, name="Mine", address="")
    moderator = a_moderator()
    hide_account(by=moderator, account=alice, reason="Spam.")
    assert client.get(url(search)).status_code == 404
    restore_account(by=moderator, account=alice, reason="A mistake.")
    assert client.get(url(search)).status_code == 200
    alice.refresh_from_db()
    alice.is_active = False
    alice.save()
    assert client.get(url(search)).status_code == 404


def test_a_search_that_cannot_be_read_any_more_says_so(client):
    search = save_search(by=an_account(), name="Lost", address="in=fandom:Nothing")
    answer = client.get(url(search))
    assert answer.status_code == 400
    assert "Nothing" in answer.content.decode()


def test_its_cost_does_not_grow(client):
    alice = an_account("Alice")
    search = save_search(by=alice, name="All", address="")

    def cost() -> int:
        client.get(url(search))
        with count_queries() as counted:
            client.get(url(search))
        return len(counted)

    a_story()
    exclude(by=alice, choice=Choice(Field.LANGUAGE, ("de",)))
    with_one = cost()
    for code in ("fr", "it"):
        a_story()
        exclude(by=alice, choice=Choice(Field.LANGUAGE, (code,)))
    assert cost() == with_one
