"""Hide a chapter with a reason."""

import pytest
from django.urls import reverse

from fanthology.moderation.actions import hide_story
from tests.make import a_chapter, a_story

pytestmark = pytest.mark.django_db


def test_who_may_open_it(opens, for_moderators):
    assert opens(reverse("chapter_hide", args=[a_story().chapters.get().pk])) == for_moderators


def test_it_is_hidden(client, cast):
    story = a_story(title="The Grin", chapters=2)
    chapter = story.chapters.get(position=2)
    client.force_login(cast["mina"])
    url = reverse("chapter_hide", args=[chapter.pk])
    assert "“Part 2” of “The Grin”" in client.get(url).content.decode()
    answer = client.post(url, {"reason": "Copied."}, follow=True)
    assert answer.redirect_chain == [(reverse("story_read", args=[story.pk]), 302)]
    client.logout()
    assert client.get(reverse("chapter_read", args=[story.pk, 2])).status_code == 404


def test_a_draft_is_nobodys_business(client, cast):
    story = a_story()
    client.force_login(cast["mina"])
    draft = a_chapter(story, publish=False)
    assert client.get(reverse("chapter_hide", args=[draft.pk])).status_code == 404
    hide_story(by=cast["mina"], story=story, reason="Copied.")
    assert client.get(reverse("chapter_hide", args=[story.chapters.get(position=1).pk])).status_code == 200
