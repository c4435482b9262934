"""A story's passages as a chapter's source."""

import pytest

from fanthology.formats.importers.passages import Passage, html_passages, text_passages
from fanthology.formats.importers.stories import first_words, html_source, plain_source
from fanthology.formats.manuscript import Gap

PARAGRAPHS = "a b\n\nc d\n\ne f\n\n"


@pytest.mark.parametrize(
    ("text", "source", "gaps"),
    [
        ("a b\n\nc d\n\ne f", "a b\n\nc d\n\ne f", ()),
        (f"{PARAGRAPHS}\ng h", f"{PARAGRAPHS}* * *\n\ng h", (Gap(7, 3, "g h"),)),
        (f"{PARAGRAPHS}\n\n~*~\n\n\n\ng h", f"{PARAGRAPHS}~*~\n\ng h", ()),
        (f"{PARAGRAPHS}~*~\n\n***\n\ng h", f"{PARAGRAPHS}~*~\n\ng h", ()),
        (f"~*~\n\n{PARAGRAPHS}\ng h", f"~*~\n\n{PARAGRAPHS}* * *\n\ng h", (Gap(7, 3, "g h"),)),
        ("", "", ()),
    ],
)
def test_wide_gaps_become_breaks_in_text(text, source, gaps):
    assert plain_source(text_passages(text), 7) == (source, gaps)


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ("<p>a</p><p>b</p><p>c</p><p>&nbsp;</p><p>d</p>", "<p>a</p>\n<p>b</p>\n<p>c</p>\n<hr>\n<p>d</p>"),
        (
            "<p>a</p><p>b</p><p>c</p><p></p><hr><p></p><p>d</p>",
            "<p>a</p>\n<p>b</p>\n<p>c</p>\n<hr>\n<p>d</p>",
        ),
        ("<p>a</p><p>***</p><p>b</p>", "<p>a</p>\n<hr>\n<p>b</p>"),
    ],
)
def test_wide_gaps_become_lines_across_in_html(html, source):
    assert html_source(html_passages(html)) == source


def test_a_passage_without_a_block_is_a_paragraph():
    assert html_source([Passage("a < b")]) == "<p>a &lt; b</p>"


def test_the_first_words():
    assert first_words("one two three four five six") == "one two three four five six"
    assert first_words("one two three\nfour five six seven") == "one two three four five six …"
