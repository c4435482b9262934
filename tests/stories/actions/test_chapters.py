"""Deeds with chapters."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fanthology.catalogue.queries import rating_coded
from fanthology.core import limits
from fanthology.stories.actions import (
    Overtaken,
    add_chapter,
    delete_chapter,
    edit_chapter,
    move_chapter,
    publish_chapter,
    withdraw_chapter,
)
from fanthology.stories.fields import ChapterFields
from fanthology.stories.models import Chapter, Openness
from tests.make import a_chapter, a_moderator, a_story, an_account

pytestmark = pytest.mark.django_db


def author_of(story):
    return story.authors.get().account


def words(**changes):
    return ChapterFields(**{"text": "It had rained for nine days.", **changes})


def test_chapters_follow_each_other_and_are_counted():
    story = a_story(chapters=0, openness=Openness.DRAFT)
    by = author_of(story)
    one = add_chapter(by=by, story=story, fields=words(note_before="For *you*."), publish=True)
    two = add_chapter(
        by=by, story=story, fields=words(title="Two", rating=rating_coded("FR18"), language="de")
    )
    assert (one.position, one.words, one.notes_words) == (1, 6, 2)
    assert (two.position, two.published, two.rating.code, two.language) == (2, None, "FR18", "de")
    story.refresh_from_db()
    assert (story.chapter_count, story.words, story.notes_words) == (1, 6, 2)
    publish_chapter(by=by, chapter=two)
    story.refresh_from_db()
    assert (story.chapter_count, story.words) == (2, 12)


def test_what_was_typed_is_kept_as_written_beside_what_is_shown():
    story = a_story(chapters=0, openness=Openness.DRAFT)
    typed = "She *smiled*.\n\n<script>alert(1)</script>"
    chapter = add_chapter(by=author_of(story), story=story, fields=words(text=typed, markup="plain"))
    chapter.refresh_from_db()
    assert chapter.text_source == typed
    assert chapter.markup == "plain"
    assert "<script" not in chapter.text
    assert "*smiled*" in chapter.text


def test_only_authors_touch_chapters():
    story = a_story(chapters=2)
    chapter = story.chapters.first()
    for stranger in (an_account("Bob"), a_moderator()):
        for deed in (
            lambda by: add_chapter(by=by, story=story, fields=words()),
            lambda by: edit_chapter(by=by, chapter=chapter, fields=words()),
            lambda by: publish_chapter(by=by, chapter=chapter),
            lambda by: withdraw_chapter(by=by, chapter=chapter),
            lambda by: move_chapter(by=by, chapter=chapter, to=2),
            lambda by: delete_chapter(by=by, chapter=chapter),
        ):
            with pytest.raises(PermissionDenied):
                deed(stranger)
    assert [each.title for each in story.chapters.all()] == ["Part 1", "Part 2"]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": "x" * (limits.TITLE + 1)}),
        ("text", {"text": "x" * (limits.CHAPTER_TEXT + 1)}),
        ("note_before", {"note_before": "x" * (limits.NOTE + 1)}),
        ("note_after", {"note_after": "x" * (limits.NOTE + 1)}),
        ("summary", {"summary": "x" * (limits.SUMMARY + 1)}),
        ("language", {"language": "!"}),
        ("text", {"text": "<div>" * 500, "markup": "html"}),
    ],
)
def test_what_will_not_do_is_named_and_nothing_is_kept(field, change):
    story = a_story(openness=Openness.DRAFT)
    with pytest.raises(ValidationError) as refusal:
        add_chapter(by=author_of(story), story=story, fields=words(**change))
    assert set(refusal.value.message_dict) == {field}
    assert story.chapters.count() == 1


def test_a_chapter_without_a_text_stays_a_draft():
    story = a_story()
    by = author_of(story)
    empty = add_chapter(by=by, story=story, fields=words(text=" \n "))
    with pytest.raises(ValidationError):
        publish_chapter(by=by, chapter=empty)
    with pytest.raises(ValidationError):
        add_chapter(by=by, story=story, fields=words(text=""), publish=True)
    with pytest.raises(ValidationError) as refusal:
        edit_chapter(by=by, chapter=story.chapters.first(), fields=words(text=""))
    assert set(refusal.value.message_dict) == {"text"}
    assert story.chapters.first().text


def test_publishing_moves_the_story_up_and_a_second_press_moves_nothing():
    story = a_story()
    by = author_of(story)
    draft = a_chapter(story, publish=False)
    before = story.updated
    published = publish_chapter(by=by, chapter=draft).published
    story.refresh_from_db()
    assert story.updated == published > before
    assert publish_chapter(by=by, chapter=draft).published == published
    story.refresh_from_db()
    assert story.updated == published


def test_a_chapter_from_elsewhere_keeps_its_date_and_does_not_move_the_story_back():
    story = a_story()
    before = story.updated
    long_ago = timezone.now() - timedelta(days=5000)
    add_chapter(by=author_of(story), story=story, fields=words(published=long_ago), publish=True)
    story.refresh_from_db()
    assert story.updated == before


def test_taking_a_chapter_back_takes_its_words_off_the_story():
    story = a_story(chapters=2)
    one = story.words
    withdraw_chapter(by=author_of(story), chapter=story.chapters.last())
    story.refresh_from_db()
    assert (story.chapter_count, story.words) == (1, one // 2)


def test_a_second_tab_overwrites_nothing():
    story = a_story()
    by, chapter = author_of(story), story.chapters.get()
    seen = chapter.edited
    edit_chapter(
        by=by, chapter=Chapter.objects.get(pk=chapter.pk), fields=words(text="First tab."), seen=seen
    )
    with pytest.raises(Overtaken):
        edit_chapter(by=by, chapter=chapter, fields=words(text="Second tab."), seen=seen)
    chapter.refresh_from_db()
    assert chapter.text_source == "First tab."
    edit_chapter(by=by, chapter=chapter, fields=words(text="Second tab."), seen=chapter.edited)
    chapter.refresh_from_db()
    assert chapter.text_source == "Second tab."


def test_deleting_moves_the_others_up():
    story = a_story(chapters=3)
    delete_chapter(by=author_of(story), chapter=story.chapters.get(position=2))
    assert [(each.position, each.title) for each in story.chapters.all()] == [(1, "Part 1"), (2, "Part 3")]
    story.refresh_from_db()
    assert story.chapter_count == 2


class TestMoving(TestCase):
    """Whatever is moved where, the chapters stay numbered from one without a gap, in the order a list would have."""

    @settings(max_examples=25, deadline=None)
    @given(
        number=st.integers(1, 6),
        moves=st.lists(st.tuples(st.integers(0, 5), st.integers(-2, 9)), max_size=4),
    )
    def test_moving(self, number, moves):
        story = a_story(chapters=number)
        by = author_of(story)
        expected = [each.pk for each in story.chapters.all()]
        for which, to in moves:
            chapter = story.chapters.get(position=which % number + 1)
            move_chapter(by=by, chapter=chapter, to=to)
            expected.remove(chapter.pk)
            expected.insert(max(1, min(to, number)) - 1, chapter.pk)
        rows = list(story.chapters.values_list("position", "pk"))
        assert rows == list(enumerate(expected, start=1))
