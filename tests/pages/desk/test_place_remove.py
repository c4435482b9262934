"""Taking a story out of a series."""

import pytest
from django.urls import reverse

from fanthology.stories.actions import begin_series, place_in_series
from tests.make import a_moderator, a_story, an_account, an_author

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("back", "route"), [("series", "series_manage"), ("", "story_manage")])
def test_it_is_out_and_one_is_back_where_one_was(back, route, client):
    alice = an_author("Alice")
    series = begin_series(by=alice.account, owner=alice, title="Nine Days of Rain")
    story = a_story(alice)
    place = place_in_series(by=alice.account, series=series, story=story)
    address = reverse("place_remove", args=[place.pk])
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        assert client.post(address).status_code == 403
    client.force_login(alice.account)
    answer = client.post(address, {"back": back})
    where = reverse(route, args=[series.pk if back else story.pk])
    assert answer["Location"].startswith(where)
    assert not series.places.exists()
    assert client.post(address).status_code == 404
