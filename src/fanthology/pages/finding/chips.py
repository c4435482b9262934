"""The filters of a search, each with the way to take it off; and, where nothing is found, the ways out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from fanthology.finding.asking import Asked, field_and_name, split
from fanthology.finding.queries import TooLong, count_stories
from fanthology.finding.reading import Reading, read
from fanthology.finding.wishes import Field, Standing
from fanthology.pages.finding.places import Places
from fanthology.people.queries import Viewer
from fanthology.text.languages import LANGUAGES

NO_FILTERS: Final = frozenset({"q", "sort", "seed", "page", "per_page"})
WAYS: Final = 6
"""Filters of which a page without stories says what would be found without them."""
KINDS: Final = {
    Field.FANDOM: "fandom",
    Field.CHARACTER: "character",
    Field.RELATIONSHIP: "relationship",
    Field.GENRE: "genre",
    Field.WARNING: "warning",
    Field.FREEFORM: "tag",
    Field.CATEGORY: "category",
    Field.AUTHOR: "author",
    Field.SERIES: "series",
    Field.LANGUAGE: "language",
    Field.RATING: "rating",
    Field.STORY: "story",
}
NAMES: Final = {
    "words_from": "at least {} words",
    "words_to": "at most {} words",
    "chapters": "chapters: {}",
    "length": "words a chapter: {}",
    "fandoms": "number of fandoms: {}",
    "relationships": "number of relationships: {}",
    "published": "published: {}",
    "updated": "updated: {}",
    "hits": "hits: {}",
    "reviews": "reviews: {}",
    "recommended": "recommendations: {}",
}
SETTINGS: Final = {
    ("crossover", "only"): "crossovers only",
    ("crossover", "none"): "no crossovers",
    ("complete", "yes"): "complete",
    ("complete", "no"): "unfinished",
    ("complete", "one-shot"): "one-shots",
    ("only", "yes"): "and nothing else",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: what kind it is of, what it says, whether it leaves out, and what the search is without it."""

    kind: str
    name: str
    excludes: bool
    rest: Asked
    address: str


@dataclass(frozen=True, slots=True)
class Way:
    """A filter to drop where nothing is found, and how many stories there would be."""

    chip: Chip
    count: int


def chips_of(places: Places, reading: Reading) -> list[Chip]:
    """The filters that the address holds beside its search line, in its order."""
    chosen = (*reading.wishes.include, *reading.wishes.exclude)
    titles = {str(choice.keys[0]): choice.name for choice in chosen if choice.field == Field.STORY}
    found = []
    for name, value in places.asked.pairs():
        if name not in NO_FILTERS:
            rest = places.without_pair(name, value)
            kind, said = _said(name, value, titles)
            found.append(Chip(kind, said, name == "out", rest, places.to(rest)))
    return found


def _said(name: str, value: str, titles: dict[str, str]) -> tuple[str, str]:
    """A value of a parameter in words: its kind, where it names something, and the rest."""
    if name in ("in", "out") and (named := field_and_name(value)):
        field, text = named
        if field == Field.STORY:
            text = titles.get(text, f"no. {text}")
        return KINDS[field], _language(text) if field == Field.LANGUAGE else text
    if name == "any":
        names = [named[1] for part in split(value) if (named := field_and_name(part))]
        return "any of", ", ".join(names) or value
    if name == "rating":
        return "rating", value
    if name == "language":
        return "language", _language(value)
    return "", SETTINGS.get((name, value)) or NAMES.get(name, f"{name}: {{}}").format(value)


def _language(code: str) -> str:
    return LANGUAGES[code].english if code in LANGUAGES else code


def ways_out(places: Places, chips: list[Chip], viewer: Viewer, standing: Standing) -> list[Way]:
    """For a search that finds nothing: which of its filters to drop, the search line first, and what there would be."""
    asked = places.asked
    line = asked.with_(q="")
    words = Chip("", "the words in the search line", excludes=False, rest=line, address=places.to(line))
    rows = [words] if asked.q else []
    found = []
    for chip in [*rows, *chips][:WAYS]:
        if chip.rest.address == Asked().address:
            continue
        try:
            count = count_stories(read(chip.rest, viewer, timezone.now()).wishes, viewer, standing=standing)
        except TooLong:
            break
        if count:
            found.append(Way(chip, count))
    return sorted(found, key=lambda way: -way.count)
