"""Texts as passages: paragraphs and the gaps between them, in plain text and HTML alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.formats.importers.passages import Passage, html_passages, ordinary_gap, shape, text_passages
from tests.formats.importers.samples import STORY

WRAPPED = """The lamp in Baker Street had burned for three nights, and Holmes
had not slept in any of them. He had smoked, though, a good deal more
than the landlady liked, and the fog in the room was thicker than half-
known fogs outside, of which London had seen a good many that winter,
and would see a good many more.

“A whaler,” he said at last, “does not come to London for his
health.” And with that he rose--
and was gone before I could find my hat, my stick or a good answer.

   O whale, O fog,
   O lamp.
"""
INDENTED = """   The lamp in Baker Street had burned for three nights, and Holmes
had not slept in any of them. He had smoked, though, a good deal more
than the landlady liked, and the fog in the room was very thick.
   “A whaler,” he said at last, “does not come to London for his own
health.” And with that he rose and left me standing.
"""


def texts(passages):
    return [passage.text for passage in passages]


def test_empty_lines_part_paragraphs_and_are_counted():
    passages = text_passages("\n\na b\n\nc d\n\n\n\ne f\n \n\ng h")
    assert [(each.text, each.gap) for each in passages] == [("a b", 2), ("c d", 1), ("e f", 3), ("g h", 2)]


def test_line_breaks_inside_a_paragraph_are_kept():
    assert texts(text_passages("\n\n".join([*STORY, "O whale,\nO fog"])))[-1] == "O whale,\nO fog"


def test_wrapped_lines_are_joined_but_verses_are_not():
    passages = texts(text_passages(WRAPPED))
    assert len(passages) == 3
    assert "\n" not in passages[0] + passages[1]
    assert passages[0].endswith("would see a good many more.")
    assert "than half-known fogs outside" in passages[0]
    assert "he rose--and was gone" in passages[1]
    assert passages[2] == "   O whale, O fog,\n   O lamp."


def test_header_lines_are_not_joined_to_each_other():
    head = "Title: The Lamp\nSummary: Two hunters meet in the fog, and one of them is sorry, or\nsays so.\nRating: PG"
    passages = texts(text_passages(f"{head}\n\n" + WRAPPED * 5))
    assert passages[0] == head.replace(", or\n", ", or ")


def test_indented_lines_begin_paragraphs_in_wrapped_text():
    assert [text[:9] for text in texts(text_passages(INDENTED))] == ["The lamp ", "“A whaler"]


def test_where_every_line_is_a_paragraph_each_is_one():
    text = "\n".join(STORY * 4)
    assert texts(text_passages(text)) == STORY * 4
    assert ordinary_gap(text_passages(text)) == 0


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (STORY, "lines"),
        (WRAPPED.split("\n"), "wrapped"),
        ("\n\n".join(STORY).split("\n"), "blank"),
        ([], "blank"),
        (["a"], "blank"),
    ],
)
def test_the_shape_of_a_text(lines, kind):
    assert shape(lines)[0] == kind


@pytest.mark.parametrize(
    ("gaps", "ordinary"),
    [([1, 1, 1, 2], 1), ([0, 0, 1], 0), ([2, 2, 2, 4], 2), ([1, 2] * 10, 2), ([], 1), ([1] * 20 + [3], 1)],
)
def test_the_ordinary_gap(gaps, ordinary):
    assert ordinary_gap([Passage("x", gap) for gap in (0, *gaps)]) == ordinary


def test_html_gaps():
    html = "<p>a</p><p>b</p><p>&nbsp;</p><p>c</p>d<br><br>e<br><br><br><br>f<p></p>\n<p> <br></p><p>g</p>"
    passages = html_passages(html)
    assert [(each.text, each.gap) for each in passages] == [
        ("a", 1),
        ("b", 1),
        ("c", 2),
        ("d", 1),
        ("e", 1),
        ("f", 3),
        ("g", 3),
    ]


def test_html_gaps_inside_quotations_leave_no_trace():
    (passage,) = html_passages("<blockquote><p>a</p><br><br><br><br><p>b</p></blockquote>")
    assert passage.html == "<blockquote><p>a</p><p>b</p></blockquote>"


def test_a_passage_knows_its_markup_and_can_be_cut():
    (passage,) = html_passages(
        "<p><b>Rating:</b> PG, <i>mostly</i><br>and <a href='https://a.example/'>so</a> on</p>"
    )
    assert passage.text == "Rating: PG, mostly\nand so on"
    assert passage.has_markup
    first, second = passage.lines()
    assert (first.text, second.text) == ("Rating: PG, mostly", "and so on")
    assert passage.cut(8, 18).html == "<p>PG, <i>mostly</i></p>"
    assert not html_passages("<p>plain<br>text</p>")[0].has_markup


def test_breaks():
    assert Passage("* * *").is_break
    assert html_passages("a<hr>b")[1].is_break
    assert not Passage("***bold***").is_break


@given(st.text(st.sampled_from("ab \n\t.\u00a0")))
def test_no_word_is_lost(text):
    joined = "".join("".join(texts(text_passages(text))).split())
    assert joined == "".join(text.split())


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<br>", "&nbsp;", "a", " ", "<i>", "</i>", "<hr>", "<div>", "\n"]),
        max_size=30,
    )
)
def test_no_word_of_html_is_lost_and_no_mark_is_left(parts):
    html = "".join(parts)
    passages = html_passages(html)
    assert "".join("".join(texts(passages)).split()) == "a" * html.count("a")
    assert "\ue000" not in "".join(passage.html for passage in passages)
