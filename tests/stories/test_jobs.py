"""What follows when stories or fandoms change: the counts on the shelves."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from fanthology.catalogue.actions import (
    category_named,
    make_synonym,
    merge_tags,
    place_tag,
    put_under,
    tag_named,
    undo_step,
)
from fanthology.catalogue.models import Kind, Tag, TagStep
from fanthology.finding.models import Change
from fanthology.moderation.actions import hide_account, hide_story, restore_story
from fanthology.stories.actions import delete_story, edit_story, open_story, withdraw_chapter
from fanthology.stories.jobs import carry_on_tag_steps
from fanthology.stories.models import Openness, Story
from tests.make import a_moderator, a_story, an_author, story_fields
from tests.tools import count_queries

pytestmark = pytest.mark.django_db


def counts(row):
    row.refresh_from_db()
    return row.public_count, row.member_count


def fandom(name):
    return Tag.objects.get(kind=Kind.FANDOM, name=name)


def shelves(story):
    """The counts of a pen name, a fandom, a category and the category above it."""
    return {
        counts(story.authors.first()),
        counts(fandom("Sherlock Holmes")),
        counts(category_named(path="Alice > Holmes-Centered")),
        counts(category_named(path="Alice")),
    }


def test_counts_follow_a_story_through_its_life(after):
    alice = an_author("Alice")
    by = alice.account
    story = after(a_story, alice, openness=Openness.DRAFT, categories=("Alice > Holmes-Centered",))
    assert shelves(story) == {(0, 0)}
    after(open_story, by=by, story=story, openness=Openness.MEMBERS)
    assert shelves(story) == {(0, 1)}
    after(open_story, by=by, story=story, openness=Openness.PUBLIC)
    assert shelves(story) == {(1, 1)}
    mina = a_moderator()
    after(hide_story, by=mina, story=story, reason="Copied.")
    assert shelves(story) == {(0, 0)}
    after(restore_story, by=mina, story=story, reason="It was not.")
    assert shelves(story) == {(1, 1)}
    after(hide_account, by=mina, account=by, reason="Spam.")
    assert shelves(story) == {(0, 0)}


def test_a_story_that_loses_its_chapter_or_is_deleted_leaves_the_shelves(after):
    alice = an_author("Alice")
    one, two = (after(a_story, alice, categories=("Alice > Holmes-Centered",)) for _ in range(2))
    assert shelves(one) == {(2, 2)}
    after(withdraw_chapter, by=alice.account, chapter=one.chapters.get())
    assert shelves(one) == {(1, 1)}
    after(delete_story, by=alice.account, story=two)
    assert shelves(one) == {(0, 0)}


def test_a_story_that_moves_is_counted_where_it_is(after):
    alice = an_author("Alice")
    story = after(a_story, alice, categories=("Alice > Holmes-Centered",))
    emma = category_named(path="Emma")
    fields = story_fields(alice, categories=(emma,), tags={Kind.FANDOM: ("Emma",)})
    after(edit_story, by=alice.account, story=story, fields=fields)
    assert counts(emma) == counts(fandom("Emma")) == (1, 1)
    assert counts(fandom("Sherlock Holmes")) == counts(category_named(path="Alice")) == (0, 0)


def test_synonyms_and_franchises_count_what_stands_under_them(after):
    after(a_story, tags={Kind.FANDOM: ("Sherlock",)})
    after(a_story, tags={Kind.FANDOM: ("Sherlock Holmes",)})
    after(make_synonym, tag=fandom("Sherlock"), of=fandom("Sherlock Holmes"))
    after(put_under, child=fandom("Sherlock Holmes"), parent=tag_named(kind=Kind.FANDOM, name="Conan Doyle"))
    assert counts(fandom("Sherlock Holmes")) == (2, 2)
    assert counts(fandom("Conan Doyle")) == (2, 2)


def test_a_fandom_that_moves_changes_what_is_a_crossover(after):
    story = after(a_story, tags={Kind.FANDOM: ("Angel", "Buffy")})
    assert story.crossover
    verse = tag_named(kind=Kind.FANDOM, name="Buffyverse")
    after(put_under, child=fandom("Angel"), parent=verse)
    after(put_under, child=fandom("Buffy"), parent=verse)
    story.refresh_from_db()
    assert (story.crossover, story.fandom_count) == (False, 2)


def test_a_synonym_of_the_other_fandom_ends_the_crossover(after):
    story = after(a_story, tags={Kind.FANDOM: ("Buffy", "BtVS")})
    after(make_synonym, tag=fandom("BtVS"), of=fandom("Buffy"))
    story.refresh_from_db()
    assert (story.crossover, story.fandom_count) == (False, 1)


def test_a_step_of_few_stories_is_done_at_once_and_can_be_undone(after):
    mina = a_moderator()
    story = after(a_story, tags={Kind.FANDOM: ("Buffy", "BtVS")})
    after(a_story, tags={Kind.FANDOM: ("BtVS",)})
    step = after(merge_tags, by=mina, tag=fandom("BtVS"), into=fandom("Buffy"))
    step.refresh_from_db()
    story.refresh_from_db()
    assert (story.crossover, story.fandom_count) == (False, 1)
    assert (step.done, step.total, step.finished is None) == (2, 2, False)
    assert counts(fandom("Buffy")) == (2, 2)
    after(undo_step, by=mina, step=step)
    story.refresh_from_db()
    assert (story.crossover, story.fandom_count) == (True, 2)
    assert counts(fandom("Buffy")) == (1, 1)


def test_a_character_under_a_fandom_moves_no_story(after):
    after(a_story, tags={Kind.FANDOM: ("Buffy",), Kind.CHARACTER: ("Willow",)})
    after(a_story, tags={Kind.FANDOM: ("Emma",), Kind.CHARACTER: ("Willow",)})
    willow = Tag.objects.get(name="Willow")
    step = after(place_tag, by=a_moderator(), tag=willow, under=fandom("Buffy"))
    assert step.finished is not None
    assert counts(fandom("Buffy")) == (1, 1)


def crossings():
    return set(Story.objects.values_list("pk", "fandom_count", "crossover"))


def test_a_step_is_carried_on_in_batches_and_whoever_is_stopped_begins_where_it_ended():
    mina = a_moderator()
    alice = an_author()
    stories = [a_story(alice, tags={Kind.FANDOM: ("Buffy", "BtVS")}) for _ in range(5)]
    merge_tags(
        by=mina, tag=fandom("BtVS"), into=fandom("Buffy")
    )  # told, but nobody listens before the commit
    Change.objects.all().delete()
    assert carry_on_tag_steps(limit=2)
    step = TagStep.objects.get()
    assert (step.done, step.total, step.cursor, step.finished) == (2, 5, stories[1].pk, None)
    assert {change.subject_id for change in Change.objects.all()} == {stories[0].pk, stories[1].pk}
    halfway = crossings()
    with transaction.atomic():
        carry_on_tag_steps(limit=2)
        transaction.set_rollback(True)  # as when the process is killed before the commit
    assert (crossings(), TagStep.objects.get().cursor) == (halfway, stories[1].pk)
    assert carry_on_tag_steps(limit=2)
    assert not carry_on_tag_steps(limit=2)
    assert crossings() == {(story.pk, 1, False) for story in stories}
    step.refresh_from_db()
    assert (step.done, step.total, step.finished is None) == (5, 5, False)
    assert counts(fandom("Buffy")) == (5, 5)
    assert not carry_on_tag_steps()


def test_a_batch_takes_as_many_queries_for_three_stories_as_for_one():
    mina, alice = a_moderator(), an_author()
    taken = []
    for number, name in ((1, "A"), (3, "B")):
        for _ in range(number):
            a_story(alice, tags={Kind.FANDOM: (name, f"{name} again")})
        merge_tags(by=mina, tag=fandom(f"{name} again"), into=fandom(name))
        with count_queries() as counted:
            carry_on_tag_steps()
        taken.append(len(counted))
    assert taken[0] == taken[1]


def test_nothing_follows_from_a_deed_that_was_refused(after):
    alice = an_author("Alice")
    after(a_story, alice, categories=("Alice",))
    empty = a_story(alice, chapters=0, openness=Openness.DRAFT)
    with pytest.raises(ValidationError):
        after(open_story, by=alice.account, story=empty, openness=Openness.PUBLIC)
    assert counts(category_named(path="Alice")) == counts(alice) == (1, 1)
