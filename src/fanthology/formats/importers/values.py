"""What the values of typed header lines say: warnings, ratings, pairings, canon points, days.

Each function takes the value as typed and answers with what is certain in it; the caller keeps
the author's wording beside everything that is not taken whole.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from fanthology.formats.manuscript import CanonPoint, SeriesPlace

# A sentence is looked at up to this length; a longer "value" is a story that begins with a label.
_LONGEST = 4_000

_WARNINGS: Mapping[str, str] = {
    "Strong language": (
        r"(?:bad|dirty|naughty|rude|strong|foul|coarse|adult|harsh|explicit) (?:words?|language)|swear\w*|curs(?:e|ing)"
        r"(?: words?)?|cuss\w*|profanit(?:y|ies)|language|potty mouths?"
    ),
    "Graphic violence": r"graphic(?:al)? (?:depictions? of )?violence|gor(?:e|y)|extreme violence",
    "Violence": r"violen(?:ce|t)|bloodshed|blood",
    "Major character death": r"(?:major |main |minor )?character deaths?|deathfic|death of (?:a )?(?:main|major)\b[\w ]{0,20}",
    "Sexual content": (
        r"sex(?:ual)?(?: (?:content|situations?|themes?|references?))?|smut\w*|lemons?|nc-?17 content"
        r"|adult (?:situations?|themes?|content)"
    ),
    "Rape/non-con": r"rape|non-?con(?:sensual)?(?: sex)?|dub(?:ious)?[- ]?con\w*|sexual assault",
    "Underage": r"under-?age(?:d)?(?: sex)?",
    "Self-harm": r"self[- ]?(?:harm|injury|mutilation)|cutting",
    "Suicide": r"suicid(?:e|al)(?: thoughts?| ideation)?",
    "Drug use": r"drugs?(?: (?:use|abuse))?|drug[- ]taking",
    "Alcohol": r"alcohol(?:ism| abuse| use)?|drinking|drunkenness",
    "Torture": r"torture",
    "Incest": r"(?:twin)?incest",
    "Abuse": r"(?:child |domestic |emotional |physical )?abuse",
}
_WARNING = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _WARNINGS.items()}
_NOT = re.compile(r"\b(?:no|not|none|nothing|without|never|isn['’]t|aren['’]t|free of)\b", re.IGNORECASE)
_BUT = re.compile(
    r"\b(?:besides|except(?:ing)?|but|other than|apart from|aside from|save|unless|although|though|however)\b",
    re.IGNORECASE,
)
_NOTHING = frozenset("none|no|n/a|na|nil|nothing|no warnings|not really|no warning|none really|-".split("|"))

_RATING = re.compile(
    r"(?<![\w-])(FR-?(?:7|13|15|18|21)|NC-?17|PG-?1[35]|PG|K\+|MA|AA|1[2568]\+"
    r"|General Audiences|Teen (?:And|and|&) Up(?: Audiences)?|Not Rated|Mature|Explicit|Teen|[GRKTMX])(?![\w+-])"
)
_AFTER_RATED = re.compile(r"\brat(?:ing|ings|ed)\b[^.\n]{0,30}", re.IGNORECASE)

_NAME = r"[^\W\d_a-z][\w'’.-]{0,30}(?: [^\W\d_a-z][\w'’.-]{0,30}){0,2}"
_PAIR = re.compile(rf"(?<![\w/])({_NAME}(?: ?[/&] ?{_NAME}){{1,5}})(?![\w/])")
_LEADING = re.compile(
    r"(?:(?:This|A|An|Some|Mostly|Mainly|Possible|Eventual|Implied|Past|Overall|No|Maybe|Slight|Future|Pairing) )+"
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4}|\d{2})(?!\d)")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")

_COMPLETE = re.compile(r"(?:yes|complete[d]?|finished|done|one-?shot)\b", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"(?:no\b|not (?:complete|finished|done)|in[- ]?complete|in[- ]progress|wip\b|work in progress|ongoing|on[- ]going"
    r"|unfinished|abandoned|hiatus|on hiatus|discontinued)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(.{1,200}?)[,:;(\[\s]*(?:#|no\.?|number|part|book|story|vol\.?|volume)\s*(\d{1,4})[)\].]*",
    re.IGNORECASE,
)

_POINT_FOR = re.compile(
    r"\s*(.{1,300}?) for (?:the )?([^,;:]{2,60}?)(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s*\.?\s*$)", re.DOTALL
)
_NAME_POINT = re.compile(r"([^:–-]{2,60}?)\s*(?::|\s[-–])\s*(.{1,300})", re.DOTALL)
_POINT_NAME = re.compile(r"(.{1,300}?)\s*\(([^()]{2,60})\)", re.DOTALL)


def listed(value: str, parted: str = r"[,;\n]") -> tuple[str, ...]:
    """The parts of a list, without the closing full stop, empty parts and doubles."""
    parts = (
        part.strip(" \t\n.") if part.count(".") == 1 else part.strip() for part in re.split(parted, value)
    )
    return tuple(dict.fromkeys(part for part in parts if part))


def says_nothing(value: str) -> bool:
    """Whether a value only says that there is nothing: "None.", "n/a"."""
    return value.strip(" .!\t\n").casefold() in _NOTHING


def warnings_in(value: str) -> tuple[str, ...]:
    """Known warnings that a sentence gives; what it denies ("no violence") is not one.

    "No warnings besides some bad words" gives strong language: an exception ends the denial.
    """
    value = value[:_LONGEST]
    found: dict[str, int] = {}
    taken: list[tuple[int, int]] = []
    for name, pattern in _WARNING.items():
        for match in pattern.finditer(value):
            inside = any(start <= match.start() < end for start, end in taken)
            if not inside and not _denied(value, match.start()):
                found.setdefault(name, match.start())
                taken.append(match.span())
    return tuple(sorted(found, key=found.__getitem__))


def _denied(value: str, at: int) -> bool:
    """Whether a "no" stands before this place in its sentence, without a "but" between."""
    start = max(value.rfind(mark, 0, at) for mark in ".!?;\n") + 1
    before = value[start:at]
    denials = list(_NOT.finditer(before))
    return bool(denials) and _BUT.search(before, denials[-1].end()) is None


def rating_in(value: str) -> str:
    """The one rating that a text gives itself, or "" when it gives none (or several).

    Single letters count only right after the word "rating" or when they are the whole value:
    "R" in a sentence is anybody's initial.
    """
    value = value[:_LONGEST]
    whole = _RATING.fullmatch(value.strip(" .!"))
    if whole:
        return whole.group(1)
    near = [found.group(1) for span in _AFTER_RATED.findall(value) for found in _RATING.finditer(span)]
    far = [found.group(1) for found in _RATING.finditer(value) if len(found.group(1)) > 1]
    ratings = list(dict.fromkeys(near or far))
    return ratings[0] if len(ratings) == 1 else ""


def pairings_in(value: str) -> tuple[str, ...]:
    """Pairings as written ("Holmes/Adler", "Holmes & Watson") anywhere in a text."""
    found = (_LEADING.sub("", match.group(1), count=1) for match in _PAIR.finditer(value[:_LONGEST]))
    return tuple(dict.fromkeys(pair.rstrip(".") for pair in found if "/" in pair or "&" in pair))


def day(value: str) -> date | None:
    """The day that a text gives, where it can be read in one way only (not 3/4/2010)."""
    value = value.strip()
    if found := _ISO.match(value):
        return _date(int(found.group(1)), int(found.group(2)), int(found.group(3)))
    if found := _DAY_FIRST.match(value):
        return _date(_year(found.group(3)), _month(found.group(2)), int(found.group(1)))
    if found := _MONTH_FIRST.match(value):
        return _date(_year(found.group(3)), _month(found.group(1)), int(found.group(2)))
    return None


def _month(name: str) -> int:
    """1 to 12, or 0 for a word that is no month."""
    short = name[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _year(digits: str) -> int:
    """Two digits mean this century up to 69: the archives we read from are younger than the web."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def completeness(value: str) -> bool | None:
    """Whether "Status: …" says that the story is complete; None when it says neither."""
    value = value.strip()
    if _UNFINISHED.match(value):
        return False
    return True if _COMPLETE.match(value) else None


def series_place(value: str) -> SeriesPlace:
    """A series' name and number from "The Fog Cycle, part 3" or "The Fog Cycle #3"."""
    value = value.strip().strip('“”"')
    found = _PLACE.fullmatch(value[:300])
    return SeriesPlace(found.group(1).strip(' ,:;("“”'), int(found.group(2))) if found else SeriesPlace(value)


def canon_points(value: str, fandom_of: Callable[[str], str]) -> tuple[CanonPoint, ...]:
    """One canon point per fandom: "Post X for Holmes and pre-Y for Ahab", "Holmes: post X; …".

    `fandom_of` answers with the fandom that a name means, or "". Only when every part names a
    fandom is the value taken apart; else it is one point without a fandom.
    """
    value = value.strip()
    for parts in (_points_for(value), _points_named(value), _points_in_brackets(value)):
        points = tuple(CanonPoint(fandom_of(name.strip(" .")), point.strip(" ,;")) for point, name in parts)
        if points and all(each.fandom and each.point for each in points):
            return points
    return (CanonPoint("", value),)


def _points_for(value: str) -> list[tuple[str, str]]:
    """(point, name) from "X for A and Y for B", when that is all of the value."""
    parts: list[tuple[str, str]] = []
    at = 0
    while at < len(value) and len(parts) < 8:
        found = _POINT_FOR.match(value, at)
        if not found:
            return []
        parts.append((found.group(1), found.group(2)))
        at = found.end()
    return parts if at == len(value) else []


def _points_named(value: str) -> list[tuple[str, str]]:
    """(point, name) from "A: X; B: Y"."""
    parts = [
        _NAME_POINT.fullmatch(part.strip()) for part in re.split(r"[;\n]", value[:_LONGEST]) if part.strip()
    ]
    return [(found.group(2), found.group(1)) for found in parts if found] if all(parts) else []


def _points_in_brackets(value: str) -> list[tuple[str, str]]:
    """(point, name) from "X (A), Y (B)"."""
    value = value[:_LONGEST].rstrip(" .")
    found = list(_POINT_NAME.finditer(value))
    whole = bool(found) and found[-1].end() == len(value)
    return [(each.group(1).strip(" ,;"), each.group(2)) for each in found] if whole else []
