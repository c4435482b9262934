"""Show a hidden story again."""

import pytest
from django.urls import reverse

from fanthology.moderation.actions import hide_story
from tests.make import a_story

pytestmark = pytest.mark.django_db


def test_who_may_open_it(opens, for_moderators):
    assert opens(reverse("story_restore", args=[a_story().pk])) == for_moderators


def test_it_is_there_again(client, cast):
    story = a_story(title="The Grin")
    hide_story(by=cast["mina"], story=story, reason="Copied.")
    client.force_login(cast["mina"])
    url = reverse("story_restore", args=[story.pk])
    assert "because: <q>Copied.</q>" in client.get(url).content.decode()
    answer = client.post(url, {"reason": "It was not."}, follow=True)
    assert "“The Grin” is shown again, and the log says why." in answer.content.decode()
    client.logout()
    assert client.get(reverse("story_read", args=[story.pk])).status_code == 200


def test_what_is_not_hidden_is_said(client, cast):
    client.force_login(cast["mina"])
    url = reverse("story_restore", args=[a_story().pk])
    assert "It is not hidden." in client.get(url).content.decode()
    assert "This is not hidden" in client.post(url, {"reason": "Why not."}).content.decode()
