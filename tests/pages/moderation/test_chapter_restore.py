"""Show a hidden chapter again."""

import pytest
from django.urls import reverse

from fanthology.moderation.actions import hide_chapter
from tests.make import a_story

pytestmark = pytest.mark.django_db


def test_who_may_open_it(opens, for_moderators):
    assert opens(reverse("chapter_restore", args=[a_story().chapters.get().pk])) == for_moderators


def test_it_is_there_again(client, cast):
    story = a_story(chapters=2)
    chapter = story.chapters.get(position=2)
    hide_chapter(by=cast["mina"], chapter=chapter, reason="Copied.")
    client.force_login(cast["mina"])
    client.post(reverse("chapter_restore", args=[chapter.pk]), {"reason": "It was not."})
    client.logout()
    assert client.get(reverse("chapter_read", args=[story.pk, 2])).status_code == 200
