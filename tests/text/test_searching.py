"""The terms of texts and searches, and passages with those terms marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.text.searching import passage, terms

TERMS = {
    "The Wolf's Lantern": "the wolfs lantern",
    "Wolfram & Hart": "wolfram hart",
    "a well-known lamp": "a well known lamp",
    "snake_case": "snake case",
    "Élan, naïve, ŒUVRE": "elan naive oeuvre",
    "Straße": "strasse",
    "Ёлка": "елка",
    "Ἀλίκη": "αλικη",
    "東京の夜": "東 京 の 夜",
    "สวัสดี": "ส ว ส ด",
    "हिन्दी": "हिन्दी",
    "3,000 words": "3 000 words",
    "don’t": "dont",
    "…!!!": "",
    "\0\ud800x": "x",
}


@pytest.mark.parametrize(("text", "wanted"), TERMS.items())
def test_terms(text, wanted):
    assert " ".join(terms(text)) == wanted


@given(st.text())
def test_terms_are_terms_of_themselves(text):
    found = terms(text)
    assert terms(" ".join(found)) == found
    assert all(found)
    assert not any(" " in term for term in found)


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_terms_of_lines_are_those_of_each(first, second):
    assert terms(f"{first}\n{second}") == terms(first) + terms(second)


TEXT = "It had rained for nine days. The Wolf’s lantern, he said, was a lantern nobody lit; the cat knew."


def marked(pieces):
    return "".join(f"[{text}]" if found else text for text, found in pieces)


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ([["rained"]], "It had [rained] for nine days."),
        ([["wolfs", "lantern"]], "The [Wolf’s lantern], he said, was a lantern nobody"),
        ([["lant*"]], "The Wolf’s [lantern], he said, was a [lantern] nobody"),
        ([["nobody", "lit"], ["cat"]], "a lantern [nobody lit]; the [cat] knew."),
        ([["nobody", "li*"]], "a lantern [nobody lit]; the cat"),
    ],
)
def test_a_passage_marks_what_is_wanted(wanted, shown):
    assert shown in marked(passage(TEXT, wanted))


def test_no_passage_where_nothing_stands():
    assert passage(TEXT, [["unicorn"]]) == ()
    assert passage(TEXT, [["lantern", "wolfs"]]) == ()


def test_a_passage_of_a_long_text_is_short_and_around_the_word():
    text = "word " * 5_000 + "lantern " + "word " * 5_000
    pieces = passage(text, [["lantern"]], width=100)
    assert ("lantern", True) in pieces
    assert pieces[0] == ("… ", False)
    assert pieces[-1] == (" …", False)
    assert len(marked(pieces)) < 250


@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_a_passage_is_made_of_the_text(text, words):
    wanted = [found for word in words if (found := terms(word))]
    pieces = passage(text, wanted, width=40)
    inner = "".join(piece for piece, _ in pieces if piece not in {"… ", " …"})
    assert inner in text
    assert not pieces or any(found for _, found in pieces)
