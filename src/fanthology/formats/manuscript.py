"""A manuscript: one story as an importer read it, before anybody has saved it.

Every importer answers with manuscripts, the preview page lets the poster correct one, and a deed
of the stories room makes a story of it. Plain values only: no database, no request, no files.
"""

import dataclasses
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Markup = Literal["plain", "markdown", "html"]
QuestionKind = Literal["ask", "notice"]

# Counts are kept in 32-bit columns; a larger one in a file is a slip or a prank.
LARGEST_COUNT = 2_000_000_000


class Refused(Exception):
    """A file that cannot become a story, with one kind sentence that says why."""

    def __init__(self, name: str, reason: str) -> None:
        """Name is the file as the person knows it; reason is a full sentence for that person."""
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class Misshapen(ValueError):
    """Plain data that does not describe a manuscript; its text says where, in one sentence."""


@dataclass(frozen=True, slots=True)
class CanonPoint:
    """Where in one fandom's own story this story sets in ("Post Becoming, Part 2")."""

    fandom: str
    point: str


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """A series and the story's number in it, where the file tells it."""

    title: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ManuscriptChapter:
    """One chapter: `source` is the text in `markup`; its notes are in the manuscript's `notes_markup`.

    `number` is the chapter's number at its source (a saved page may hold only chapter 12);
    None when chapters are simply numbered as they stand.
    """

    title: str = ""
    source: str = ""
    markup: Markup = "plain"
    note_before: str = ""
    note_after: str = ""
    summary: str = ""
    rating: str = ""
    language: str = ""
    published: date | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the place a story comes from said about it; kept and shown as that place's own numbers.

    `words` is the archive's own count. `row` is its listing line, verbatim. `confidence` (0 to 1)
    says how sure the importer is of its reading of that row: 1 where the cells were given.
    `awards` and `badges` are what stood beside the row; `story_id` is the archive's own key.
    """

    archive: str = ""
    url: str = ""
    story_id: str = ""
    words: int | None = None
    chapters: int | None = None
    recs: int | None = None
    reviews: int | None = None
    hits: int | None = None
    published: date | None = None
    updated: date | None = None
    complete: bool | None = None
    row: str = ""
    confidence: float = 0.0
    awards: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something the importer could not be sure of.

    `field` names the manuscript's field, `choices` are its likely values, the taken one first.
    An "ask" wants an answer; a "notice" only says what no importer can restore.
    """

    field: str
    text: str
    choices: tuple[str, ...] = ()
    kind: QuestionKind = "ask"


@dataclass(frozen=True, slots=True)
class Gap:
    """A scene break that the importer made where a line may have been lost.

    `chapter` counts from 0, `after_paragraph` from 1 (the paragraph before the break; breaks
    themselves are not counted); `before_words` are the first words after it, to find the place.
    """

    chapter: int
    after_paragraph: int
    before_words: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One story with everything its file told about it.

    Categories are paths like "Books > Sherlock Holmes"; `language` is a BCP 47 code or empty when
    unknown; `rating` is the archive's, `author_rating` the author's own. Every text that is not a
    chapter (summary, notes, disclaimer, credits) is in `notes_markup`.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    categories: tuple[str, ...] = ()
    fandoms: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    freeforms: tuple[str, ...] = ()
    rating: str = ""
    author_rating: str = ""
    author_note: str = ""
    timeline: tuple[CanonPoint, ...] = ()
    disclaimer: str = ""
    credits: str = ""
    language: str = ""
    series: tuple[SeriesPlace, ...] = ()
    complete: bool | None = None
    published: date | None = None
    updated: date | None = None
    chapters: tuple[ManuscriptChapter, ...] = ()
    provenance: Provenance | None = None
    questions: tuple[Question, ...] = ()
    gaps: tuple[Gap, ...] = field(default=())
    notes_markup: Markup = "plain"

    def to_json(self) -> dict[str, Any]:
        """As plain dicts, lists, strings, numbers and booleans; dates as "2011-04-06"."""
        plain: dict[str, Any] = _plain(self)
        return plain

    @classmethod
    def from_json(cls, data: object) -> "Manuscript":
        """The manuscript that `to_json` described; `Misshapen` when the data is something else.

        Missing keys take their defaults and unknown ones are left alone, so that an older or a
        newer Fanthology's files can be read.
        """
        manuscript = _shaped(data, cls, "manuscript")
        assert isinstance(manuscript, cls)  # noqa: S101  (tells the type checker what _shaped made)
        return manuscript


def _plain(value: object) -> Any:
    """A dataclass, tuple, date or plain value as JSON knows it."""
    if dataclasses.is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    """The types of a dataclass's fields (asked once for each dataclass)."""
    return get_type_hints(kind)


def _shaped(value: object, wanted: Any, where: str) -> Any:
    """`value` as the type `wanted`, or `Misshapen` naming the place."""
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        inner = next(each for each in get_args(wanted) if each is not types.NoneType)
        return None if value is None else _shaped(value, inner, where)
    if origin is tuple:
        return _shaped_list(value, get_args(wanted)[0], where)
    if origin is Literal:
        if value not in get_args(wanted):
            raise Misshapen(f"“{where}” should be one of: {', '.join(get_args(wanted))}.")
        return value
    if dataclasses.is_dataclass(wanted):
        return _shaped_dataclass(value, wanted, where)
    return _shaped_scalar(value, wanted, where)


def _shaped_list(value: object, inner: Any, where: str) -> tuple[Any, ...]:
    """A list of `inner`."""
    if not isinstance(value, list | tuple):
        raise Misshapen(f"“{where}” should be a list.")
    return tuple(_shaped(each, inner, f"{where}, no. {number}") for number, each in enumerate(value, 1))


def _shaped_dataclass(value: object, wanted: Any, where: str) -> Any:
    """A dataclass from a mapping of its fields."""
    if not isinstance(value, Mapping):
        raise Misshapen(f"“{where}” should be a set of named values.")
    hints = _hints(wanted)
    given = {name: _shaped(value[name], hint, name) for name, hint in hints.items() if name in value}
    try:
        return wanted(**given)
    except TypeError:
        missing = [
            each.name
            for each in dataclasses.fields(wanted)
            if each.name not in given and each.default is dataclasses.MISSING
        ]
        raise Misshapen(f"“{where}” lacks “{missing[0]}”.") from None


def _shaped_scalar(value: object, wanted: Any, where: str) -> Any:
    """A string, a number, yes or no, or a date."""
    if wanted is str and isinstance(value, str):
        return _storable(value)
    if wanted is bool and isinstance(value, bool):
        return value
    if wanted is int and isinstance(value, int) and not isinstance(value, bool):
        if not 0 <= value <= LARGEST_COUNT:
            raise Misshapen(f"“{where}” should be a number from 0 to {LARGEST_COUNT:,}.")
        return value
    if wanted is float and isinstance(value, int | float) and not isinstance(value, bool):
        if not 0 <= value <= 1:
            raise Misshapen(f"“{where}” should be a number from 0 to 1.")
        return float(value)
    if wanted is date:
        return _shaped_date(value, where)
    names = {str: "text", bool: "yes or no", int: "a whole number", float: "a number"}
    raise Misshapen(f"“{where}” should be {names[wanted]}.")


def _shaped_date(value: object, where: str) -> date:
    """A date from "2011-04-06"."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else date.fromisoformat("")
    except ValueError:
        raise Misshapen(f"“{where}” should be a date like 2011-04-06.") from None


def _storable(text: str) -> str:
    """Without NUL characters and halves of surrogate pairs: no database or UTF-8 file takes them."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
