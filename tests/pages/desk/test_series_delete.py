"""Taking a series apart."""

import pytest
from django.urls import reverse

from fanthology.stories.actions import begin_series, place_in_series
from fanthology.stories.models import Series, Story
from tests.make import a_moderator, a_story, an_account, an_author

pytestmark = pytest.mark.django_db


def test_it_asks_once_more_and_the_stories_stay(client):
    alice = an_author("Alice")
    series = begin_series(by=alice.account, owner=alice, title="Nine Days of Rain")
    place_in_series(by=alice.account, series=series, story=a_story(alice))
    client.force_login(alice.account)
    address = reverse("series_delete", args=[series.pk])
    assert "Its story stays." in client.get(address).content.decode()
    assert Series.objects.exists()
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        assert client.post(address).status_code == 403
    client.force_login(alice.account)
    assert client.post(address)["Location"] == reverse("desk")
    assert (Series.objects.count(), Story.objects.count()) == (0, 1)
