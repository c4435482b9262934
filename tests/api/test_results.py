"""Stories as the API tells them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from fanthology.api.results import results
from fanthology.catalogue.models import Kind
from fanthology.finding.wishes import Words
from fanthology.stories.actions import begin_series, place_in_series
from fanthology.stories.models import Openness
from tests.make import a_story, an_author
from tests.tools import count_queries

pytestmark = pytest.mark.django_db
BASE = "https://moors.example"


def told(*stories, **how):
    return results([story.pk for story in stories], AnonymousUser(), BASE, **how)


def test_a_result_says_what_a_card_says_in_the_authors_own_words_and_order():
    wren, bob = an_author("Wren / Lark"), an_author("Bob")
    tags = {
        Kind.FANDOM: ("Sherlock Holmes", "Alice in Wonderland"), Kind.CHARACTER: ("Zoe", "Ann"),
        Kind.RELATIONSHIP: ("Zoe/Ann",), Kind.GENRE: ("Mystery",), Kind.WARNING: ("Teeth",), Kind.FREEFORM: ("Rain",),
    }  # fmt: skip
    story = a_story(wren, bob, title="Tea", tags=tags, categories=("Canon > Late", "Other"), chapters=2)
    (said,) = told(story)
    assert said["url"] == f"{BASE}/stories/{story.pk}/"
    assert said["title"] == "Tea"
    assert [one["name"] for one in said["authors"]] == ["Wren / Lark", "Bob"]
    assert said["authors"][0]["url"] == f"{BASE}/authors/wren-lark/"
    assert said["fandoms"] == ["Sherlock Holmes", "Alice in Wonderland"]
    assert said["characters"] == ["Zoe", "Ann"]
    assert (said["relationships"], said["genres"], said["warnings"], said["tags"]) == (
        ["Zoe/Ann"], ["Mystery"], ["Teeth"], ["Rain"],
    )  # fmt: skip
    assert said["categories"] == ["Canon > Late", "Other"]
    assert (said["chapters"], said["crossover"], said["rating"], said["language"]) == (2, True, "FR13", "en")
    assert said["summary"].startswith("<p>A client")
    assert said["published"].endswith("Z")
    assert "snippet" not in said


def test_they_come_in_the_order_of_the_ids_and_only_what_visitors_may_see():
    shown = [a_story() for _ in range(3)]
    secret = [a_story(openness=Openness.DRAFT), a_story(openness=Openness.MEMBERS)]
    wanted = [shown[2], secret[0], shown[0], secret[1], shown[1]]
    assert [one["id"] for one in told(*wanted)] == [shown[2].pk, shown[0].pk, shown[1].pk]
    assert told(*secret) == []


def test_a_result_knows_its_series():
    wren = an_author("Wren")
    story = a_story(wren)
    series = begin_series(by=wren.account, owner=wren, title="Nine Days")
    place_in_series(by=wren.account, series=series, story=story)
    (said,) = told(story)
    assert said["series"] == [
        {"id": series.pk, "title": "Nine Days", "position": 1, "url": f"{BASE}/series/{series.pk}/"}
    ]


def test_found_words_come_as_pieces():
    (said,) = told(a_story(), words=(Words(("nine", "days")),))
    assert [piece["text"] for piece in said["snippet"] if piece["match"]] == ["nine days"]
    (said,) = told(a_story(), words=(Words(("elephants",)),))
    assert "snippet" not in said


@pytest.mark.parametrize("number", [1, 3])
def test_two_queries_tell_any_number_of_stories(number):
    stories = [a_story() for _ in range(number)]
    told(*stories)
    with count_queries() as counted:
        told(*stories)
    assert len(counted) == 2
