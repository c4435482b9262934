"""The listing row of a story page, read without its cell borders: every reading that is grammatical.

Category · Author · Rating · Chapters · Words · Recs · Reviews · Hits · Published · Updated · Complete
stand glued together: `Books > GeneralInkwellFR1312,491041,3726 Apr 116 Apr 11Yes`. What makes a
reading grammatical: Words and Hits have thousands commas, the other counts have none; no number but
0 begins with 0; days are real days; a year has two digits. Which reading is likely is told in `rank.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fanthology.formats.importers.values import day

RATINGS = ("FR7", "FR13", "FR15", "FR18", "FR21")
AWARD = "CoA Winner"

_DATE = r"\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d\d"
_RATING = re.compile(r"FR(?:7|13|15|18|21)(?=[\d,]+ [A-Z][a-z]{2} )")
# The first date's day stands at the end of the counts: where one ends and the other begins is open.
_TAIL = re.compile(rf"([\d,]{{3,40}}) ([A-Z][a-z]{{2}}) (\d\d) ?({_DATE}) ?(Yes|No)((?: ?{AWARD})*)")
_GROUPED = re.compile(r"0|[1-9]\d{0,2}(?:,\d{3}){0,2}")
_BARE = re.compile(r"0|[1-9]\d{0,4}")
_BADGE = re.compile(r"\((?:(?:Current|Recent|Past) Donor|(?:Past )?Moderator)\)")
_LONGEST_HEAD = 300


@dataclass(frozen=True, slots=True)
class Counts:
    """The cells with digits. Recs, reviews and hits are None in rows that lack all three."""

    chapters: int
    words: int
    recs: int | None
    reviews: int | None
    hits: int | None
    published: date
    updated: date


@dataclass(frozen=True, slots=True)
class Border:
    """Where the last category ends and the author begins; badges and awards stand between them.

    `spaced` says that a space parted them: likely a space inside one of the names.
    """

    category: str
    author: str
    badges: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One place where the rating can be: the border's readings and the counts' readings are independent."""

    rating: str
    borders: tuple[Border, ...]
    counts: tuple[Counts, ...]
    complete: bool
    awards: tuple[str, ...] = ()


def plain_spaces(text: str) -> str:
    """One line with ordinary single spaces (the row has no-break ones)."""
    return " ".join(text.replace("\u00a0", " ").split())


def rows(line: str) -> Iterator[Row]:
    """Every reading of a glued row, one `Row` for each place of the rating; none for another line."""
    if len(line) > _LONGEST_HEAD + 200:
        return
    line = plain_spaces(line)
    for rating in _RATING.finditer(line):
        tail = _TAIL.fullmatch(line, rating.end())
        head = line[: rating.start()]
        if not tail or not 1 < len(head) <= _LONGEST_HEAD:
            continue
        updated = day(tail.group(4))
        counts = tuple(_counts(tail.group(1), f"{tail.group(2)} {tail.group(3)}", updated)) if updated else ()
        borders = tuple(_borders(head))
        if counts and borders:
            awards = (AWARD,) * tail.group(6).count(AWARD)
            yield Row(rating.group(), borders, counts, tail.group(5) == "Yes", awards)


def _counts(blob: str, month_and_year: str, updated: date) -> Iterator[Counts]:
    """Every way to cut the digits before the first date's month, with one or two digits for its day."""
    for width in (1, 2):
        number, counts = blob[-width:], blob[:-width]
        published = day(f"{number} {month_and_year}") if number.isdigit() and number[0] != "0" else None
        if published is None:
            continue
        for chapters, words, rest in _chapters_and_words(counts):
            if not rest:
                yield Counts(chapters, words, None, None, None, published, updated)
            for recs, reviews, hits in _reactions(rest):
                yield Counts(chapters, words, recs, reviews, hits, published, updated)


def _chapters_and_words(digits: str) -> Iterator[tuple[int, int, str]]:
    """Chapters, words and what follows them."""
    for chapters_end in range(1, min(5, len(digits))):
        chapters = digits[:chapters_end]
        if not chapters.isdigit() or chapters[0] == "0":
            return
        for words_end in range(chapters_end + 1, min(chapters_end + 11, len(digits)) + 1):
            words = digits[chapters_end:words_end]
            if _GROUPED.fullmatch(words):
                yield int(chapters), _number(words), digits[words_end:]


def _reactions(digits: str) -> Iterator[tuple[int, int, int]]:
    """Recs, reviews and hits, which take all of the digits."""
    for recs_end in range(1, min(6, len(digits))):
        if not _BARE.fullmatch(digits, 0, recs_end):
            continue
        for reviews_end in range(recs_end + 1, min(recs_end + 6, len(digits))):
            if _BARE.fullmatch(digits, recs_end, reviews_end) and _GROUPED.fullmatch(digits, reviews_end):
                hits = _number(digits[reviews_end:])
                yield int(digits[:recs_end]), int(digits[recs_end:reviews_end]), hits


def _number(written: str) -> int:
    return int(written.replace(",", ""))


def _borders(head: str) -> Iterator[Border]:
    """Every place where the category can end. A badge or an award inside marks it beyond doubt."""
    whole = head.replace(AWARD, "").strip()
    awards = (AWARD,) * head.count(AWARD)
    badges = list(_BADGE.finditer(whole))
    if badges:
        category, author = whole[: badges[0].start()].strip(), whole[badges[-1].end() :].strip()
        between = _BADGE.sub("", whole[badges[0].start() : badges[-1].end()]).strip()
        if category and author and not between:
            yield Border(category, author, tuple(each.group()[1:-1] for each in badges), awards)
        return
    parts = [part.strip() for part in head.split(AWARD) if part.strip()]
    if len(parts) == 2:
        yield Border(parts[0], parts[1], (), awards)
        return
    # The last " > " belongs to the category in any case.
    first = whole.rfind(" > ") + 3 if " > " in whole else 0
    for at in range(first + 1, len(whole)):
        if not whole[at - 1].isspace() and not whole[at].isspace() and whole[at] not in ")>":
            yield Border(whole[:at], whole[at:], (), awards)
        elif whole[at - 1].isspace() and at - 1 > first:
            yield Border(whole[: at - 1], whole[at:], (), awards, spaced=True)
