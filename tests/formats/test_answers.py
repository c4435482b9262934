"""What a poster's answer does to a manuscript."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.formats.answers import answered, without
from fanthology.formats.manuscript import Manuscript, ManuscriptChapter, Provenance, Question

START = Manuscript(
    title="Grin", authors=("Old Friend", "Tom Quill"), rating="FR13", complete=False, published=date(2011, 4, 6),
    fandoms=("Emma",), chapters=(ManuscriptChapter(source="It rained."),),
    provenance=Provenance(archive="The Old Shelf", words=4100, recs=1, published=date(2011, 4, 6), row="verbatim"),
)  # fmt: skip


def ask(field, *choices, start=START):
    question = Question(field, f"Which {field}?", choices)
    return replace(start, questions=(*start.questions, question)), question


@pytest.mark.parametrize(
    ("field", "choices", "choice", "wanted"),
    [
        ("title", ("Grin", "Smile"), "Smile", {"title": "Smile"}),
        ("rating", ("FR13", "FR18"), "FR18", {"rating": "FR18"}),
        ("authors", ("Old Friend", "dOld Friend"), "dOld Friend", {"authors": ("dOld Friend", "Tom Quill")}),
        ("authors", ("Old Friend", "Tom Quill"), "Tom Quill", {"authors": ("Tom Quill",)}),
        ("authors", ("Nobody", "Bob"), "Bob", {"authors": ("Old Friend", "Tom Quill", "Bob")}),
        ("fandoms", ("Emma", "Persuasion"), "Emma", {"fandoms": ("Emma",)}),
        ("complete", ("yes", "no"), "yes", {"complete": True}),
        ("complete", ("yes", "no"), "no", {"complete": False}),
        ("published", ("2011-04-06", "2010-01-02"), "2010-01-02", {"published": date(2010, 1, 2)}),
        ("updated", ("2011-04-06", "some day"), "some day", {"updated": None}),
        ("gaps", ("here", "there"), "there", {}),
        ("no such field", ("a", "b"), "b", {}),
        ("provenance", ("nothing to read", "here"), "here", {}),
    ],
)
def test_the_choice_is_in_the_field_and_the_question_is_gone(field, choices, choice, wanted):
    manuscript, question = ask(field, *choices)
    assert answered(manuscript, question, choice) == replace(START, **wanted)


def test_another_reading_of_the_row_brings_its_numbers_and_leaves_the_rest():
    said = "3 chapters, 12,491 words, 0 recs, 14 reviews, 902 hits, published 2011-04-05"
    manuscript, question = ask("provenance", "2 chapters, 491 words, published 2011-04-06", said)
    it = answered(manuscript, question, said)
    assert it.provenance == replace(
        START.provenance, chapters=3, words=12491, recs=0, reviews=14, hits=902, published=date(2011, 4, 5)
    )
    assert it.published == date(2011, 4, 5)
    short = answered(manuscript, question, question.choices[0])
    assert (short.provenance.words, short.provenance.recs, short.provenance.hits) == (491, None, None)


def test_what_was_not_offered_or_not_asked_changes_nothing():
    manuscript, question = ask("title", "Grin", "Smile")
    assert answered(manuscript, question, "Frown") == manuscript
    assert answered(START, question, "Smile") == START
    assert without(manuscript, question) == START


@given(
    st.sampled_from([*Manuscript.__dataclass_fields__, "?"]),
    st.lists(st.text(max_size=30), min_size=1, max_size=3),
    st.integers(0, 2),
)
def test_no_answer_makes_a_manuscript_that_cannot_be_kept(field, choices, which):
    manuscript, question = ask(field, *choices)
    it = answered(manuscript, question, choices[which % len(choices)])
    assert Manuscript.from_json(it.to_json()).title is not None
