"""The one document that our user gave us. It is read where it lies and never copied; without it these tests skip."""

from datetime import date
from pathlib import Path

import pytest

from fanthology.formats.importers import read

SEED = Path(__file__).resolve().parents[5] / "shared" / "seed" / "eventually.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the user's document is not beside this repository")


@pytest.fixture(scope="module")
def story():
    (manuscript,) = read(SEED.name, SEED.read_bytes())
    return manuscript


def test_title_author_and_tags(story):
    assert (story.title, story.authors) == ("Eventually", ("SlayerFest",))
    assert story.categories == ("Smallville > Buffy-Centered",)
    assert story.fandoms == ("Smallville", "Buffy the Vampire Slayer")
    assert story.characters == ("Buffy Summers", "Lex Luthor")
    assert story.relationships == ("Buffy/Lex",)
    assert (story.rating, story.author_rating) == ("FR13", "PG")
    assert story.warnings == ("Strong language",)
    assert not story.summary.endswith(")")


def test_the_archives_numbers(story):
    source = story.provenance
    assert (source.words, source.chapters, source.hits) == (2491, 1, 1372)
    assert (source.recs, source.reviews) == (0, 4)
    assert source.published == source.updated == story.published == story.updated == date(2011, 4, 6)
    assert source.complete is story.complete is True
    assert source.confidence >= 0.95


def test_the_head(story):
    assert [point.fandom for point in story.timeline] == ["Buffy the Vampire Slayer", "Smallville"]
    assert [point.point.split("-")[0].split()[0] for point in story.timeline] == ["Post", "Pre"]
    assert story.disclaimer.count(".") == 2
    assert "GIMP" in story.credits
    note, combined = story.author_note.split("\n\n")
    assert note.endswith("*grumbles*")
    assert combined.startswith("Pairings/Warnings/Rating- ")


def test_the_text(story):
    (chapter,) = story.chapters
    paragraphs = [part for part in chapter.source.split("\n\n") if part != "* * *"]
    assert len(paragraphs) == 60
    assert paragraphs[-1] == "The End"
    assert len(story.gaps) == chapter.source.count("* * *") == 7
    assert "‘" in chapter.source  # quotes that look the wrong way are the author's


def test_every_word_of_the_document_is_somewhere(story):
    kept = " ".join(
        (
            story.author_note,
            story.summary,
            story.disclaimer,
            story.credits,
            story.chapters[0].source,
            story.provenance.row,
            story.title,
            *(point.point for point in story.timeline),
            *story.relationships,
            "Summary: Timeline- for Buffy and for Lex. Art creds- Disclaimer- ",
            "You have reached the end of This story is complete.",
        )
    )
    words = set(kept.replace("(", " ").replace(")", " ").replace('"', " ").split())
    document = SEED.read_text(encoding="utf-8").replace("(", " ").replace(")", " ").replace('"', " ")
    assert {word.strip(".") for word in document.split()} - {""} <= {word.strip(".") for word in words}
