"""The true reading of a row is the likeliest, nearly always; where it may be wrong, confidence says so."""

import math
import random
from datetime import date, timedelta

import pytest

from fanthology.formats.importers.hellmouth.cells import RATINGS, Counts
from fanthology.formats.importers.hellmouth.rank import Evidence, read_row
from tests.formats.importers.hellmouth.glue import FANDOMS, FOCUSES, PEN_NAMES, THIRDS, Cells


def a_story(dice):
    """Cells as the archive's stories have them, and the words that a saved page of it would hold."""
    chapters = dice.choice([1, 1, 1, 1, 1, 2, 3, 4, 5, 8, 12, 20, 33, 60])
    each = dice.lognormvariate(math.log(2400), 0.7)
    words = max(100, int(chapters * each))
    hits = int(dice.lognormvariate(math.log(2000 * chapters**0.8), 0.8))
    reviews = int(hits * 0.003 * dice.lognormvariate(0, 0.7))
    recs = int(reviews * 0.12 * dice.lognormvariate(0, 0.8))
    published = date(2003, 11, 1) + timedelta(days=dice.randrange(5500))
    updated = published + timedelta(days=0 if chapters == 1 else dice.randrange(1, 600))
    reactions = (recs, reviews, hits) if dice.random() > 0.05 else (None, None, None)
    path = [dice.choice(FANDOMS[:-1]), dice.choice(FOCUSES)]
    path += [dice.choice(THIRDS)] if dice.random() < 0.3 else []
    cells = Cells(
        " > ".join(path),
        dice.choice(PEN_NAMES),
        dice.choice(RATINGS),
        Counts(chapters, words, *reactions, published, updated),
        dice.random() < 0.6,
        dice.choice([(), (), ("Current Donor",)]),
    )
    body = words * dice.uniform(0.97, 1.02) if chapters == 1 else each * dice.lognormvariate(0, 0.4)
    return cells, int(body)


def rows_read(seed, *, hinted=False):
    dice = random.Random(seed)
    for _ in range(400):
        cells, body = a_story(dice)
        hints = (f"{cells.author}+The+White+Whale",) if hinted else ()
        ranked = read_row(cells.glued(), Evidence(body_words=body, hints=hints))
        yield cells, ranked, (ranked.border.author, ranked.counts) == (cells.author, cells.counts)


def test_the_true_reading_is_usually_first():
    right = [is_right for _, _, is_right in rows_read(7)]
    assert sum(right) >= 0.92 * len(right)


def test_a_confident_reading_is_right():
    confident = [is_right for _, ranked, is_right in rows_read(8) if ranked.confidence > 0.9]
    assert len(confident) > 250
    assert sum(confident) >= 0.99 * len(confident)


def test_with_the_pen_name_in_an_address_it_is_nearly_always_first():
    right = [is_right for _, _, is_right in rows_read(9, hinted=True)]
    assert sum(right) >= 0.98 * len(right)


def test_a_wrong_reading_has_the_true_one_among_its_near_rivals():
    for cells, ranked, is_right in rows_read(10):
        if not is_right:
            near = {each.author for each in (ranked.border, *ranked.borders)}
            counts = {ranked.counts, *ranked.other_counts}
            assert ranked.confidence < 0.99
            assert cells.author in near or len(near) >= 4
            assert cells.counts in counts or len(counts) >= 4


@pytest.mark.parametrize(
    ("row", "category", "author"),
    [
        ("Moby-Dick > Buffy-CenteredSlowLantern", "Moby-Dick > Buffy-Centered", "SlowLantern"),
        ("Moby-Dick > Buffy-Centeredslowlantern", "Moby-Dick > Buffy-Centered", "slowlantern"),
        ("Moby-Dick > Multiple Pairingsslowlantern", "Moby-Dick > Multiple Pairings", "slowlantern"),
        ("Moby-Dick > Ishmael-CenteredInkwell", "Moby-Dick > Ishmael-Centered", "Inkwell"),
        ("Whale Files, The > GeneralElinor Vance", "Whale Files, The > General", "Elinor Vance"),
        ("Dr. Jekyll/Mr. Hyde > Other7seas", "Dr. Jekyll/Mr. Hyde > Other", "7seas"),
        (
            "Oz 1939 > Xander-Centered > Pairing: Faithnight_owl",
            "Oz 1939 > Xander-Centered > Pairing: Faith",
            "night_owl",
        ),
        ("Books > Theme: The Great HuntMrsHudson", "Books > Theme: The Great Hunt", "MrsHudson"),
        ("Non-Crossoverquietharbour", "Non-Crossover", "quietharbour"),
        ("Anime > Surprise CrossoverInkwell", "Anime > Surprise Crossover", "Inkwell"),
    ],
)
def test_where_the_category_ends(row, category, author):
    ranked = read_row(f"{row}FR1312,491041,3726 Apr 116 Apr 11Yes", Evidence(body_words=2480))
    assert (ranked.border.category, ranked.border.author) == (category, author)


@pytest.mark.parametrize(("body", "words"), [(850, 850), (85, 85)])
def test_the_words_of_the_text_decide(body, words):
    row = "Moby-Dick > GeneralInkwellFR131850511212 Apr 0812 Apr 08Yes"
    counts = read_row(row, Evidence(body_words=body)).counts
    assert (counts.chapters, counts.words) == (1, words)


def test_a_known_number_of_chapters_decides():
    row = "Moby-Dick > GeneralInkwellFR131166,0492816236,50627 Aug 0819 Jan 09Yes"
    assert read_row(row, Evidence(chapters=1)).counts.chapters == 1
    assert read_row(row, Evidence(chapters=11)).counts.chapters == 11
    assert read_row(row, Evidence(body_words=6000)).counts.chapters == 11
