"""What typed header values say, and what they do not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanthology.formats.importers import values
from fanthology.formats.manuscript import CanonPoint, SeriesPlace


@pytest.mark.parametrize(
    ("value", "warnings"),
    [
        ("The cook says some bad words.", ("Strong language",)),
        ("No warnings besides some bad words. It is harmless.", ("Strong language",)),
        ("No warnings, but the captain swears.", ("Strong language",)),
        ("No violence, no sex.", ()),
        ("Not violent. Some drinking.", ("Alcohol",)),
        ("Violence and character death", ("Violence", "Major character death")),
        ("graphic violence", ("Graphic violence",)),
        ("Language", ("Strong language",)),
        ("English is not my first language.", ()),
        ("none", ()),
        ("Adult themes, self-harm, mentions of suicide", ("Sexual content", "Self-harm", "Suicide")),
        ("non-con", ("Rape/non-con",)),
        ("A study in scarlet", ()),
    ],
)
def test_warnings(value, warnings):
    assert values.warnings_in(value) == warnings


@pytest.mark.parametrize(
    ("value", "rating"),
    [
        ("PG", "PG"),
        ("PG-13.", "PG-13"),
        ("R", "R"),
        ("FR15", "FR15"),
        ("K+", "K+"),
        ("NC-17, for the whale", "NC-17"),
        ("Mostly gentle. The rating: PG.", "PG"),
        ("It is rated R for the harpoons", "R"),
        ("R is my initial", ""),
        ("PG to NC-17", ""),
        ("PG-13 I guess?", "PG-13"),
        ("nothing of the sort", ""),
        ("Teen And Up Audiences", "Teen And Up Audiences"),
    ],
)
def test_ratings(value, rating):
    assert values.rating_in(value) == rating


@pytest.mark.parametrize(
    ("value", "pairings"),
    [
        ("This is a Holmes/Adler story.", ("Holmes/Adler",)),
        ("Overall Holmes/Adler, later Ahab/Queequeg/Ishmael", ("Holmes/Adler", "Ahab/Queequeg/Ishmael")),
        ("Implied Holmes & Watson.", ("Holmes & Watson",)),
        ("Captain Ahab/Irene Adler", ("Captain Ahab/Irene Adler",)),
        ("either/or", ()),
        ("https://melville.example/Ahab/Whale", ()),
    ],
)
def test_pairings(value, pairings):
    assert values.pairings_in(value) == pairings


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2011-04-06", date(2011, 4, 6)),
        ("2011-04-06T10:00:00Z", date(2011, 4, 6)),
        ("6 Apr 11", date(2011, 4, 6)),
        ("6\u00a0Apr\u00a011", date(2011, 4, 6)),
        ("6th of April, 2011", date(2011, 4, 6)),
        ("April 6, 2011", date(2011, 4, 6)),
        ("29 Feb 11", None),
        ("4/6/2011", None),
        ("6 Foo 11", None),
        ("", None),
        ("99999999", None),
    ],
)
def test_days(value, day):
    assert values.day(value) == day


@pytest.mark.parametrize(
    ("value", "complete"),
    [
        ("Complete", True),
        ("yes", True),
        ("one-shot", True),
        ("WIP", False),
        ("Incomplete", False),
        ("In progress", False),
        ("not finished", False),
        ("no", False),
        ("who knows", None),
        ("Nothing yet", None),
    ],
)
def test_completeness(value, complete):
    assert values.completeness(value) is complete


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("The Fog Cycle", SeriesPlace("The Fog Cycle")),
        ("The Fog Cycle, part 3", SeriesPlace("The Fog Cycle", 3)),
        ("The Fog Cycle #3", SeriesPlace("The Fog Cycle", 3)),
        ("“The Fog Cycle” (No. 12)", SeriesPlace("The Fog Cycle", 12)),
    ],
)
def test_places_in_a_series(value, place):
    assert values.series_place(value) == place


def fandom_of(name):
    return {"Holmes": "Sherlock Holmes", "Ahab": "Moby-Dick", "SH": "Sherlock Holmes"}.get(name, "")


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (
            "Post Reichenbach- Pt 2 for Holmes and Pre-Nantucket for Ahab.",
            [("Sherlock Holmes", "Post Reichenbach- Pt 2"), ("Moby-Dick", "Pre-Nantucket")],
        ),
        ("Post Reichenbach for Holmes", [("Sherlock Holmes", "Post Reichenbach")]),
        (
            "Before the fall for Holmes, after the storm for Ahab",
            [("Sherlock Holmes", "Before the fall"), ("Moby-Dick", "after the storm")],
        ),
        ("SH: 1891; Ahab: 1841", [("Sherlock Holmes", "1891"), ("Moby-Dick", "1841")]),
        (
            "after 1891 (SH), before 1841 (Ahab)",
            [("Sherlock Holmes", "after 1891"), ("Moby-Dick", "before 1841")],
        ),
        ("Post Reichenbach for Holmes and Dracula", [("", "Post Reichenbach for Holmes and Dracula")]),
        ("A year for Nemo", [("", "A year for Nemo")]),
        ("Sometime after the war.", [("", "Sometime after the war.")]),
    ],
)
def test_canon_points(value, points):
    assert values.canon_points(value, fandom_of) == tuple(CanonPoint(*each) for each in points)


@given(st.text())
def test_any_value_is_read_without_harm(value):
    for read in (
        values.warnings_in,
        values.rating_in,
        values.pairings_in,
        values.day,
        values.completeness,
        values.series_place,
        values.listed,
    ):
        read(value)
    assert values.canon_points(value, fandom_of)


@pytest.mark.parametrize(
    "value",
    [
        "for " * 100_000,
        "X/" * 100_000,
        "no sex " * 50_000,
        "(" * 200_000,
        "a: " * 100_000,
        "A B " * 100_000,
        " " * 300_000,
    ],
)
def test_nasty_values_do_not_keep_anyone_waiting(value):
    values.canon_points(value, fandom_of)
    values.pairings_in(value)
    values.warnings_in(value)
    values.rating_in(value)
    values.series_place(value)
    values.day(value)
    values.completeness(value)
