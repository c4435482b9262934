"""Deleting a story: what goes is named, and it can be taken along first."""

import pytest
from django.urls import reverse

from fanthology.stories.actions import begin_series, place_in_series
from fanthology.stories.models import Story
from tests.make import a_moderator, a_story, an_account, an_author

pytestmark = pytest.mark.django_db


def test_it_says_what_goes_offers_the_files_and_asks_once_more(client):
    alice = an_author("Alice")
    story = a_story(alice, chapters=2)
    series = begin_series(by=alice.account, owner=alice, title="Nine Days of Rain")
    place_in_series(by=alice.account, series=series, story=story)
    client.force_login(alice.account)
    page = client.get(reverse("story_delete", args=[story.pk])).content.decode()
    for said in ("2 chapters", "its place in 1 series", "reviews", "hits"):
        assert said in page
    for kind in ("epub", "html"):
        assert reverse("story_file", args=[story.pk, kind]) in page
    assert Story.objects.exists(), "looking deletes nothing"
    answer = client.post(reverse("story_delete", args=[story.pk]), follow=True)
    assert "is deleted." in answer.content.decode()
    assert not Story.objects.exists()


def test_strangers_do_not_come_near(client):
    story = a_story()
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        assert client.get(reverse("story_delete", args=[story.pk])).status_code == 403
        assert client.post(reverse("story_delete", args=[story.pk])).status_code == 403
    assert Story.objects.exists()
