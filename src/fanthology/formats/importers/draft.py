"""A manuscript in the making: header lines are taken into its fields, the rest into its notes.

Nothing is dropped. Whatever is not taken whole stays in the author's note in the author's words.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from fanthology.formats.importers import values
from fanthology.formats.importers.passages import Passage
from fanthology.formats.manuscript import (
    CanonPoint,
    Manuscript,
    ManuscriptChapter,
    Markup,
    Question,
    SeriesPlace,
)
from fanthology.text.headers import Header
from fanthology.text.languages import LANGUAGES
from fanthology.text.names import fold, tidy

_LONGEST_NAME = 80
_LONGEST_RATING = 40
_LISTS = frozenset(("fandoms", "characters", "genres", "freeforms", "categories"))
_SPEAKS = re.compile(r"[.!?…]\s|\b(?:I|you|is|are|will|there|this|the)\b")


@dataclass(slots=True)
class Draft:
    """Fields as they are found. `markup` is how its notes are written; `title` and lists are plain."""

    markup: Markup = "plain"
    title: str = ""
    authors: list[str] = field(default_factory=list)
    summary: str = ""
    categories: list[str] = field(default_factory=list)
    fandoms: list[str] = field(default_factory=list)
    characters: list[str] = field(default_factory=list)
    relationships: list[str] = field(default_factory=list)
    genres: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    freeforms: list[str] = field(default_factory=list)
    rating: str = ""
    author_rating: str = ""
    notes: list[str] = field(default_factory=list)
    timelines: list[str] = field(default_factory=list)
    disclaimer: str = ""
    credits: str = ""
    language: str = ""
    series: list[SeriesPlace] = field(default_factory=list)
    complete: bool | None = None
    published: date | None = None
    updated: date | None = None
    description: str = ""
    questions: list[Question] = field(default_factory=list)

    def written(self, text: str) -> str:
        """Plain text as the notes' markup writes it."""
        if self.markup == "html":
            return Passage(text).html
        return text

    def written_passage(self, passage: Passage) -> str:
        """A passage as the notes' markup writes it."""
        return passage.html if self.markup == "html" else passage.text

    def keep(self, passage: Passage) -> None:
        """Put a passage into the author's note, in the author's words."""
        self.notes.append(self.written_passage(passage))

    def ask(self, about: str, text: str, choices: Sequence[str] = ()) -> None:
        """Remember something that the poster should answer."""
        self.questions.append(Question(about, text, tuple(choices)))

    def tell(self, about: str, text: str) -> None:
        """Remember something that the poster should know."""
        self.questions.append(Question(about, text, kind="notice"))

    def take(self, header: Header, value: Passage, whole: Passage) -> None:
        """Take a header line into its fields; its words stay in the note unless they were taken whole."""
        if len(header.fields) > 1:
            for name in header.fields:
                self._gather(name, header.value)
            self.keep(whole)
        elif not _TAKERS[header.fields[0]](self, value):
            self.keep(whole)

    def _gather(self, name: str, value: str) -> None:
        """What a combined header ("Pairing/Warnings/Rating") certainly says for one of its fields."""
        if name == "relationships":
            _add(self.relationships, values.pairings_in(value))
        elif name == "warnings":
            _add(self.warnings, values.warnings_in(value))
        elif name == "rating" and not self.author_rating:
            self.author_rating = values.rating_in(value)
        elif name == "timeline":
            self.timelines.append(value)
        elif name == "complete" and self.complete is None:
            self.complete = values.completeness(value)

    def manuscript(
        self, chapters: Iterable[ManuscriptChapter], fandom_of: Callable[[str], str] | None = None
    ) -> Manuscript:
        """The manuscript; `fandom_of` says which fandom a name in the timeline means, or ""."""
        find = fandom_of or self.fandom_meant
        points: list[CanonPoint] = []
        for value in self.timelines:
            points += values.canon_points(value, find)
        return Manuscript(
            title=tidy(self.title),
            authors=_names(self.authors),
            summary=self.summary,
            categories=_names(self.categories),
            fandoms=_names(self.fandoms),
            characters=_names(self.characters),
            relationships=_names(self.relationships),
            genres=_names(self.genres),
            warnings=_names(self.warnings),
            freeforms=_names(self.freeforms),
            rating=self.rating or self.author_rating,
            author_rating=self.author_rating,
            author_note=_paragraphs(self.notes),
            timeline=tuple(points),
            disclaimer=self.disclaimer,
            credits=self.credits,
            language=self.language,
            series=tuple(dict.fromkeys(self.series)),
            complete=self.complete,
            published=self.published,
            updated=self.updated,
            chapters=tuple(chapters),
            questions=tuple(dict.fromkeys(self.questions)),
            notes_markup=self.markup,
        )

    def fandom_meant(self, name: str) -> str:
        """The one fandom of this draft whose name holds this name, or whose initials it is."""
        wanted = fold(name)
        found = [
            each for each in self.fandoms if f" {wanted} " in f" {fold(each)} " or wanted == _initials(each)
        ]
        return found[0] if wanted and len(found) == 1 else ""


def _initials(fandom: str) -> str:
    """ "btvs" for "Buffy the Vampire Slayer"."""
    return "".join(word[0] for word in re.findall(r"\w+", fold(fandom)))


def _names(found: Iterable[str]) -> tuple[str, ...]:
    """Names without empty ones and doubles, the first spelling kept."""
    return tuple({fold(name): tidy(name) for name in reversed(list(found)) if tidy(name)}.values())[::-1]


def _add(names: list[str], more: Iterable[str]) -> None:
    known = {fold(name) for name in names}
    names.extend(name for name in more if fold(name) not in known)


def _paragraphs(notes: Sequence[str]) -> str:
    return "\n\n".join(notes)


def _take_title(draft: Draft, value: Passage) -> bool:
    title = tidy(value.text.strip(' "“”*_'))
    if not draft.title and len(title) <= 200:
        draft.title = title
    return fold(draft.title) == fold(title)


def _take_authors(draft: Draft, value: Passage) -> bool:
    names = values.listed(value.text, r",|\n|;|\s(?:and|&)\s")
    if any(len(name) > _LONGEST_NAME or len(name.split()) > 6 for name in names):
        return False
    if not draft.authors:
        draft.authors.extend(names)
    known = {fold(name) for name in draft.authors}
    others = [name for name in names if fold(name) not in known]
    if others:
        text = f"The text names “{', '.join(others)}” as author, the page “{', '.join(draft.authors)}”."
        draft.ask("authors", text, (*draft.authors, *others))
    return not others


def _take_summary(draft: Draft, value: Passage) -> bool:
    said = draft.written_passage(value)
    draft.summary = draft.summary or said
    return draft.summary == said


def _take_relationships(draft: Draft, value: Passage) -> bool:
    parts = values.listed(value.text)
    pairs = [part for part in parts if re.search(r"\S ?[/&×] ?\S", part) and len(part) <= _LONGEST_NAME]
    if pairs and len(pairs) == len(parts) and not _SPEAKS.search(value.text):
        _add(draft.relationships, pairs)
        return True
    _add(draft.relationships, values.pairings_in(value.text))
    return False


def _take_warnings(draft: Draft, value: Passage) -> bool:
    if values.says_nothing(value.text):
        return False
    parts = values.listed(value.text)
    short = all(len(part) <= _LONGEST_RATING and len(part.split()) <= 4 for part in parts)
    if not short or _SPEAKS.search(value.text):
        _add(draft.warnings, values.warnings_in(value.text))
        return False
    whole = True
    for part in parts:
        known = values.warnings_in(part)
        _add(draft.warnings, known or (() if re.match(r"no\b", part, re.IGNORECASE) else (part,)))
        whole = whole and (not known or fold(known[0]) == fold(part))
    return whole


def _take_list(name: str) -> Callable[[Draft, Passage], bool]:
    def take(draft: Draft, value: Passage) -> bool:
        parted = r"[,;\n/]" if name in ("genres", "fandoms") else r"[,;\n]"
        text = re.sub(r"\s[x×]\s", ", ", value.text) if name == "fandoms" else value.text
        if name == "characters":
            text = re.sub(r",?\s(?:and|&)\s", ", ", text)
        names = values.listed(text, parted)
        if any(len(part) > _LONGEST_NAME for part in names) or values.says_nothing(value.text):
            return False
        if name == "categories" and not all(" > " in part for part in names):
            name_there = draft.freeforms
        else:
            name_there = getattr(draft, name)
        _add(name_there, names)
        return True

    return take


def _take_rating(draft: Draft, value: Passage) -> bool:
    text = value.text.strip(" .")
    if draft.author_rating:
        return fold(draft.author_rating) == fold(text)
    draft.author_rating = values.rating_in(value.text) or (text if len(text) <= _LONGEST_RATING else "")
    return draft.author_rating == text


def _take_timeline(draft: Draft, value: Passage) -> bool:
    draft.timelines.append(value.text.strip())
    return not value.has_markup


def _take_note(draft: Draft, value: Passage) -> bool:
    if draft.notes:
        return False
    draft.notes.append(draft.written_passage(value))
    return True


def _take_text(name: str) -> Callable[[Draft, Passage], bool]:
    def take(draft: Draft, value: Passage) -> bool:
        if getattr(draft, name):
            return False
        setattr(draft, name, draft.written_passage(value))
        return True

    return take


def _take_language(draft: Draft, value: Passage) -> bool:
    wanted = fold(value.text.strip(" ."))
    found = [
        code
        for code, each in LANGUAGES.items()
        if wanted in (fold(code), fold(each.english), fold(each.native))
    ]
    if found and not draft.language:
        draft.language = found[0]
    return bool(found) and draft.language == found[0]


def _take_series(draft: Draft, value: Passage) -> bool:
    place = values.series_place(value.text)
    if not place.title or len(place.title) > 200:
        return False
    draft.series.append(place)
    return True


def _take_complete(draft: Draft, value: Passage) -> bool:
    draft.complete = values.completeness(value.text) if draft.complete is None else draft.complete
    return draft.complete is not None and len(value.text.split()) <= 3


def _take_day(name: str) -> Callable[[Draft, Passage], bool]:
    def take(draft: Draft, value: Passage) -> bool:
        found = values.day(value.text)
        if found is None or getattr(draft, name) not in (None, found):
            return False
        setattr(draft, name, found)
        return len(value.text.split()) <= 4

    return take


_TAKERS: dict[str, Callable[[Draft, Passage], bool]] = {
    "title": _take_title,
    "authors": _take_authors,
    "summary": _take_summary,
    "relationships": _take_relationships,
    "warnings": _take_warnings,
    "rating": _take_rating,
    "timeline": _take_timeline,
    "author_note": _take_note,
    "disclaimer": _take_text("disclaimer"),
    "credits": _take_text("credits"),
    "language": _take_language,
    "series": _take_series,
    "complete": _take_complete,
    "published": _take_day("published"),
    "updated": _take_day("updated"),
    **{name: _take_list(name) for name in _LISTS},
    "kept": lambda _draft, _value: False,
}
