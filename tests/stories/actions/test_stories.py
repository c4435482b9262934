"""Deeds with a story as a whole."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from fanthology.catalogue.models import Kind, Tag
from fanthology.catalogue.queries import rating_coded
from fanthology.core import limits
from fanthology.moderation.actions import hide_account
from fanthology.people.actions import add_pen_name
from fanthology.stories.actions import Overtaken, begin_story, delete_story, edit_story, open_story
from fanthology.stories.fields import fields_of, stamp_of
from fanthology.stories.models import Openness, Story
from tests.make import a_moderator, a_story, an_account, an_author, story_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return an_author("Alice")


def test_a_new_story_is_a_draft_with_everything_that_was_said(alice):
    story = begin_story(
        by=alice.account,
        fields=story_fields(
            alice,
            title="  The Mantelpiece ",
            language="en-GB",
            author_rating="PG",
            planned_chapters=5,
            summary="*Nothing* but a smile.",
            credits="Drawn by Tom Quill.",
            timeline=(("Sherlock Holmes", "After his return"), ("", "1895"), ("Alice in Wonderland", " ")),
        ),
    )
    story.refresh_from_db()
    assert (story.title, story.title_key, story.openness) == ("The Mantelpiece", "the mantelpiece", "draft")
    assert story.published is None
    assert story.summary_source == "*Nothing* but a smile."
    assert story.summary == "<p><em>Nothing</em> but a smile.</p>"
    assert (story.author_rating, story.planned_chapters, story.language) == ("PG", 5, "en-GB")
    assert [(str(point.fandom), point.point) for point in story.timeline.all()] == [
        ("Sherlock Holmes", "After his return"),
        ("None", "1895"),
    ]
    assert story.notes_words == 4 + 3 + 1
    assert (story.fandom_count, story.crossover) == (2, True)


def test_nobody_can_write_under_another_name(alice):
    bob, nobody = an_author("Bob"), add_pen_name(account=None, name="Old Friend")
    for names in [(bob,), (alice, bob), (nobody,), ()]:
        with pytest.raises(PermissionDenied):
            begin_story(by=alice.account, fields=story_fields(*names))
    assert begin_story(by=a_moderator(), fields=story_fields(nobody)).authors.get() == nobody


REFUSED = [
    ("title", {"title": "  "}),
    ("title", {"title": "x" * (limits.TITLE + 1)}),
    ("language", {"language": "Klingon of the house of Mogh"}),
    ("author_rating", {"author_rating": "x" * (limits.AUTHOR_RATING + 1)}),
    ("planned_chapters", {"planned_chapters": 0}),
    ("planned_chapters", {"planned_chapters": limits.CHAPTERS_PER_STORY + 1}),
    ("summary", {"summary": "x" * (limits.SUMMARY + 1)}),
    ("author_note", {"author_note": "x" * (limits.NOTE + 1)}),
    ("disclaimer", {"disclaimer": "x" * (limits.FIELD + 1)}),
    ("credits", {"credits": "<div>" * 300, "markup": "html"}),
    ("fandoms", {"tags": {Kind.FANDOM: ("x" * (limits.TAG + 1),)}}),
    ("fandoms", {"tags": {Kind.FANDOM: ("\ufdfa" * limits.TAG,)}}),
    ("warnings", {"tags": {Kind.WARNING: ("\u200b",)}}),
    ("__all__", {"tags": {Kind.FREEFORM: tuple(f"tag {n}" for n in range(limits.TAGS_PER_STORY + 1))}}),
    ("timeline", {"timeline": (("", "one"), ("", "two"))}),
    ("timeline", {"timeline": (("Emma", "one"), ("EMMA", "two"))}),
    ("timeline", {"timeline": (("x" * (limits.TAG + 1), "one"),)}),
    ("timeline", {"timeline": (("Emma", "x" * (limits.CANON_POINT + 1)),)}),
]


@pytest.mark.parametrize(("field", "change"), REFUSED)
def test_what_will_not_do_is_named_and_nothing_is_kept(field, change, alice):
    with pytest.raises(ValidationError) as refusal:
        begin_story(by=alice.account, fields=story_fields(alice, **change))
    named = refusal.value.message_dict if hasattr(refusal.value, "error_dict") else {"__all__": 1}
    assert set(named) == {field}
    assert not Story.objects.exists()
    assert not Tag.objects.filter(name="tag 1").exists()


def test_a_story_stands_in_up_to_twelve_categories_and_the_first_is_its_own(alice):
    story = a_story(alice, categories=("B", "A > C", "A"))
    assert [link.category.path for link in story.category_links.all()] == ["B", "A > C", "A"]
    with pytest.raises(ValidationError) as refusal:
        a_story(alice, categories=tuple(f"Shelf {n}" for n in range(limits.CATEGORIES_PER_STORY + 1)))
    assert set(refusal.value.message_dict) == {"categories"}


def test_tags_keep_the_authors_order_and_two_spellings_are_one(alice):
    fandoms = ("X-Files, The", "Sherlock Holmes", "SHERLOCK  HOLMES", "Émile")
    story = a_story(alice, tags={Kind.FANDOM: fandoms, Kind.CHARACTER: ("Émile",)})
    links = [(link.tag.kind, link.tag.name) for link in story.tag_links.all()]
    assert links == [
        ("fandom", "X-Files, The"),
        ("fandom", "Sherlock Holmes"),
        ("fandom", "Émile"),
        ("character", "Émile"),
    ]


def test_two_fandoms_of_one_franchise_are_no_crossover(alice):
    from fanthology.catalogue.actions import put_under, tag_named

    for name in ("Angel", "Buffy"):
        put_under(
            child=tag_named(kind=Kind.FANDOM, name=name),
            parent=tag_named(kind=Kind.FANDOM, name="Buffyverse"),
        )
    story = a_story(alice, tags={Kind.FANDOM: ("Angel", "Buffy")})
    assert (story.fandom_count, story.crossover) == (2, False)


def test_editing_changes_what_is_said_and_nothing_else(alice):
    story = a_story(alice)
    before = (story.published, story.updated, story.openness, story.words, story.chapter_count)
    edit_story(
        by=alice.account,
        story=story,
        fields=story_fields(alice, title="Another", rating=rating_coded("FR18"), complete=True, tags={}),
    )
    story.refresh_from_db()
    assert (story.title, story.rating.code, story.complete, story.fandom_count) == (
        "Another",
        "FR18",
        True,
        0,
    )
    assert (story.published, story.updated, story.openness, story.words, story.chapter_count) == before


def test_a_second_tab_overwrites_nothing_and_saving_the_same_twice_is_no_clash(alice):
    story = a_story(alice, summary="Rain.", categories=("Alice",), timeline=(("Emma", "after"), ("", "1895")))
    seen = stamp_of(fields_of(story))
    edit_story(by=alice.account, story=story, fields=fields_of(story), seen=seen)
    assert stamp_of(fields_of(story)) == seen
    for change in (
        {"summary": "Sun."},
        {"tags": {Kind.GENRE: ("Drama",)}},
        {"timeline": ()},
        {"categories": ()},
        {"complete": True},
        {"rating": rating_coded("FR18")},
    ):
        changed = replace(fields_of(story), **change)
        edit_story(by=alice.account, story=story, fields=changed)
        with pytest.raises(Overtaken):
            edit_story(by=alice.account, story=story, fields=changed, seen=seen)
        seen = stamp_of(fields_of(story))
    story.refresh_from_db()
    assert (story.summary_source, story.complete) == ("Sun.", True)


def test_only_its_authors_edit_open_and_delete_a_story(alice):
    story = a_story(alice)
    for stranger in (an_account("Bob"), a_moderator()):
        with pytest.raises(PermissionDenied):
            edit_story(by=stranger, story=story, fields=story_fields(alice))
        with pytest.raises(PermissionDenied):
            open_story(by=stranger, story=story, openness=Openness.DRAFT)
        with pytest.raises(PermissionDenied):
            delete_story(by=stranger, story=story)
    story.refresh_from_db()
    assert story.openness == Openness.PUBLIC


def test_an_author_adds_own_names_but_writes_nobody_in_or_out(alice):
    tom, bob = an_author("Tom Quill"), an_author("Bob")
    second = add_pen_name(account=alice.account, name="Marginalia")
    story = a_story(alice, tom)
    edit_story(by=alice.account, story=story, fields=story_fields(second, tom))
    assert [each.pen_name for each in story.authorships.all()] == [second, tom]
    for names in [(second,), (second, tom, bob), ()]:
        with pytest.raises(PermissionDenied):
            edit_story(by=alice.account, story=story, fields=story_fields(*names))
    edit_story(by=alice.account, story=story, fields=story_fields(tom, second))
    assert [each.pen_name for each in story.authorships.all()] == [tom, second]
    edit_story(by=alice.account, story=story, fields=story_fields(tom))
    with pytest.raises(PermissionDenied):
        edit_story(by=alice.account, story=story, fields=story_fields(tom))


def test_who_leaves_a_story_to_a_hidden_author_leaves_it_hidden(alice):
    tom = an_author("Tom Quill")
    story = a_story(alice, tom)
    hide_account(by=a_moderator(), account=tom.account, reason="Spam.")
    edit_story(by=alice.account, story=story, fields=story_fields(tom))
    story.refresh_from_db()
    assert story.authors_hidden


def test_opening_needs_a_published_chapter_and_dates_the_story_once(alice):
    draft = a_story(alice, chapters=0, openness=Openness.DRAFT)
    with pytest.raises(ValidationError):
        open_story(by=alice.account, story=draft, openness=Openness.PUBLIC)
    story = a_story(alice)
    first = story.published
    assert first is not None
    open_story(by=alice.account, story=story, openness=Openness.DRAFT)
    open_story(by=alice.account, story=story, openness=Openness.MEMBERS)
    story.refresh_from_db()
    assert (story.published, story.openness) == (first, Openness.MEMBERS)


def test_work_from_elsewhere_keeps_its_dates(alice):
    story = a_story(alice, openness=Openness.DRAFT)
    long_ago = timezone.now().replace(year=2011, month=4, day=6)
    later = long_ago.replace(year=2012)
    open_story(by=alice.account, story=story, openness=Openness.PUBLIC, published=long_ago, updated=later)
    story.refresh_from_db()
    assert (story.published, story.updated) == (long_ago, later)


def test_deleting_takes_the_chapters_and_leaves_tags_and_names(alice):
    story = a_story(alice, chapters=2, categories=("Alice",))
    delete_story(by=alice.account, story=story)
    assert not Story.objects.exists()
    assert Tag.objects.filter(name="John Watson").exists()
    assert alice.stories.count() == 0
