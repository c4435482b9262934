"""Publishing a chapter with one button."""

import pytest
from django.urls import reverse

from tests.make import a_chapter, a_moderator, a_story, an_account

pytestmark = pytest.mark.django_db


def send(client, account, chapter):
    client.force_login(account)
    return client.post(reverse("chapter_publish", args=[chapter.pk]), follow=True)


def test_it_is_published_and_the_list_comes_back(client):
    story = a_story()
    draft = a_chapter(story, title="The Grin", publish=False)
    answer = send(client, story.authors.get().account, draft)
    assert "“The Grin” is published." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.published


def test_an_empty_one_stays_a_draft_with_a_sentence(client):
    story = a_story()
    draft = a_chapter(story, text="", publish=False)
    assert "There is no text yet" in send(client, story.authors.get().account, draft).content.decode()


def test_only_authors_and_only_by_a_form(client):
    story = a_story()
    draft = a_chapter(story, publish=False)
    for stranger in (an_account("Bob"), a_moderator()):
        assert send(client, stranger, draft).status_code == 403
    client.force_login(story.authors.get().account)
    assert client.get(reverse("chapter_publish", args=[draft.pk])).status_code == 405
    draft.refresh_from_db()
    assert draft.published is None
