"""Showing something again."""

import pytest

from fanthology.finding.actions import exclude, limit_ratings
from fanthology.finding.wishes import Choice, Field
from tests.make import a_story, an_account
from tests.pages.finding.never import remember, remembered
from tests.pages.forms import fields_on
from tests.pages.seen import words

pytestmark = pytest.mark.django_db

URL = "/never/remove/"


def test_a_link_asks_once_more(client):
    story = a_story(title="Home")
    remember(client, f"s{story.pk}.lde")
    page = client.get(f"{URL}?kind=story&key={story.pk}&next=/latest/")
    assert "Show “Home” again?" in words(page)
    assert remembered(client) == f"s{story.pk}.lde"
    answer = client.post(URL, fields_on(page.content.decode()))
    assert answer["Location"] == "/latest/"
    assert remembered(client) == "lde"


def test_a_member_takes_off_only_their_own(client):
    story = a_story(title="Home")
    bob, carol = an_account("Bob"), an_account("Carol")
    for account in (bob, carol):
        exclude(by=account, choice=Choice(Field.STORY, (story.pk,)))
    limit_ratings(by=bob, age=13)
    client.force_login(bob)
    client.post(URL, {"kind": "story", "key": story.pk})
    assert "“Home” is shown again." in words(client.get("/never/"))
    client.post(URL, {"kind": "rating", "key": "13"})
    assert (bob.exclusions.count(), carol.exclusions.count()) == (0, 1)


def test_the_last_thing_takes_the_cookie_with_it(client):
    remember(client, "lde")
    client.post(URL, {"kind": "language", "key": "de"})
    assert remembered(client) == ""


@pytest.mark.parametrize("query", ["", "kind=fandom&key=1", "kind=x&key=y", "kind=language&key=fr"])
def test_what_is_not_on_the_list_cannot_be_taken_off(client, query):
    remember(client, "lde")
    assert client.get(f"{URL}?{query}").status_code == 404
    assert (
        client.post(f"{URL}", dict(part.split("=") for part in query.split("&") if part)).status_code == 302
    )
    assert remembered(client) == "lde"
