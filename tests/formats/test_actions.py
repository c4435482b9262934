"""Manuscripts become stories: whole or not at all, once, and by those who may."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from fanthology.catalogue.actions import category_named, put_under, tag_named
from fanthology.catalogue.models import Category, Kind, Tag
from fanthology.formats.actions import bring_in
from fanthology.formats.manuscript import (
    CanonPoint,
    Gap,
    Manuscript,
    ManuscriptChapter,
    Provenance,
    Question,
    SeriesPlace,
)
from fanthology.people.models import PenName
from fanthology.people.queries import keeper
from fanthology.stories.models import Openness, Series, Story
from tests.make import a_moderator, a_story, an_author

pytestmark = pytest.mark.django_db

MANUSCRIPT = Manuscript(
    title="The Second Lantern",
    authors=("Lanternhouse",),
    summary="Somebody has lit it.",
    categories=("Dracula > Hatter-Centered",),
    fandoms=("Dracula", "Alice in Wonderland"),
    characters=("The Hatter",),
    relationships=("Hatter/Mina",),
    warnings=("Strong language",),
    rating="FR13",
    author_rating="PG",
    author_note="*sighs*",
    timeline=(CanonPoint("Dracula", "After Whitby"), CanonPoint("", "Spring")),
    language="en",
    series=(SeriesPlace("Lanterns", 2),),
    complete=True,
    published=date(2011, 4, 6),
    updated=date(2011, 4, 9),
    chapters=(
        ManuscriptChapter(source="Tea was served.\n\n* * *\n\nIt was cold."),
        ManuscriptChapter(
            title="Two", source="<p>More <em>tea</em>.</p>", markup="html", note_before="*hums*"
        ),
    ),
    provenance=Provenance(
        archive="An Old Archive", url="https://old.example/Story-1", words=2491, recs=0, reviews=4, hits=1372
    ),
    questions=(Question("title", "Is this the title?", ("The Second Lantern",)),),
    gaps=(Gap(0, 1, "It was cold."),),
)


def bring(manuscript=MANUSCRIPT, **changes):
    given = {"by": keeper(), "pen_names": None, "openness": Openness.PUBLIC, "file_name": "lantern.txt"}
    return bring_in(manuscript=manuscript, **{**given, **changes})


def test_everything_that_the_document_says_is_kept():
    brought = bring()
    story = Story.objects.get(pk=brought.story.pk)
    assert brought.new
    assert (story.title, story.author_rating, story.rating.code) == ("The Second Lantern", "PG", "FR13")
    assert (story.openness, story.complete, story.crossover) == (Openness.PUBLIC, True, True)
    assert (story.published.date(), story.updated.date()) == (date(2011, 4, 6), date(2011, 4, 9))
    assert [author.name for author in story.authors.all()] == ["Lanternhouse"]
    assert story.authors.get().account is None
    assert [category.path for category in story.categories.all()] == ["Dracula > Hatter-Centered"]
    assert {(point.fandom and point.fandom.name, point.point) for point in story.timeline.all()} == {
        ("Dracula", "After Whitby"),
        (None, "Spring"),
    }
    assert "*sighs*" in story.author_note
    place = story.series_places.get()
    assert (place.series.title, place.position) == ("Lanterns", 2)


def test_chapters_keep_their_markup_and_their_dates():
    one, two = bring().story.chapters.order_by("position")
    assert "<hr" in one.text
    assert "<em>tea</em>" in two.text
    assert "*hums*" in two.note_before
    assert one.published.date() == date(2011, 4, 6)


def test_the_numbers_of_the_other_archive_are_its_provenance():
    story = bring().story
    source = story.provenance
    assert (source.words, source.reviews, source.hits, source.recommendations) == (2491, 4, 1372, 0)
    assert (story.hits, story.review_count) == (0, 0)
    assert source.questions[0]["text"] == "Is this the title?"
    assert source.gaps[0]["before_words"] == "It was cold."
    assert source.file_name == "lantern.txt"


def test_the_same_words_are_not_doubled():
    first = bring()
    again = bring()
    assert (again.new, again.story) == (False, first.story)
    assert Story.objects.count() == 1


def test_somebody_elses_draft_with_the_same_words_is_not_told_of():
    alice = an_author("Alice")
    manuscript = replace(MANUSCRIPT, categories=())
    bring(manuscript, by=alice.account, pen_names=(alice,), openness=Openness.DRAFT)
    bob = an_author("Bob")
    assert bring(manuscript, by=bob.account, pen_names=(bob,)).new


def test_a_member_posts_under_their_own_name_and_grows_no_tree():
    alice = an_author("Alice")
    with pytest.raises(ValidationError) as problem:
        bring(by=alice.account, pen_names=(alice,))
    assert set(problem.value.message_dict) == {"categories"}
    assert not Story.objects.exists()
    category_named(path="Dracula > Hatter-Centered")
    story = bring(by=alice.account, pen_names=(alice,)).story
    assert story.authors.get() == alice


def test_a_member_cannot_post_as_the_document_says():
    with pytest.raises(PermissionDenied):
        bring(by=an_author().account)
    assert not PenName.objects.filter(name="Lanternhouse").exists()


def test_a_moderator_does_not_post_under_a_members_name():
    an_author("Lanternhouse")
    with pytest.raises(ValidationError):
        bring(by=a_moderator())
    assert not Story.objects.exists()


def test_an_unknown_rating_is_asked_about():
    story = bring(replace(MANUSCRIPT, rating="Lukewarm")).story
    assert story.rating.code == "FR13"
    assert any("Lukewarm" in question["text"] for question in story.provenance.questions)


def test_nothing_is_half_saved():
    a_story()
    before = (
        Story.objects.count(),
        PenName.objects.count(),
        Category.objects.count(),
        Series.objects.count(),
    )
    empty = ManuscriptChapter(source="   ")
    with pytest.raises(ValidationError):
        bring(replace(MANUSCRIPT, chapters=(*MANUSCRIPT.chapters, empty)))
    assert before == (
        Story.objects.count(),
        PenName.objects.count(),
        Category.objects.count(),
        Series.objects.count(),
    )


def test_fandoms_of_one_franchise_are_no_crossover():
    fandoms = ("Buffy the Vampire Slayer", "Angel: the Series")
    assert not bring(replace(MANUSCRIPT, fandoms=fandoms)).story.crossover
    verse = Tag.objects.get(kind=Kind.FANDOM, name="Buffyverse")
    assert {tag.name for tag in verse.children.all()} == set(fandoms)


def test_a_place_that_a_moderator_gave_a_fandom_stays():
    buffy = tag_named(kind=Kind.FANDOM, name="Buffy the Vampire Slayer")
    put_under(child=buffy, parent=tag_named(kind=Kind.FANDOM, name="Sunnydale"))
    bring(replace(MANUSCRIPT, fandoms=(buffy.name, "Dracula")))
    assert [parent.name for parent in buffy.parents.all()] == ["Sunnydale"]


def test_a_part_of_a_longer_story_says_how_long_it_is():
    source = replace(MANUSCRIPT.provenance, chapters=5)
    assert bring(replace(MANUSCRIPT, provenance=source)).story.planned_chapters == 5
