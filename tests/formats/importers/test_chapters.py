"""Chapter headings in texts without markup: found where they are sure, let be where they are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.formats.importers.chapters import headings, number_of, unnumbered
from fanthology.formats.importers.passages import Passage


def found(*lines):
    return [(each.number, each.title) for each in headings([Passage(line) for line in lines])]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Chapter 1", "x y", "Chapter 2", "y z"), [(1, ""), (2, "")]),
        (("CHAPTER ONE: Fog", "x y", "CHAPTER TWO: Rain", "y z"), [(1, "Fog"), (2, "Rain")]),
        (("Chapter the First", "x y"), []),
        (
            ("CHAPTER I. Loomings.", "x y", "CHAPTER II. The Carpet-Bag.", "y z"),
            [(1, "Loomings"), (2, "The Carpet-Bag")],
        ),
        (("CHAPTER I\nTHE FOG", "x y", "CHAPTER II\nTHE RAIN", "y z"), [(1, "THE FOG"), (2, "THE RAIN")]),
        (
            ("Prologue", "x y", "Chapter 1", "y z", "Epilogue", "z"),
            [(None, "Prologue"), (1, ""), (None, "Epilogue")],
        ),
        (("1.", "x y", "2.", "y z", "3.", "z"), [(1, ""), (2, ""), (3, "")]),
        (("I", "x y", "II", "y z", "III", "z"), [(1, ""), (2, ""), (3, "")]),
        (("1. Fog", "x y", "2. Rain", "y z", "3. Sun", "z"), [(1, "Fog"), (2, "Rain"), (3, "Sun")]),
        (("Part One", "x y", "Part Two", "y z"), [(1, ""), (2, "")]),
        (("Chapter 1 - Fog", "x y", "Chapter 3", "y z"), [(1, "Fog"), (3, "")]),
        (("**Chapter 1**", "x y"), [(1, "")]),
        (
            ("Chapter 1", "x", "Chapter 2", "y", "Chapter 1", "z", "Chapter 2", "w"),
            [(1, ""), (2, ""), (1, ""), (2, "")],
        ),
        (("Chapter 1", "x", "Chapter 2", "y", "Chapter 2", "z"), [(1, ""), (2, "")]),
    ],
)
def test_headings(lines, expected):
    assert found(*lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ("It was in chapter 1 that he said it.", "x"),
        ("Chapter 7 was the worst.", "x"),
        ("I", "said nothing", "and left"),
        ("1.", "x", "2.", "y"),
        ("2010", "x", "2011", "y", "2012", "z"),
        ("Prologue", "x"),
        ("Chapter Whale", "x"),
        ("Part of the ship", "x", "Part of the crew"),
        ("3.", "x", "1.", "y", "2.", "z"),
        ("x" * 200,),
        (),
    ],
)
def test_no_headings(lines):
    assert found(*lines) == []


def test_a_table_of_contents_is_not_a_row_of_chapters():
    contents = ("Chapter 1", "Chapter 2", "Chapter 3")
    text = ("Chapter 1", "x y", "Chapter 2", "y z", "Chapter 3", "z")
    assert [each.place for each in headings([Passage(line) for line in (*contents, *text)])] == [3, 5, 7]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1", 1), ("012", 12), ("0", None), ("IV", 4), ("iv", 4), ("IIX", None), ("XLIX", 49), ("CXC", 190), ("one", 1),
        ("Twenty", 20), ("twenty-one", 21), ("Ninety Nine", 99), ("whale", None), ("twenty-twenty", None), ("", None),
    ],
)  # fmt: skip
def test_numbers(written, number):
    assert number_of(written) == number


@given(st.integers(1, 399))
def test_roman_numerals(number):
    digits = [
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ]
    written, rest = "", number
    for sign, value in digits:
        written += sign * (rest // value)
        rest %= value
    assert number_of(written) == number


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Chapter 7: Fog", "Fog"),
        ("7. Fog", "Fog"),
        ("Chapter 7", "Chapter 7"),
        ("Prologue: Fog", "Prologue: Fog"),
        ("Fog", "Fog"),
    ],
)
def test_numbers_leave_titles(title, expected):
    assert unnumbered(title) == expected


@given(st.lists(st.text("Chapter 123IVX.:\n", max_size=15), max_size=8))
def test_any_passages_are_asked_without_harm(lines):
    places = [each.place for each in headings([Passage(line) for line in lines])]
    assert places == sorted(set(places))
