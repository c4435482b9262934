"""Which reading of a listing row is likely: a score for each, and how sure the best one is.

Scores are natural logarithms of odds, so that they add up; the weights were set by hand from what
rows of the archive show (words per chapter about 2,600, reviews about 0.3 % of hits) and are checked
by generated rows in the tests.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from fanthology.formats.importers.hellmouth.cells import Border, Counts, Row, rows
from fanthology.formats.importers.hellmouth.names import CENTERED, focus_name, is_focus, path, vocabulary

_Reading = TypeVar("_Reading")
_NEAR = 0.05  # a rival with this share of the odds is worth a question


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rest of the file says.

    `body_words` are the words of the text here, notes included; `whole` says that the file holds
    the complete story; `hints` are places where the pen name stands (addresses, file name, byline).
    """

    body_words: int = 0
    whole: bool = False
    chapters: int | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best reading, its confidence (0 to 1) and the near rivals of each half, best first."""

    row: Row
    border: Border
    counts: Counts
    confidence: float
    borders: tuple[Border, ...] = field(default=())
    other_counts: tuple[Counts, ...] = field(default=())


def read_row(line: str, evidence: Evidence) -> Ranked | None:
    """The likeliest reading of a glued row, or None when the line is none."""
    readings = [_ranked(row, evidence) for row in rows(line)]
    if not readings:
        return None
    # More than one place for the rating: a pen name like "FR7fan". The later one is the cell.
    scored = [(number * 0.5 + score, ranked) for number, (score, ranked) in enumerate(readings)]
    return max(scored, key=lambda each: each[0])[1]


def _ranked(row: Row, evidence: Evidence) -> tuple[float, Ranked]:
    known = max((b.category for b in row.borders if _is_known(b.category)), key=len, default="")
    border_scores = _sorted(row.borders, lambda border: score_border(border, evidence, known))
    counts_scores = _sorted(row.counts, lambda counts: score_counts(counts, evidence))
    borders, border_odds = _likely(border_scores)
    counts, counts_odds = _likely(counts_scores)
    best = Ranked(row, borders[0], counts[0], border_odds * counts_odds, borders[1:], counts[1:])
    return border_scores[0][0] + counts_scores[0][0], best


def _sorted(readings: Iterable[_Reading], score: Callable[[_Reading], float]) -> list[tuple[float, _Reading]]:
    return sorted(((score(each), each) for each in readings), key=lambda each: -each[0])


def _likely(scored: Sequence[tuple[float, _Reading]]) -> tuple[tuple[_Reading, ...], float]:
    """The best reading and its near rivals, and the best one's share of all odds."""
    best = scored[0][0]
    odds = [math.exp(max(score - best, -50)) for score, _ in scored]
    whole = sum(odds)
    near = tuple(each for share, (_, each) in zip(odds, scored, strict=True) if share / whole >= _NEAR)
    return near[:5] or (scored[0][1],), odds[0] / whole


def score_counts(counts: Counts, evidence: Evidence) -> float:
    """How likely the numbers are, beside the text and beside each other."""
    score = _apart(counts.words / counts.chapters, 2600, 0.9)
    score += _beside_the_text(counts, evidence)
    if counts.published > counts.updated:
        score -= 12
    elif counts.chapters == 1:
        score += 1 if counts.published == counts.updated else -1
    elif counts.published == counts.updated:
        score -= 1.5
    if counts.hits is None or counts.reviews is None or counts.recs is None:
        return score - 4
    score += _apart(counts.hits, 2000 * counts.chapters**0.8, 1.5)
    score += _apart(counts.reviews + 0.7, counts.hits * 0.003 + 0.7, 1.1)
    return score + _apart(counts.recs + 0.5, counts.reviews * 0.12 + 0.5, 1.1)


def _beside_the_text(counts: Counts, evidence: Evidence) -> float:
    """How well words and chapters agree with the text that is here."""
    if evidence.chapters is not None and counts.chapters != evidence.chapters:
        return -20
    body = evidence.body_words
    if body < 20:
        return 0
    if counts.chapters == 1 or evidence.whole:
        return max(_apart(counts.words, body, 0.05), -30) + 3
    if counts.words < 0.8 * body:
        return -12
    return _apart(counts.words / counts.chapters, body, 1.0)


def _apart(value: float, expected: float, spread: float) -> float:
    """Odds of a value that varies around another by a factor (a log-normal's exponent)."""
    return -((math.log(max(value, 0.1) / max(expected, 0.1)) / spread) ** 2) / 2


def score_border(border: Border, evidence: Evidence, known: str = "") -> float:
    """How likely it is that the category ends and the author begins here.

    `known` is the longest reading of the category that ends with something we know whole.
    """
    score = _border_shape(border.category[-1], border.author[0])
    score += 8 if known and border.category == known else _half_known(border.category)
    score += _pen_name_shape(border.author) - 5 * border.spaced
    wanted = _letters(border.author)
    return score + max((_hinted(wanted, hint) for hint in evidence.hints if wanted), default=0)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _hinted(wanted: str, hint: str) -> float:
    """A hint begins with the pen name (an address, "SlayerFest+Title") or is the name itself."""
    if not _letters(hint).startswith(wanted):
        return 0
    seen = 0
    for place, sign in enumerate(hint):
        seen += sign.isalnum()
        if seen == len(wanted):
            rest = hint[place + 1 :]
            # An address or file name parts the pen name from the title; nothing behind is the name alone.
            return 8 if not rest else 6 if not rest[0].isalnum() else 1 if seen > 2 else 0
    return 0


def _border_shape(last: str, first: str) -> float:
    """The two characters at the border: a capital after a small letter is how words are glued."""
    if first.isupper():
        return 3 if last.islower() or last in ").!" or last.isdigit() else -1
    if not first.isalnum():
        return 1 if first in "([{~*" else -1 if first in "_-'’@" else -12
    if first.isdigit():
        return 1 if last.isalpha() else -3
    if last.isupper():
        return -5
    return 0 if last.isdigit() or last in ").!" else -1.5


def _is_known(category: str) -> bool:
    """Whether a category ends with a focus, pairing or name that the vocabulary has whole."""
    words = vocabulary()
    last = (path(category) or ("",))[-1]
    for label in ("Pairing:", "Theme:"):
        if last.startswith(label):
            name = last.removeprefix(label).strip()
            return any(name in words[table] for table in ("buffy", "angel", "others", "themes"))
    return is_focus(last) or last in words["umbrellas"] or last in words["fandoms"]


def _half_known(category: str) -> float:
    """A focus on somebody unknown, or one with letters of the pen name hanging on."""
    last = (path(category) or ("",))[-1]
    if focus_name(last):
        return 6 if last[0].isupper() else 0
    return -8 if any(end in last for end in CENTERED) else 0


def _pen_name_shape(author: str) -> float:
    """Pen names are names: not one letter, not a sentence."""
    score = 0.0
    if not 3 <= len(author) <= 25:
        score -= 2 if len(author) <= 40 else 6
    if author[0].isupper():
        score += 0.5
    if any(end in author for end in CENTERED):
        score -= 8
    return score - 0.3 * author.count(" ")
