"""The numbers of a story."""

from datetime import timedelta

import pytest

from fanthology.stories.actions import count_hit, recount_story
from fanthology.stories.models import Hit, Story
from tests.make import a_chapter, a_story

pytestmark = pytest.mark.django_db


def test_words_of_the_text_and_of_the_notes_are_counted_apart():
    story = a_story(
        chapters=0,
        openness="draft",
        summary="Not counted at all.",
        author_note="Two words.",
        disclaimer="They belong to everyone.",
        credits="Tom",
        timeline=(("Emma", "after Highbury"),),
    )
    a_chapter(story, text="Five words of *text* here.", note_before="Hello you.", note_after="Bye.")
    a_chapter(story, text="Not yet.", publish=False)
    assert (story.words, story.notes_words) == (5, 2 + 4 + 1 + 2 + 3)


def test_counting_twice_changes_nothing():
    story = a_story(chapters=2)
    before = Story.objects.values().get(pk=story.pk)
    recount_story(story)
    assert Story.objects.values().get(pk=story.pk) == before


def test_a_reader_counts_once_a_day_and_no_address_is_kept():
    story = a_story()
    assert count_hit(story=story, reader="192.0.2.7 A Browser/1.0")
    assert not count_hit(story=story, reader="192.0.2.7 A Browser/1.0")
    assert count_hit(story=story, reader="192.0.2.8 A Browser/1.0")
    story.refresh_from_db()
    assert story.hits == 2
    assert not any("192.0" in hit.reader for hit in Hit.objects.all())


def test_yesterdays_visitors_are_forgotten():
    story = a_story()
    count_hit(story=story, reader="one")
    Hit.objects.update(day=Hit.objects.get().day - timedelta(days=2))
    assert count_hit(story=story, reader="one")
    assert Hit.objects.count() == 1
    story.refresh_from_db()
    assert story.hits == 2
