"""Changing a chapter, also from two tabs at once."""

import pytest
from django.urls import reverse

from fanthology.moderation.actions import hide_chapter
from tests.make import a_chapter, a_moderator, a_story, an_account
from tests.pages.forms import errors_on, fields_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter(client):
    story = a_story(chapters=0, openness="draft")
    client.force_login(story.authors.get().account)
    return a_chapter(story, title="One", text="\n  It had *rained*.\n\n</textarea>", note_before="For you.")


def address(chapter):
    return reverse("chapter_edit", args=[chapter.pk])


def the_form(client, chapter):
    return fields_on(client.get(address(chapter)).content.decode(), "writing")


def test_saving_the_form_as_it_came_changes_no_word(client, chapter):
    before = (
        chapter.text_source,
        chapter.text,
        chapter.note_before_source,
        chapter.markup,
        chapter.published,
    )
    assert client.post(address(chapter), the_form(client, chapter)).status_code == 302
    chapter.refresh_from_db()
    after = (chapter.text_source, chapter.text, chapter.note_before_source, chapter.markup, chapter.published)
    assert after == before


def test_it_is_saved_and_published_or_saved_and_gone_on_with(client, chapter):
    draft = a_chapter(chapter.story, publish=False)
    fields = the_form(client, draft)
    answer = client.post(address(draft), {**fields, "text": "More.", "then": "stay"})
    assert answer["Location"] == address(draft)
    answer = client.post(address(draft), {**the_form(client, draft), "then": "publish"})
    assert answer["Location"] == reverse("story_manage", args=[chapter.story_id]) + "#chapters"
    draft.refresh_from_db()
    assert draft.published
    assert draft.text_source == "More."


def test_a_published_chapter_cannot_be_emptied_and_nothing_typed_is_lost(client, chapter):
    fields = {**the_form(client, chapter), "text": [""], "title": ["Two"], "note_after": ["New."]}
    page = client.post(address(chapter), fields).content.decode()
    assert set(errors_on(page)) == {"text"}
    assert fields_on(page, "writing") == fields
    assert "<bdi>One</bdi>" in page, "the page is still called by its saved title"
    chapter.refresh_from_db()
    assert chapter.title == "One"


def test_publishing_an_empty_draft_saves_nothing_by_half(client, chapter):
    draft = a_chapter(chapter.story, publish=False, text="Words.")
    fields = {**the_form(client, draft), "text": "", "title": "Empty", "then": "publish"}
    page = client.post(address(draft), fields).content.decode()
    assert set(errors_on(page)) == {"text"}
    draft.refresh_from_db()
    assert (draft.text_source, draft.title) == ("Words.", "")


def test_what_another_tab_saved_is_shown_beside_ones_own_and_not_overwritten(client, chapter):
    mine, other = the_form(client, chapter), the_form(client, chapter)
    client.post(address(chapter), {**other, "text": "From the other tab."})
    mine["text"] = ["From this tab."]
    answer = client.post(address(chapter), mine)
    page = answer.content.decode()
    assert answer.status_code == 200
    for said in ("Somebody has saved this since you opened it", "From the other tab.", "From this tab."):
        assert said in page
    assert "Title: saved meanwhile" not in page
    chapter.refresh_from_db()
    assert chapter.text_source == "From the other tab."
    again = fields_on(page, "writing")
    assert again["text"] == ["From this tab."]
    assert client.post(address(chapter), again).status_code == 302
    chapter.refresh_from_db()
    assert chapter.text_source == "From this tab."


def test_a_hidden_chapter_says_why(client, chapter):
    hide_chapter(by=a_moderator(), chapter=chapter, reason="It is copied.")
    assert "It is copied." in client.get(address(chapter)).content.decode()


def test_strangers_do_not_come_near(client):
    chapter = a_story().chapters.get()
    for stranger in (an_account("Bob"), a_moderator()):
        client.force_login(stranger)
        assert client.get(address(chapter)).status_code == 403
        assert client.post(address(chapter), {"text": "Mine."}).status_code == 403
    client.logout()
    answer = client.post(address(chapter), {"text": "Typed for an hour.", "title": "x"})
    assert answer.status_code == 403
    assert "Typed for an hour." in answer.content.decode()
    chapter.refresh_from_db()
    assert "rained" in chapter.text_source
