"""Opening a story, and taking it back."""

import pytest
from django.urls import reverse

from fanthology.stories.models import Openness
from tests.make import a_chapter, a_moderator, a_story, an_account

pytestmark = pytest.mark.django_db


def send(client, account, story, **given):
    client.force_login(account)
    return client.post(reverse("story_open", args=[story.pk]), given, follow=True)


def test_a_story_is_opened_to_members_to_everyone_and_taken_back(client):
    story = a_story(openness=Openness.DRAFT)
    by = story.authors.get().account
    for openness, said in (
        ("members", "open to the members"),
        ("public", "open to everyone"),
        ("draft", "is a draft now"),
        ("nonsense", "is a draft now"),
    ):
        page = send(client, by, story, openness=openness).content.decode()
        story.refresh_from_db()
        assert story.openness == (openness if openness != "nonsense" else "draft")
        assert said in page


def test_drafts_come_along_if_asked(client):
    story = a_story(chapters=0, openness=Openness.DRAFT)
    a_chapter(story, publish=False)
    by = story.authors.get().account
    page = send(client, by, story, openness="public").content.decode()
    assert "needs at least one published chapter" in page
    send(client, by, story, openness="public", with_drafts="yes")
    story.refresh_from_db()
    assert (story.openness, story.chapter_count) == (Openness.PUBLIC, 1)


def test_only_authors_and_only_by_a_form(client):
    story = a_story()
    for stranger in (an_account("Bob"), a_moderator()):
        assert send(client, stranger, story, openness="draft").status_code == 403
    client.force_login(story.authors.get().account)
    assert client.get(reverse("story_open", args=[story.pk])).status_code == 405
    story.refresh_from_db()
    assert story.openness == Openness.PUBLIC
