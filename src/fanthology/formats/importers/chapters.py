"""Chapter headings in a text without markup: "Chapter 1", "CHAPTER ONE: Fog", "I.", "Prologue".

Cautious on purpose: a heading stands alone, and numbers must run on. A chapter too few is mended by
the poster in a moment; a story cut at every "1." is not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fanthology.formats.importers.passages import Passage

_LONGEST = 120
_MOST = 2_000  # more headings than any book has chapters are a list of something else
_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBER = r"(?P<number>\d{1,4}|[IVXLC]{1,9}|[ivxlc]{1,9}|[A-Za-z]{3,9}(?:[- ][A-Za-z]{3,5})?)"
_CHAPTER = re.compile(
    rf"(?P<word>chapter|part|book)\s+(?:the\s+)?{_NUMBER}(?:\s*[:.–—-]+\s*(?P<title>.*)|\s*\.?)",
    re.IGNORECASE,
)
_BARE = re.compile(r"[*~\s-]*(?P<number>\d{1,3}|[IVXLC]{1,9})(?:[.):]\s*(?P<title>\S.{0,80})?)?[*~\s-]*")
_NAMED = re.compile(
    r"(?P<title>(?:prologue|epilogue|interlude|intermission|afterword|foreword|preface)\b(?:\s*[:.–—-]+\s*.{1,80})?)\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at a passage: its number where it has one, its title without the number."""

    place: int
    family: str
    number: int | None
    title: str


def headings(passages: Sequence[Passage]) -> list[Heading]:
    """The chapter headings of a text, in order; empty when it is one piece."""
    found = [heading for place, passage in enumerate(passages) if (heading := _heading(place, passage))]
    numbered = {family: _running(found, family) for family in ("chapter", "part", "book", "bare")}
    family = next((name for name in ("chapter", "part", "book", "bare") if numbered[name]), "")
    taken = numbered.get(family, [])
    named = [each for each in found if each.family == "named"]
    if not taken and len(named) < 2:
        return []
    places = sorted((*taken, *named), key=lambda each: each.place)
    return _without_contents(places, passages) if len(places) <= _MOST else []


def unnumbered(title: str) -> str:
    """ "Fog" for "Chapter 7: Fog" and "7. Fog"; the archive shows the numbers itself."""
    heading = _heading(0, Passage(title))
    numbered = heading is not None and heading.number is not None and heading.title
    return heading.title if heading is not None and numbered else " ".join(title.split())


def _heading(place: int, passage: Passage) -> Heading | None:
    """The heading that a passage could be."""
    if len(passage.text) > _LONGEST or passage.text.count("\n") > 2:
        return None
    first, *others = [line.strip(" \t*_#=~") for line in passage.text.strip().split("\n")]
    below = " ".join(others).strip()
    if found := _CHAPTER.fullmatch(first):
        number = number_of(found["number"])
        title = (found["title"] or "").strip(" .:–—-") if found["title"] else ""
        return Heading(place, found["word"].casefold(), number, title or below) if number else None
    if found := _NAMED.fullmatch(first):
        return Heading(place, "named", None, found["title"] if not below else f"{found['title']}: {below}")
    if (found := _BARE.fullmatch(first)) and not below:
        number = number_of(found["number"])
        return Heading(place, "bare", number, (found["title"] or "").strip()) if number else None
    return None


def _running(found: Sequence[Heading], family: str) -> list[Heading]:
    """The headings of a family, when their numbers run on from 1 (bare numbers: at least to 3)."""
    ours = [each for each in found if each.family == family]
    running: list[Heading] = []
    for heading in ours:
        wanted = (running[-1].number or 0) + 1 if running else 1
        if heading.number == wanted:
            running.append(heading)
        elif running and heading.number and (heading.number == 1 or heading.number > wanted):
            # The second book of a novel counts anew; a gap is a chapter that the file lacks.
            running.append(heading)
    least = 3 if family == "bare" else 1
    return running if len(running) >= least else []


def _without_contents(places: Sequence[Heading], passages: Sequence[Passage]) -> list[Heading]:
    """Without headings that nothing follows, when a heading of the same name comes later."""
    kept = []
    for at, heading in enumerate(places):
        end = places[at + 1].place if at + 1 < len(places) else len(passages)
        again = any(
            (each.number, each.title) == (heading.number, heading.title) for each in places[at + 1 : at + 400]
        )
        if end - heading.place > 1 or not again:
            kept.append(heading)
    return kept


def number_of(written: str) -> int | None:
    """1 to 9999 from digits, Roman numerals or English words; None for another word."""
    written = written.strip()
    if written.isdigit():
        return int(written) or None
    if re.fullmatch(r"[IVXLC]+|[ivxlc]+", written):
        return _roman(written.upper())
    parts = re.split(r"[- ]", written.casefold())
    units, tens = _UNITS.split(), _TENS.split()
    if len(parts) == 1 and parts[0] in units:
        return units.index(parts[0]) + 1
    if parts[0] in tens and (len(parts) == 1 or parts[1] in units[:9]):
        return tens.index(parts[0]) * 10 + 20 + (units.index(parts[1]) + 1 if len(parts) == 2 else 0)
    return None


def _roman(written: str) -> int | None:
    """The value of a well-formed Roman numeral ("IV"; not "IIX", and not the pronoun in a sentence)."""
    if not re.fullmatch(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", written):
        return None
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    digits = [values[sign] for sign in written]
    return (
        sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True)) or None
    )
