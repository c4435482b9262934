"""What a search line is made of, what its fields may be called, and how its clauses are written in one way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, TypeAlias

from fanthology.text.ranges import Dates, Numbers

PICKED: Final = MappingProxyType(
    {
        "fandom": "fandom",
        "character": "character",
        "char": "character",
        "who": "character",
        "relationship": "relationship",
        "pairing": "relationship",
        "ship": "relationship",
        "genre": "genre",
        "warning": "warning",
        "freeform": "freeform",
        "tag": "freeform",
        "tags": "freeform",
        "category": "category",
        "in": "category",
        "author": "author",
        "by": "author",
        "series": "series",
        "language": "language",
        "lang": "language",
        "rating": "rating",
        "rated": "rating",
        "story": "story",
    }
)
"""Fields whose values are names, by everything they may be called."""
MEASURED: Final = MappingProxyType(
    {
        "words": "words",
        "chapters": "chapters",
        "length": "length",
        "fandoms": "fandoms",
        "relationships": "relationships",
        "hits": "hits",
        "reviews": "reviews",
        "recommendations": "recommendations",
        "recommended": "recommendations",
        "recs": "recommendations",
    }
)
DATED: Final = MappingProxyType({"published": "published", "updated": "updated"})
PARTS: Final = MappingProxyType(
    {
        "title": "title",
        "summary": "about",
        "about": "about",
        "notes": "about",
        "text": "text",
        "names": "names",
    }
)
"""Where words are looked for (`finding.wishes.Part`)."""
YES: Final = ("yes", "true", "1", "on", "only")
NO: Final = ("no", "false", "0", "off", "none")
SORTS: Final = (
    "updated",
    "published",
    "relevance",
    "words",
    "hits",
    "reviews",
    "recommendations",
    "title",
    "author",
    "random",
)
SETTINGS: Final = MappingProxyType(
    {
        "complete": {
            **dict.fromkeys(YES, "yes"),
            **dict.fromkeys(NO, "no"),
            "complete": "yes",
            "finished": "yes",
            "unfinished": "no",
            **dict.fromkeys(("one-shot", "oneshot"), "one-shot"),
            "any": "any",
        },
        "crossover": {**dict.fromkeys(YES, "only"), **dict.fromkeys(NO, "none"), "any": "any"},
        "only": {**dict.fromkeys(YES, "yes"), **dict.fromkeys(NO, "no")},
        "sort": {
            **{sign + name: sign + name for name in SORTS for sign in ("", "-")},
            "recs": "recommendations",
            "-recs": "-recommendations",
        },
    }
)
"""Fields with a closed list of values, each value by everything it may be called."""
FIELDS: Final = (*PICKED, *MEASURED, *DATED, *PARTS, *SETTINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A piece of the line, from `start` to before `end`; two that say the same are equal wherever they stand."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought(Placed):
    """Words to look for, side by side; with `prefix` the last is the beginning of one."""

    text: str
    part: str = ""
    prefix: bool = False
    excluded: bool = False

    def __str__(self) -> str:
        where = f"{next(name for name, part in PARTS.items() if part == self.part)}:" if self.part else ""
        return f"{_minus(self)}{where}{quoted(self.text, '*' if self.prefix else '')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked(Placed):
    """Things by their names; any of them will do."""

    field: str
    names: tuple[str, ...]
    excluded: bool = False

    def __str__(self) -> str:
        names = "|".join(map(quoted, self.names))
        return f"{_minus(self)}{self.field}:{names if len(self.names) == 1 else f'({names})'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured(Placed):
    """A number of the story, within a range."""

    name: str
    numbers: Numbers

    def __str__(self) -> str:
        return f"{self.name}:{self.numbers}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Placed):
    """A date of the story, within a range."""

    name: str
    dates: Dates

    def __str__(self) -> str:
        return f"{self.name}:{self.dates}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Set(Placed):
    """A choice out of a closed list."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"


Clause: TypeAlias = Sought | Picked | Measured | Dated | Set


def _minus(clause: Sought | Picked) -> str:
    return "-" if clause.excluded else ""


def quoted(text: str, end: str = "") -> str:
    """`text` as a line holds it, in quotes where it needs them."""
    if text.isalnum():
        return text + end
    return '"' + text.replace('"', '""') + end + '"'


def write(clauses: Iterable[Clause]) -> str:
    """The clauses as one line: the way of writing that is the same for all who mean the same."""
    return " ".join(map(str, clauses))
