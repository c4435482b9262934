"""Plain text: titles, head lines, chapters, paragraphs."""

import pytest

from fanthology.formats.importers import read
from tests.formats.importers.samples import STORY

BODY = "\n\n".join(STORY)


def read_plain(name, text):
    (story,) = read(name, text.encode())
    return story


def test_title_byline_and_head():
    story = read_plain(
        "x.txt", f"The Lamp\n\nby Elinor Vance\n\nFandom: Moby-Dick\nRating: PG\nSummary: A lamp.\n\n{BODY}"
    )
    assert (story.title, story.authors) == ("The Lamp", ("Elinor Vance",))
    assert (story.fandoms, story.rating, story.summary) == (("Moby-Dick",), "PG", "A lamp.")
    assert [chapter.source for chapter in story.chapters] == [BODY]
    assert story.questions == ()


@pytest.mark.parametrize(
    ("top", "title", "authors"),
    [
        ("The Lamp by Elinor Vance", "The Lamp", ("Elinor Vance",)),
        ("The Lamp\nby Elinor Vance", "The Lamp", ("Elinor Vance",)),
        ("# The Lamp", "The Lamp", ()),
        ("“The Lamp”", "X", ()),
        ("The Lamp", "The Lamp", ()),
        ("Title: The Lamp\nAuthor: Elinor Vance", "The Lamp", ("Elinor Vance",)),
        ("THE LAMP\n\nWritten by: Elinor Vance", "THE LAMP", ("Elinor Vance",)),
        ("Is It Day?", "Is It Day?", ()),
    ],
)
def test_titles(top, title, authors):
    story = read_plain("x.txt", f"{top}\n\n{BODY}")
    assert (story.title, story.authors) == (title, authors)


@pytest.mark.parametrize(
    "first",
    [
        "He stood by Captain Ahab.",
        "“Fog,” he said.",
        "“Fog”",
        "It was late,\nand it rained",
        "Chapter 1",
        "* * *",
        "Hello:",
    ],
)
def test_what_is_no_title_stays_in_the_story(first):
    story = read_plain("the_lamp.txt", f"{first}\n\n{BODY}")
    assert story.title == "The lamp"
    assert [question.field for question in story.questions if question.kind == "ask"] == ["title"]
    assert first in story.chapters[0].source or first == "Chapter 1"


def test_chapters():
    story = read_plain(
        "x.txt", f"The Lamp\n\nRating: PG\n\nChapter 1: Fog\n\n{BODY}\n\nChapter 2\n\n{BODY}\n\nThe End"
    )
    assert [chapter.title for chapter in story.chapters] == ["Fog", ""]
    assert story.chapters[1].source == f"{BODY}\n\nThe End"


def test_a_story_above_the_first_heading_is_a_chapter():
    story = read_plain("x.txt", f"The Lamp\n\n{BODY * 9}\n\n{BODY}\n\nChapter 1\n\n{BODY}")
    assert len(story.chapters) == 2
    assert story.chapters[1].source == BODY


def test_words_above_the_first_heading_are_a_note():
    story = read_plain(
        "x.txt", f"The Lamp\n\nDisclaimer: Not mine.\n\nFor you all.\n\nChapter 1\n\n{BODY * 9}"
    )
    assert (story.disclaimer, story.author_note) == ("Not mine.", "For you all.")
    assert len(story.chapters) == 1


def test_numbers_that_do_not_begin_with_one_are_kept():
    story = read_plain("x.txt", f"The Lamp\n\nChapter 1\n\n{BODY}\n\nChapter 3\n\n{BODY}")
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1", "Chapter 3"]


def test_labelled_notes_of_a_chapter_stand_apart():
    story = read_plain(
        "x.txt", f"The Lamp\n\nChapter 1\n\nA/N: hello\n\n{BODY}\n\nAuthor's note: bye\n\nChapter 2\n\n{BODY}"
    )
    first = story.chapters[0]
    assert (first.note_before, first.note_after, first.source) == ("A/N: hello", "Author's note: bye", BODY)


def test_wide_gaps_are_breaks_and_told():
    story = read_plain("x.txt", f"The Lamp\n\n{BODY}\n\n\n{BODY}")
    assert story.chapters[0].source == f"{BODY}\n\n* * *\n\n{BODY}"
    assert any("scene break" in question.text for question in story.questions)
    assert story.gaps == ()


def test_marks_stay_as_typed():
    story = read_plain(
        "x.txt", "The Lamp\n\nHe was *very* sure_ly <b>wrong</b> & You‘re not.\n\n~*~\n\nYes, said I."
    )
    assert (
        story.chapters[0].source == "He was *very* sure_ly <b>wrong</b> & You‘re not.\n\n~*~\n\nYes, said I."
    )
    assert story.chapters[0].markup == story.notes_markup == "plain"
