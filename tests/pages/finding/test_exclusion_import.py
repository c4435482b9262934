"""Bringing a list in."""

import pytest

from fanthology.catalogue.models import Kind
from fanthology.catalogue.queries import tag_called
from fanthology.core import limits
from tests.make import a_story, an_account
from tests.pages.finding.never import remember, remembered
from tests.pages.forms import errors_on, fields_on
from tests.pages.seen import words

pytestmark = pytest.mark.django_db

URL = "/never/import/"


def test_what_was_taken_along_comes_back_whole(client):
    first, second = a_story(title="Home"), a_story(title="Home")
    bob, carol = an_account("Bob"), an_account("Carol")
    holmes = tag_called(Kind.FANDOM, "Sherlock Holmes")
    client.force_login(bob)
    for given in ({"kind": "fandom", "name": "Sherlock Holmes", "reason": "Enough."}, {"kind": "story", "key": second.pk},
                  {"kind": "language", "key": "de"}, {"kind": "rating", "key": "13"}):  # fmt: skip
        client.post("/never/add/", given)
    text = client.get("/never/list.txt").content.decode()
    client.force_login(carol)
    assert client.post(URL, {"lines": text})["Location"] == "/never/"
    assert list(carol.exclusions.order_by("pk").values_list("kind", "key", "reason")) == [
        ("fandom", str(holmes.pk), "Enough."), ("story", str(second.pk), ""), ("language", "de", ""), ("rating", "13", "")
    ]  # fmt: skip
    assert first.pk != second.pk
    assert "Nothing new" not in words(client.get("/never/"))


def test_lines_that_cannot_be_read_stay_in_the_form(client):
    a_story(title="Home")
    a_story(title="Home")
    answer = client.post(
        URL, {"lines": "Fandom: sherlock holmes\nfandom: Nothing\nstory: Home\nrating: 99\nnonsense\n"}
    )
    assert "1 thing came onto your list." in words(answer)
    assert fields_on(answer.content.decode())["lines"] == [
        "fandom: Nothing\nstory: Home\nrating: 99\nnonsense"
    ]
    assert remembered(client).startswith("f")


def test_a_visitors_list_stays_within_its_bound_and_keeps_what_it_has(client):
    remember(client, "r13")
    stories = [a_story(title=f"Story {number}") for number in range(3)]
    lines = "\n".join(f"story: #{story.pk} {story}" for story in stories)
    client.post(URL, {"lines": f"rating: 18\n{lines}"})
    assert remembered(client) == "r13." + ".".join(f"s{story.pk}" for story in stories)
    full = ".".join(f"s{10**6 + number}" for number in range(limits.EXCLUSIONS_IN_COOKIE))
    remember(client, full)
    client.post(URL, {"lines": lines})
    assert remembered(client) == full


def test_an_empty_list_is_asked_for(client):
    assert client.get(URL).status_code == 200
    assert "lines" in errors_on(client.post(URL, {"lines": "  "}).content.decode())
