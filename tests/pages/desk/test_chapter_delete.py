"""Deleting a chapter."""

import pytest
from django.urls import reverse

from tests.make import a_moderator, a_story, an_account

pytestmark = pytest.mark.django_db


def test_it_shows_the_text_asks_once_more_and_the_others_move_up(client):
    story = a_story(chapters=3)
    chapter = story.chapters.get(position=2)
    client.force_login(story.authors.get().account)
    address = reverse("chapter_delete", args=[chapter.pk])
    page = client.get(address).content.decode()
    assert "It had rained for nine days." in page
    assert story.chapters.count() == 3, "looking deletes nothing"
    assert client.post(address)["Location"].startswith(reverse("story_manage", args=[story.pk]))
    assert [(each.position, each.title) for each in story.chapters.all()] == [(1, "Part 1"), (2, "Part 3")]


def test_strangers_do_not_come_near(client):
    story = a_story()
    address = reverse("chapter_delete", args=[story.chapters.get().pk])
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    assert story.chapters.count() == 1
