"""A book: what of a story goes out, and to whom."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from PIL import Image

from fanthology.catalogue.actions import make_synonym, tag_named
from fanthology.catalogue.models import Kind
from fanthology.catalogue.queries import rating_coded
from fanthology.core import limits
from fanthology.formats.book import book_of
from fanthology.formats.manuscript import CanonPoint
from fanthology.moderation.actions import hide_chapter, hide_story
from fanthology.people.queries import keeper
from fanthology.stories.actions import place_in_series
from fanthology.stories.actions.banners import banner_path, set_banner
from fanthology.stories.actions.series import begin_series
from fanthology.stories.models import Chapter, Openness, Provenance, Story
from fanthology.text.inks import ink
from tests.make import a_chapter, a_moderator, a_story, an_account, an_author
from tests.tools import count_queries

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
BASE = "https://archive.example/"


def author_of(story):
    return story.authors.first().account


def test_everything_that_is_said_about_a_story_is_in_it():
    alice, bob = an_author("Marginalia"), an_author("Tom Quill")
    story = a_story(
        alice,
        bob,
        title="The Vanishing Grin",
        summary="A *smile*.",
        author_note="Thanks.",
        disclaimer="Nobody’s.",
        credits="Beta: Jo.",
        author_rating="PG",
        planned_chapters=5,
        categories=("Alice > Holmes-Centered", "Sherlock Holmes"),
        timeline=(("Sherlock Holmes", "After his return"), ("", "1895")),
        chapters=2,
    )
    series = begin_series(by=alice.account, owner=alice, title="Cases")
    place_in_series(by=alice.account, series=series, story=story)
    book = book_of(story, VISITOR, BASE)
    assert (book.title, book.authors) == ("The Vanishing Grin", ("Marginalia", "Tom Quill"))
    assert book.categories == ("Alice > Holmes-Centered", "Sherlock Holmes")
    assert [(fandom.name, fandom.ink) for fandom in book.fandoms] == [
        (name, ink(name)) for name in ("Sherlock Holmes", "Alice in Wonderland")
    ]
    assert (book.characters, book.genres) == (("John Watson", "Alice Liddell"), ("Mystery",))
    assert (book.rating, book.author_rating, book.planned_chapters) == ("FR13", "PG", 5)
    assert (book.summary, book.author_note) == ("<p>A <em>smile</em>.</p>", "<p>Thanks.</p>")
    assert (book.disclaimer, book.credits) == ("<p>Nobody’s.</p>", "<p>Beta: Jo.</p>")
    assert set(book.timeline) == {CanonPoint("Sherlock Holmes", "After his return"), CanonPoint("", "1895")}
    assert [(place.title, place.number) for place in book.series] == [("Cases", 1)]
    assert [chapter.title for chapter in book.chapters] == ["Part 1", "Part 2"]
    assert book.words == story.words
    assert book.published == book.updated == story.updated.date()


def test_addresses_are_those_of_the_archive():
    story = a_story(chapters=2)
    with_slash, without = (book_of(story, VISITOR, base) for base in (BASE, BASE.rstrip("/")))
    assert with_slash == without
    assert with_slash.url == f"https://archive.example/stories/{story.pk}/"
    assert with_slash.chapters[1].url == f"https://archive.example/stories/{story.pk}/2/"


def test_the_identifier_stays_and_is_the_storys_own():
    story, other = a_story(), a_story()
    first = book_of(story, VISITOR, BASE).uuid
    Story.objects.filter(pk=story.pk).update(title="Another name")
    assert first == book_of(story, VISITOR, BASE).uuid
    assert first == book_of(story, VISITOR, "https://b.example").uuid
    assert first != book_of(other, VISITOR, BASE).uuid


def test_fandoms_are_canonical_and_the_authors_own_words_are_kept():
    story = a_story(tags={Kind.FANDOM: ("Sherlock",)})
    make_synonym(
        tag=tag_named(kind=Kind.FANDOM, name="Sherlock"),
        of=tag_named(kind=Kind.FANDOM, name="Sherlock Holmes"),
    )
    book = book_of(story, VISITOR, BASE)
    assert ([fandom.name for fandom in book.fandoms], book.fandom_tags) == (
        ["Sherlock Holmes"],
        ("Sherlock",),
    )


@pytest.mark.parametrize(
    ("openness", "hide", "who"),
    [
        (Openness.PUBLIC, False, "visitor member author moderator keeper"),
        (Openness.MEMBERS, False, "member author moderator keeper"),
        (Openness.DRAFT, False, "author"),
        (Openness.PUBLIC, True, "author moderator keeper"),
    ],
)
def test_who_may_take_a_story_away(openness, hide, who):
    story = a_story(openness=openness)
    if hide:
        hide_story(by=a_moderator(), story=story, reason="Copied.")
    viewers = {
        "visitor": VISITOR,
        "member": an_account(),
        "author": author_of(story),
        "moderator": a_moderator(),
        "keeper": keeper(),
    }
    given = []
    for name, viewer in viewers.items():
        try:
            book_of(story, viewer, BASE)
        except Story.DoesNotExist:
            continue
        given.append(name)
    assert " ".join(given) == who


def test_a_copy_holds_the_chapters_that_its_reader_sees_and_says_what_others_do_not():
    story = a_story(chapters=2)
    a_chapter(story, title="Later", publish=False)
    hide_chapter(by=a_moderator(), chapter=story.chapters.get(position=2), reason="Copied.")

    def seen(viewer):
        return [(chapter.number, chapter.state) for chapter in book_of(story, viewer, BASE).chapters]

    assert seen(VISITOR) == [(1, "")]
    assert seen(a_moderator()) == seen(keeper()) == [(1, ""), (2, "hidden")]
    assert seen(author_of(story)) == [(1, ""), (2, "hidden"), (3, "draft")]


def test_rating_and_language_of_a_chapter_are_there_where_they_differ():
    story = a_story(chapters=0, openness=Openness.DRAFT)
    a_chapter(story, title="Grim", rating=rating_coded("FR18"), language="fr")
    a_chapter(story, title="Mild", rating=rating_coded("FR13"), language="en")
    book = book_of(story, author_of(story), BASE)
    assert [(chapter.rating, chapter.language) for chapter in book.chapters] == [("FR18", "fr"), ("", "")]


def test_a_correction_moves_the_day_it_was_edited_but_not_the_update():
    story = a_story()
    long_ago = datetime(2011, 4, 6, 12, tzinfo=UTC)
    Story.objects.filter(pk=story.pk).update(updated=long_ago, published=long_ago)
    Chapter.objects.filter(story=story).update(edited=datetime(2012, 1, 1, tzinfo=UTC))
    book = book_of(story, VISITOR, BASE)
    assert (book.modified, book.updated) == (long_ago, date(2011, 4, 6))
    assert book.edited == datetime(2012, 1, 1, tzinfo=UTC)


def test_the_banner_comes_along_and_a_lost_file_costs_only_the_picture():
    story = a_story()
    assert book_of(story, VISITOR, BASE).art is None
    out = BytesIO()
    Image.new("RGB", (1600, 600), "#1f5a63").save(out, "PNG")
    set_banner(by=author_of(story), story=story, picture=out.getvalue(), alt="A grin.", credit="Ink by Tom.")
    art = book_of(story, VISITOR, BASE).art
    assert (art.alt, art.credits) == ("A grin.", "Ink by Tom.")
    assert Image.open(BytesIO(art.data)).width == max(limits.BANNER_WIDTHS)
    banner_path(story.banner.name, max(limits.BANNER_WIDTHS)).unlink()
    assert book_of(story, VISITOR, BASE).art is None


def test_what_another_archive_counted_comes_along():
    story = a_story()
    assert book_of(story, VISITOR, BASE).provenance is None
    Provenance.objects.create(
        story=story, archive="The Old Shelf", fingerprint="x", hits=1372, reviews=4, awards=["Best Grin"]
    )
    kept = book_of(story, VISITOR, BASE).provenance
    assert (kept.archive, kept.hits, kept.reviews, kept.recs, kept.awards) == (
        "The Old Shelf",
        1372,
        4,
        None,
        ("Best Grin",),
    )


def test_it_takes_the_same_queries_with_one_and_with_three_of_everything():
    def costs(number):
        names = [f"{number}-{place}" for place in range(number)]
        authors = [an_author(f"Author {name}") for name in names]
        story = a_story(
            *authors,
            chapters=number,
            categories=tuple(f"Category {name}" for name in names),
            tags={Kind.FANDOM: tuple(f"Fandom {name}" for name in names)},
            timeline=tuple((f"Fandom {name}", "Early") for name in names),
        )
        for name in names:
            by = authors[0]
            series = begin_series(by=by.account, owner=by, title=f"Series {name}")
            place_in_series(by=by.account, series=series, story=story)
        story.chapters.update(rating=rating_coded("FR18"))
        with count_queries() as counted:
            book = book_of(story, VISITOR, BASE)
        assert {chapter.rating for chapter in book.chapters} == {"FR18"}
        assert len(book.series) == len(book.timeline) == len(book.chapters) == len(book.authors) == number
        return len(counted)

    assert costs(1) == costs(3) <= 9
