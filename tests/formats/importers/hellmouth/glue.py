"""Listing rows for tests: true cells, and the line that they become when their borders are lost."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from fanthology.formats.importers.hellmouth.cells import RATINGS, Border, Counts

NBSP = "\u00a0"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def day(when):
    return f"{when.day}{NBSP}{MONTHS[when.month - 1]}{NBSP}{when.year % 100:02}"


@dataclass(frozen=True)
class Cells:
    """The true cells of a row."""

    category: str
    author: str
    rating: str
    counts: Counts
    complete: bool
    badges: tuple[str, ...] = ()

    def glued(self):
        """The row as an extractor leaves it."""
        counts = self.counts
        badges = "".join(f"({badge})" for badge in self.badges)
        numbers = f"{counts.chapters}{counts.words:,}"
        if counts.hits is not None:
            numbers += f"{counts.recs}{counts.reviews}{counts.hits:,}"
        days = day(counts.published) + day(counts.updated)
        category = self.category.replace(" > ", f"{NBSP}> ")
        return (
            f"{category}{badges}{self.author}{self.rating}{numbers}{days}{'Yes' if self.complete else 'No'}"
        )

    def border(self):
        return Border(self.category, self.author, self.badges)


FANDOMS = [
    "Sherlock Holmes",
    "Moby-Dick",
    "Whale Files, The",
    "Dr. Jekyll/Mr. Hyde",
    "Oz 1939",
    "Three Musketeers, The",
    "Dracula",
    "20,000 Leagues",
    "Non-Crossover",
]
FOCUSES = [
    "Buffy-Centered",
    "Xander-Centered",
    "Willow-Centered",
    "General",
    "Multiple Pairings",
    "Alternate Universe",
    "Ishmael-Centered",
]
THIRDS = ["Pairing: Faith", "Pairing: Captain Ahab", "Theme: The Great Hunt"]
PEN_NAMES = [
    "Inkwell",
    "SlowLantern",
    "quietharbour",
    "Elinor Vance",
    "night_owl",
    "Quill7",
    "MrsHudson",
    "x",
    "FogOnTheThames",
    "O'Malley",
    "thequeequeg",
]


@st.composite
def true_counts(draw):
    """Numbers as stories have them: words grow with chapters, reviews with hits."""
    chapters = draw(st.sampled_from([1, 1, 1, 2, 3, 5, 8, 12, 25, 104]))
    words = draw(st.integers(150 * chapters, 6000 * chapters))
    hits = draw(st.integers(200 * chapters, 6000 * chapters))
    reviews = draw(st.integers(0, max(1, hits // 120)))
    recs = draw(st.integers(0, max(1, reviews // 4)))
    published = draw(st.dates(date(2003, 11, 1), date(2020, 1, 1)))
    updated = published + timedelta(days=draw(st.integers(0, 40)) * (chapters - 1))
    if draw(st.integers(0, 9)) == 0:
        return Counts(chapters, words, None, None, None, published, updated)
    return Counts(chapters, words, recs, reviews, hits, published, updated)


@st.composite
def true_cells(draw):
    path = [draw(st.sampled_from(FANDOMS))]
    if path[0] != "Non-Crossover":
        path.append(draw(st.sampled_from(FOCUSES)))
        if draw(st.booleans()):
            path.append(draw(st.sampled_from(THIRDS)))
    badges = draw(st.sampled_from([(), (), (), ("Current Donor",), ("Past Moderator", "Recent Donor")]))
    return Cells(
        " > ".join(path),
        draw(st.sampled_from(PEN_NAMES)),
        draw(st.sampled_from(RATINGS)),
        draw(true_counts()),
        draw(st.booleans()),
        badges,
    )


@st.composite
def any_cells(draw):
    """Anything that the columns can hold, likely or not."""
    name = st.text("abcXYZ '-.,/&0123456789é", min_size=1, max_size=12).map(str.strip).filter(bool)
    collapsed = name.map(lambda text: " ".join(text.split())).filter(lambda text: text[0] not in ")>")
    path = draw(st.lists(collapsed, min_size=1, max_size=3))
    number = st.integers(0, 99_999)
    published, updated = (
        draw(st.dates(date(1999, 1, 1), date(2035, 1, 1))),
        draw(st.dates(date(1999, 1, 1), date(2035, 1, 1))),
    )
    counts = Counts(
        draw(st.integers(1, 999)),
        draw(st.integers(0, 9_999_999)),
        draw(number),
        draw(number),
        draw(st.integers(0, 9_999_999)),
        published,
        updated,
    )
    return Cells(
        " > ".join(path), draw(collapsed), draw(st.sampled_from(RATINGS)), counts, draw(st.booleans())
    )
