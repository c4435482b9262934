"""Taking a chapter back to draft."""

import pytest
from django.urls import reverse

from tests.make import a_moderator, a_story, an_account

pytestmark = pytest.mark.django_db


def send(client, account, chapter):
    client.force_login(account)
    return client.post(reverse("chapter_withdraw", args=[chapter.pk]), follow=True)


def test_it_is_a_draft_again(client):
    story = a_story(chapters=2)
    chapter = story.chapters.last()
    assert "is a draft again." in send(client, story.authors.get().account, chapter).content.decode()
    chapter.refresh_from_db()
    assert chapter.published is None


def test_the_last_one_leaves_a_note_that_nobody_sees_the_story(client):
    story = a_story()
    page = send(client, story.authors.get().account, story.chapters.get()).content.decode()
    assert "No chapter to read" in page


def test_strangers_do_not_come_near(client):
    chapter = a_story().chapters.get()
    for stranger in (an_account("Bob"), a_moderator()):
        assert send(client, stranger, chapter).status_code == 403
    chapter.refresh_from_db()
    assert chapter.published
