"""Beginning or opening a story together with its chapters."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from fanthology.stories.actions import open_with_drafts, post_story
from fanthology.stories.fields import ChapterFields
from fanthology.stories.models import Openness, Story
from tests.make import a_chapter, a_moderator, a_story, an_author, story_fields

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("openness", [Openness.PUBLIC, Openness.MEMBERS])
def test_a_story_can_be_written_and_opened_in_one_go(openness):
    alice = an_author("Alice")
    chapter = ChapterFields(text="It had rained for nine days.")
    story = post_story(by=alice.account, fields=story_fields(alice), chapter=chapter, openness=openness)
    story.refresh_from_db()
    assert (story.openness, story.chapter_count, story.words) == (openness, 1, 6)
    assert story.chapters.get().published


def test_a_draft_keeps_its_first_chapter_a_draft():
    alice = an_author("Alice")
    story = post_story(by=alice.account, fields=story_fields(alice), chapter=ChapterFields(text="It rained."))
    assert (story.openness, story.chapters.get().published) == (Openness.DRAFT, None)
    assert post_story(by=alice.account, fields=story_fields(alice)).chapters.count() == 0


@pytest.mark.parametrize(
    ("chapter", "field"),
    [
        (ChapterFields(text=""), "chapter_text"),
        (ChapterFields(text="It rained.", title="x" * 300), "chapter_title"),
    ],
)
def test_a_chapter_that_will_not_do_leaves_no_story_behind(chapter, field):
    alice = an_author("Alice")
    with pytest.raises(ValidationError) as refusal:
        post_story(by=alice.account, fields=story_fields(alice), chapter=chapter, openness=Openness.PUBLIC)
    assert set(refusal.value.message_dict) == {field}
    assert not Story.objects.exists()


def test_opening_with_the_drafts_publishes_every_chapter_that_has_a_text():
    story = a_story(chapters=0, openness=Openness.DRAFT)
    for text in ("One.", "Two.", ""):
        a_chapter(story, publish=False, text=text)
    by = story.authors.get().account
    open_with_drafts(by=by, story=story, openness=Openness.PUBLIC)
    story.refresh_from_db()
    assert (story.openness, story.chapter_count) == (Openness.PUBLIC, 2)
    with pytest.raises(PermissionDenied):
        open_with_drafts(by=a_moderator(), story=story, openness=Openness.DRAFT)


def test_a_story_without_any_text_is_not_opened():
    story = a_story(chapters=0, openness=Openness.DRAFT)
    a_chapter(story, publish=False, text="")
    with pytest.raises(ValidationError):
        open_with_drafts(by=story.authors.get().account, story=story, openness=Openness.PUBLIC)
