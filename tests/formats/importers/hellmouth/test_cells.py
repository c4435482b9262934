"""Every grammatical reading of a glued listing row, and none for other lines."""

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from fanthology.formats.importers.hellmouth.cells import AWARD, RATINGS, Border, Counts, rows
from tests.formats.importers.hellmouth.glue import Cells, any_cells, true_cells


def found(cells, row):
    return (
        row.rating == cells.rating
        and row.complete == cells.complete
        and cells.counts in row.counts
        and any(
            (b.category, b.author, b.badges) == (cells.category, cells.author, cells.badges)
            for b in row.borders
        )
    )


@given(true_cells())
def test_the_true_reading_of_a_row_is_among_its_readings(cells):
    assert any(found(cells, row) for row in rows(cells.glued()))


@given(any_cells())
def test_so_it_is_for_unlikely_cells(cells):
    assume("FR" not in cells.author + cells.category)
    assert any(found(cells, row) for row in rows(cells.glued()))


@given(true_cells())
def test_no_reading_comes_twice(cells):
    for row in rows(cells.glued()):
        assert len(set(row.counts)) == len(row.counts)
        assert len(set(row.borders)) == len(row.borders)


def counts(*numbers, published, updated):
    return Counts(*numbers, date.fromisoformat(published), date.fromisoformat(updated))


@pytest.mark.parametrize(
    ("numbers", "readings"),
    [
        # One chapter, 2,491 words, no recs, 4 reviews, 1,372 hits: commas leave no choice.
        ("12,491041,3726 Apr 116 Apr 11", {(1, 2491, 0, 4, 1372, 6)}),
        # Without hits beyond 999 there is much choice; the day takes one digit or two.
        ("1850121 Apr 111 Apr 11", {
            (1, 8, 5, 0, 12, 1), (1, 8, 50, 1, 2, 1), (1, 85, 0, 1, 2, 1), (1, 850, None, None, None, 0),
            (18, 5, 0, 1, 2, 1), (1, 8, 5, 0, 1, 21), (18, 50, None, None, None, 0),
        }),
    ],
)  # fmt: skip
def test_readings_of_the_numbers(numbers, readings):
    row = next(rows(f"Moby-Dick > GeneralInkwellFR13{numbers}Yes"))
    got = {(c.chapters, c.words, c.recs, c.reviews, c.hits, c.published.day) for c in row.counts}
    if len(readings) == 1:
        assert got == readings
    else:
        assert {each for each in readings if each[2] is not None} <= got


def test_a_day_that_is_none_is_no_reading():
    row = next(rows("Moby-Dick > GeneralInkwellFR131850531 Feb 111 Mar 11Yes"))
    assert {each.published.day for each in row.counts} == {1}


@pytest.mark.parametrize("rating", RATINGS)
def test_every_rating_is_known(rating):
    row = next(rows(f"Moby-Dick > GeneralInkwell{rating}12,491041,3726 Apr 116 Apr 11No"))
    assert (row.rating, row.complete) == (rating, False)


def test_a_pen_name_may_look_like_a_rating():
    cells = Cells(
        "Moby-Dick > General",
        "FR7fan",
        "FR13",
        counts(1, 2491, 0, 4, 1372, published="2011-04-06", updated="2011-04-06"),
        True,
    )
    assert any(found(cells, row) for row in rows(cells.glued()))


@pytest.mark.parametrize(
    ("line", "border"),
    [
        (
            "Moby-Dick > General(Current Donor)inkwell",
            Border("Moby-Dick > General", "inkwell", ("Current Donor",)),
        ),
        (
            "Moby-Dick > General (Past Moderator) Ink Well",
            Border("Moby-Dick > General", "Ink Well", ("Past Moderator",)),
        ),
        (
            "Dracula > X(Moderator)(Recent Donor)y",
            Border("Dracula > X", "y", ("Moderator", "Recent Donor")),
        ),
        (
            f"Dracula > General{AWARD}{AWARD}Inkwell",
            Border("Dracula > General", "Inkwell", (), (AWARD, AWARD)),
        ),
    ],
)
def test_badges_and_awards_between_category_and_author_leave_no_choice(line, border):
    row = next(rows(f"{line}FR1312,491041,3726 Apr 116 Apr 11No"))
    assert row.borders == (border,)


def test_awards_may_stand_at_either_end():
    row = next(rows(f"{AWARD}Dracula > GeneralInkwellFR1312,491041,3726 Apr 116 Apr 11Yes{AWARD}{AWARD}"))
    assert row.awards == (AWARD, AWARD)
    assert {border.awards for border in row.borders} == {(AWARD,)}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "He waited for FR13 years.",
        "Categories Author Rating Chapters Words Recs Reviews Hits Published Updated Complete",
        "InkwellFR13",
        "Moby-Dick > GeneralInkwellFR1312,491041,3726 Apr 116 Apr 11",
        "Moby-Dick > GeneralInkwellFR1312,491041,3726 Apr 1131 Feb 11Yes",
        "FR1312,491041,3726 Apr 116 Apr 11Yes",
        "Moby-Dick > GeneralInkwellPG1312,491041,3726 Apr 116 Apr 11Yes",
        "x" * 600 + " > GeneralInkwellFR1312,491041,3726 Apr 116 Apr 11Yes",
        "FR13" * 5000,
        "1," * 5000,
    ],
)
def test_other_lines_have_no_reading(line):
    assert list(rows(line)) == []


@given(st.text())
@example("FR7" * 30)
def test_any_line_has_readings_or_none(line):
    list(rows(line))
