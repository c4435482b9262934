"""A manuscript survives being written down as plain data, and nonsense is named, not crashed on."""

import json
from contextlib import suppress
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.formats.manuscript import (
    CanonPoint,
    Gap,
    Manuscript,
    ManuscriptChapter,
    Misshapen,
    Provenance,
    Question,
    Refused,
    SeriesPlace,
)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
counts = st.none() | st.integers(0, 2_000_000_000)
dates = st.none() | st.dates()
many = st.lists(texts, max_size=3).map(tuple)


def tuples_of(each):
    return st.lists(each, max_size=3).map(tuple)


markups = st.sampled_from(["plain", "markdown", "html"])
chapters = st.builds(
    ManuscriptChapter,
    title=texts,
    source=texts,
    markup=markups,
    note_before=texts,
    note_after=texts,
    summary=texts,
    rating=texts,
    language=texts,
    published=dates,
    number=counts,
)
provenances = st.builds(
    Provenance,
    archive=texts,
    url=texts,
    story_id=texts,
    words=counts,
    chapters=counts,
    recs=counts,
    reviews=counts,
    hits=counts,
    published=dates,
    updated=dates,
    complete=st.none() | st.booleans(),
    row=texts,
    confidence=st.floats(0, 1),
    awards=many,
    badges=many,
)
manuscripts = st.builds(
    Manuscript,
    title=texts,
    authors=many,
    summary=texts,
    categories=many,
    fandoms=many,
    characters=many,
    relationships=many,
    genres=many,
    warnings=many,
    freeforms=many,
    rating=texts,
    author_rating=texts,
    author_note=texts,
    timeline=tuples_of(st.builds(CanonPoint, texts, texts)),
    disclaimer=texts,
    credits=texts,
    language=texts,
    series=tuples_of(st.builds(SeriesPlace, texts, counts)),
    complete=st.none() | st.booleans(),
    published=dates,
    updated=dates,
    chapters=tuples_of(chapters),
    provenance=st.none() | provenances,
    questions=tuples_of(st.builds(Question, texts, texts, many, st.sampled_from(["ask", "notice"]))),
    gaps=tuples_of(st.builds(Gap, st.integers(0, 9), st.integers(0, 9), texts)),
    notes_markup=markups,
)
plain_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(manuscripts)
def test_a_manuscript_survives_json(manuscript):
    through = json.loads(json.dumps(manuscript.to_json()))
    assert Manuscript.from_json(through) == manuscript


def test_missing_keys_take_their_defaults_and_unknown_ones_are_left_alone():
    assert Manuscript.from_json({"title": "Ahab at Baker Street", "later": 1}) == Manuscript(
        title="Ahab at Baker Street"
    )


@given(plain_data)
def test_any_plain_data_is_a_manuscript_or_misshapen(data):
    with suppress(Misshapen):
        assert isinstance(Manuscript.from_json(data), Manuscript)


names = st.sampled_from([each.name for each in fields(Manuscript)])


@given(st.dictionaries(names, plain_data, max_size=4))
def test_any_value_in_any_field_is_taken_or_misshapen(data):
    with suppress(Misshapen):
        manuscript = Manuscript.from_json(data)
        assert Manuscript.from_json(manuscript.to_json()) == manuscript


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "“manuscript” should be a set of named values."),
        ({"title": 7}, "“title” should be text."),
        ({"authors": "Holmes"}, "“authors” should be a list."),
        ({"authors": ["Holmes", 7]}, "“authors, no. 2” should be text."),
        ({"complete": "yes"}, "“complete” should be yes or no."),
        ({"published": "6 Apr 11"}, "“published” should be a date like 2011-04-06."),
        ({"published": 20110406}, "“published” should be a date like 2011-04-06."),
        ({"notes_markup": "rtf"}, "“notes_markup” should be one of: plain, markdown, html."),
        ({"series": [{}]}, "“series, no. 1” lacks “title”."),
        ({"provenance": {"hits": -1}}, "“hits” should be a number from 0 to 2,000,000,000."),
        ({"provenance": {"hits": True}}, "“hits” should be a whole number."),
        ({"provenance": {"confidence": 2}}, "“confidence” should be a number from 0 to 1."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(data, sentence):
    with pytest.raises(Misshapen) as caught:
        Manuscript.from_json(data)
    assert str(caught.value) == sentence


def test_characters_that_no_database_takes_are_left_out():
    read = Manuscript.from_json({"title": "Ahab\x00 and \ud83d\udc33 and \ud83d alone"})
    assert read.title == "Ahab and 🐳 and � alone"


def test_dates_are_written_as_days():
    assert Manuscript(published=date(2011, 4, 6)).to_json()["published"] == "2011-04-06"


def test_a_refusal_says_the_file_and_the_reason():
    refusal = Refused("whale.txt", "The file is empty.")
    assert (refusal.name, refusal.reason) == ("whale.txt", "The file is empty.")
    assert str(refusal) == "whale.txt: The file is empty."
