"""Markdown: readable as it stands, and comes back with everything that is said about the story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.formats.exporters import md
from fanthology.formats.exporters.manuscripts import manuscript_of
from fanthology.formats.importers import read
from fanthology.text.clean import clean
from fanthology.text.markup import to_html
from tests.formats.exporters.shelf import a_book, a_chapter, a_chinese_book, a_hebrew_book, an_imported_book

MARKS = ("<!-- chapter -->", "<!-- text -->", "<!-- end of text -->")


@pytest.mark.parametrize(
    "book",
    [a_book(), a_book(12), an_imported_book(), a_hebrew_book(), a_chinese_book()],
    ids=lambda book: f"{book.title} {len(book.chapters)}",
)
def test_it_comes_back_as_it_went(book):
    (back,) = read("story.md", md.write(book))
    assert back == manuscript_of(book, "markdown")
    assert [to_html(chapter.source, "markdown") for chapter in back.chapters] == [
        chapter.text for chapter in book.chapters
    ]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3))
def test_any_words_come_back(paragraphs):
    text = (
        clean("".join(f"<p>{paragraph.replace('<', '&lt;')}</p>" for paragraph in paragraphs)) or "<p>x</p>"
    )
    title = "".join(sign for sign in paragraphs[0] if sign.isprintable()).strip() or "x"
    book = a_book(
        (a_chapter(title=title, text=text, note_before=text), a_chapter(2)), title=title, author_note=text
    )
    (back,) = read("story.md", md.write(book))
    assert back == manuscript_of(book, "markdown")


@pytest.mark.parametrize("mark", [*MARKS, "+++", "---", "# not a heading", "    indented", "> quoted"])
def test_a_line_that_looks_like_ours_is_the_authors(mark):
    text = to_html(f"before\n\n{mark}\n\nafter", "plain")
    (back,) = read("story.md", md.write(a_book((a_chapter(1, text=text), a_chapter(2)))))
    assert len(back.chapters) == 2
    assert to_html(back.chapters[0].source, "markdown") == text


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_in_a_block_of_code_loses_no_words(mark):
    """There Markdown has no escape: the backslash is seen."""
    code = clean(
        f"<pre><code>before\n{mark.replace('<', '&lt;')}\n  {mark.replace('<', '&lt;')}\nafter</code></pre><p>the end</p>"
    )
    (back,) = read("story.md", md.write(a_book((a_chapter(1, text=code), a_chapter(2)))))
    assert len(back.chapters) == 2
    shown = to_html(back.chapters[0].source, "markdown")
    assert shown.replace("\\", "") == code


def test_notes_are_markdown_where_nothing_of_them_is_lost_and_html_where_it_would_be():
    assert manuscript_of(a_book(), "markdown").notes_markup == "markdown"
    book = a_book(author_note='<p class="align-center">In the <u>middle</u></p>')
    made = manuscript_of(book, "markdown")
    assert (made.notes_markup, made.author_note) == ("html", book.author_note)
    assert read("story.md", md.write(book)) == (made,)


def test_a_story_written_here_names_this_archive_as_where_it_is_from():
    made = manuscript_of(a_book(), "html").provenance
    assert (made.archive, made.url, made.story_id) == (
        "The Reading Room",
        "https://archive.example/stories/7/",
        "7",
    )
    assert (made.words, made.chapters, made.complete, made.confidence) == (122, 2, False, 1.0)
    assert manuscript_of(an_imported_book(), "html").provenance.archive == "The Old Shelf"


def test_a_chapter_says_its_number_where_one_before_it_is_missing():
    made = manuscript_of(a_book((a_chapter(1), a_chapter(3))), "html")
    assert [chapter.number for chapter in made.chapters] == [None, 3]


def test_people_can_read_it_too():
    chapter = a_chapter(
        note_before="<p>Thanks <em>all</em>.</p><p>Jo</p>", note_after="<p>More soon.</p>", rating="FR18"
    )
    text = md.write(a_book((chapter,), title="What *is* a grin?")).decode()
    body = text.split("+++\n", 2)[2]
    assert body.startswith(
        "\n# What \\*is\\* a grin?\n\nby Marginalia and Tom Quill\n\n**Sherlock Holmes** × **Alice"
    )
    assert (
        "## Part 1\n\n> NOTE: This chapter is rated FR18\n\n> Thanks *all*.\n>\n> Jo\n\n<!-- text -->\n"
        in body
    )
    assert (
        "<!-- end of text -->\n\n> More soon.\n\n*You have reached the end of “What \\*is\\* a grin?” – so far."
        in body
    )
    assert body.rstrip().endswith("<https://archive.example/stories/7/>")
