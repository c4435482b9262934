"""What somebody wishes to find: one frozen value that pages, feeds, the API and saved searches build alike.

`asking.py` reads an address into strings, `reading.py` turns those into a `Wishes` with the names looked up;
`queries.find` answers it. Nothing here touches the database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Field(StrEnum):
    """What a story can be chosen by. The first seven are counted as facets in this order on a page, then the rest."""

    FANDOM = "fandom"
    CHARACTER = "character"
    RELATIONSHIP = "relationship"
    GENRE = "genre"
    WARNING = "warning"
    FREEFORM = "freeform"
    CATEGORY = "category"
    AUTHOR = "author"
    SERIES = "series"
    LANGUAGE = "language"
    RATING = "rating"
    STORY = "story"


TAG_FIELDS = (
    Field.FANDOM,
    Field.CHARACTER,
    Field.RELATIONSHIP,
    Field.GENRE,
    Field.WARNING,
    Field.FREEFORM,
)
"""The fields that are kinds of tag (`catalogue.models.Kind` has the same values)."""
FACETS = tuple(field for field in Field if field != Field.STORY)
"""The fields whose values are counted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a field: `Choice(Field.FANDOM, (17,), "Smallville")`.

    `keys` are row ids (canonical tags, categories, pen names, series, ratings, stories) or, for a language, its code; a
    story fits when it carries any of them, or something below them. `name` is for showing.
    """

    field: Field
    keys: tuple[int | str, ...]
    name: str = ""


class Part(StrEnum):
    """Which texts of a story words are looked for in."""

    ANY = ""
    TITLE = "title"
    NAMES = "names"  # tags, categories, series and authors
    ABOUT = "about"  # summary and notes
    TEXT = "text"  # the chapters


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must (or must not) stand in a story's texts.

    `terms` are folded (`text.searching.terms`); several are a phrase, side by side in one text. With `prefix` the last
    term is only the beginning of a word.
    """

    terms: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False
    part: Part = Part.ANY


@dataclass(frozen=True, slots=True)
class Span:
    """A range of numbers, both ends included; None is open."""

    least: int | None = None
    most: int | None = None

    def __bool__(self) -> bool:
        return self.least is not None or self.most is not None


@dataclass(frozen=True, slots=True)
class Period:
    """A range of moments (aware): from the first, to before the last; None is open."""

    since: datetime | None = None
    before: datetime | None = None

    def __bool__(self) -> bool:
        return self.since is not None or self.before is not None


class Crossover(StrEnum):
    """Whether the fandoms must be unrelated (`catalogue.queries.unrelated`)."""

    ANY = ""
    ONLY = "only"
    NONE = "none"


class State(StrEnum):
    """How far a story has come."""

    ANY = ""
    COMPLETE = "yes"
    UNFINISHED = "no"
    ONE_SHOT = "one-shot"  # complete, in one chapter


class Sort(StrEnum):
    """The orders. Numbers and dates begin with the largest, names with A; `Wishes.backwards` turns that round."""

    UPDATED = "updated"
    PUBLISHED = "published"
    RELEVANCE = "relevance"
    WORDS = "words"
    HITS = "hits"
    REVIEWS = "reviews"
    RECOMMENDATIONS = "recommendations"
    TITLE = "title"
    AUTHOR = "author"
    RANDOM = "random"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """A search. Everything in it must hold at once; within `ratings`, `languages` and each of `any_of`, one is enough."""

    words: tuple[Words, ...] = ()
    include: tuple[Choice, ...] = ()
    exclude: tuple[Choice, ...] = ()
    any_of: tuple[tuple[Choice, ...], ...] = ()
    ratings: tuple[Choice, ...] = ()
    languages: tuple[Choice, ...] = ()
    nothing_else: bool = False
    """No fandom but those included and their relatives: "A × B and nothing else"."""
    worlds: int = 0
    """How many unrelated fandoms are included; `reading.py` counts them where `nothing_else` asks."""
    crossover: Crossover = Crossover.ANY
    state: State = State.ANY
    length: Span = Span()
    """Words."""
    chapters: Span = Span()
    chapter_length: Span = Span()
    """Words a chapter, on average, rounded down."""
    fandoms: Span = Span()
    relationships: Span = Span()
    hits: Span = Span()
    reviews: Span = Span()
    recommendations: Span = Span()
    published: Period = Period()
    updated: Period = Period()
    sort: Sort = Sort.UPDATED
    backwards: bool = False
    seed: int = 0
    """Which random order; the same seed gives the same."""
    page: int = 1
    per_page: int = 20

    def but(self, **changes: object) -> Wishes:
        """The same wishes with changes."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def everything(self) -> bool:
        """Whether every story will do."""
        return replace(self, sort=Sort.UPDATED, backwards=False, seed=0, page=1, per_page=20) == Wishes()


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reader never wants to see: choices, and ratings above an age in years (None: no limit)."""

    choices: tuple[Choice, ...] = ()
    oldest: int | None = None

    def __bool__(self) -> bool:
        return bool(self.choices) or self.oldest is not None
