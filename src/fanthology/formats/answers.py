"""What a poster's answer to an importer's question does to the manuscript. Plain data in, plain data out."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from fanthology.formats.manuscript import Manuscript, Provenance, Question

_COUNT = re.compile(r"(\d[\d,]*) (chapters|words|recs|reviews|hits)\b")
_PUBLISHED = re.compile(r"published (\d{4}-\d\d-\d\d)")
_YES = "yes"
_LINES = frozenset(
    {"title", "summary", "rating", "author_rating", "author_note", "disclaimer", "credits", "language"}
)
_NAMES = frozenset(
    {"authors", "categories", "fandoms", "characters", "relationships", "genres", "warnings", "freeforms"}
)


def answered(manuscript: Manuscript, question: Question, choice: str) -> Manuscript:
    """The manuscript with `choice` in the field that the question is about, and the question gone.

    A choice that the question did not offer changes nothing. In a list of names the choice takes the place of the one that
    the importer took, and the others stay.
    """
    if question not in manuscript.questions or choice not in question.choices:
        return manuscript
    rest = tuple(each for each in manuscript.questions if each != question)
    return replace(manuscript, questions=rest, **_changed(manuscript, question, choice))


def without(manuscript: Manuscript, question: Question) -> Manuscript:
    """The manuscript with the question settled: its poster has looked, and changed the field by hand or left it."""
    return replace(manuscript, questions=tuple(each for each in manuscript.questions if each != question))


def _changed(manuscript: Manuscript, question: Question, choice: str) -> dict[str, Any]:
    name = question.field
    if name == "provenance":
        return _numbers(manuscript, choice)
    if name == "complete":
        return {name: choice == _YES}
    if name in {"published", "updated"}:
        return {name: _day(choice) or getattr(manuscript, name)}
    if name in _LINES:
        return {name: choice}
    if name in _NAMES:
        return {name: _instead(getattr(manuscript, name), question.choices[0], choice)}
    return {}


def _instead(names: tuple[str, ...], taken: str, choice: str) -> tuple[str, ...]:
    """`names` with `choice` where `taken` stands, or at the end; each once."""
    found = [choice if name == taken else name for name in names]
    return tuple(dict.fromkeys(found if choice in found else [*found, choice]))


def _numbers(manuscript: Manuscript, choice: str) -> dict[str, Any]:
    """Another reading of a listing row's numbers, told as "3 chapters, 12,491 words …, published 2011-04-06"."""
    counts = {name: int(number.replace(",", "")) for number, name in _COUNT.findall(choice)}
    if not counts:
        return {}
    told: dict[str, Any] = {
        name: counts.get(name) for name in ("chapters", "words", "recs", "reviews", "hits")
    }
    day = _PUBLISHED.search(choice)
    published = _day(day.group(1)) if day else None
    source = manuscript.provenance or Provenance()
    return {
        "provenance": replace(source, **told, published=published or source.published),
        "published": published or manuscript.published,
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
