"""Moving a story within its series with buttons."""

import pytest
from django.urls import reverse

from fanthology.stories.actions import begin_series, place_in_series
from tests.make import a_story, an_account, an_author

pytestmark = pytest.mark.django_db


def test_it_swaps_with_its_neighbour(client):
    alice = an_author("Alice")
    series = begin_series(by=alice.account, owner=alice, title="Nine Days of Rain")
    for title in ("A", "B", "C"):
        place_in_series(by=alice.account, series=series, story=a_story(alice, title=title))

    def order():
        return [place.story.title for place in series.places.select_related("story")]

    client.force_login(alice.account)
    last = series.places.get(position=3)
    client.post(reverse("place_move", args=[last.pk]), {"to": "earlier"})
    assert order() == ["A", "C", "B"]
    client.post(reverse("place_move", args=[last.pk]), {"to": "later"})
    assert order() == ["A", "B", "C"]
    client.force_login(an_account("Bob"))
    assert client.post(reverse("place_move", args=[last.pk]), {"to": "earlier"}).status_code == 403
    assert client.get(reverse("place_move", args=[last.pk])).status_code == 405
    assert order() == ["A", "B", "C"]


def test_the_author_of_a_story_in_anothers_series_cannot_move_it(client):
    alice, bob = an_author("Alice"), an_author("Bob")
    series = begin_series(by=alice.account, owner=alice, title="Nine Days of Rain")
    place = series.places.create(story=a_story(bob), position=1)
    client.force_login(bob.account)
    assert client.post(reverse("place_move", args=[place.pk]), {"to": "later"}).status_code == 403
