"""A search in plain words: "in Smallville", "without “character death”", "more than 10,000 words"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fanthology.finding.limiting import Limiting
from fanthology.finding.wishes import Choice, Crossover, Field, Part, Sort, State, Wishes, Words
from fanthology.text.ranges import Dates, Numbers

_BEFORE: Final = {
    Field.FANDOM: "in ",
    Field.CHARACTER: "with ",
    Field.RELATIONSHIP: "with ",
    Field.GENRE: "genre ",
    Field.WARNING: "with the warning ",
    Field.FREEFORM: "tagged ",
    Field.CATEGORY: "in the category ",
    Field.AUTHOR: "by ",
    Field.SERIES: "in the series ",
    Field.LANGUAGE: "in ",
    Field.RATING: "rated ",
    Field.STORY: "the story ",
}
_WITHOUT: Final = {
    Field.FANDOM: "not in ",
    Field.CATEGORY: "not in the category ",
    Field.AUTHOR: "not by ",
    Field.SERIES: "not in the series ",
    Field.LANGUAGE: "not in ",
    Field.RATING: "not rated ",
    Field.STORY: "not the story ",
}
_WHERE: Final = {
    Part.ANY: "",
    Part.TITLE: " in the title",
    Part.NAMES: " among the names",
    Part.ABOUT: " in the summary or notes",
    Part.TEXT: " in the text",
}
_UNITS: Final = {
    "words": ("word", "words"),
    "chapters": ("chapter", "chapters"),
    "length": ("word a chapter", "words a chapter"),
    "fandoms": ("fandom", "fandoms"),
    "relationships": ("relationship", "relationships"),
    "hits": ("hit", "hits"),
    "reviews": ("review", "reviews"),
    "recommended": ("recommendation", "recommendations"),
}
_STATES: Final = {State.COMPLETE: "complete", State.UNFINISHED: "unfinished", State.ONE_SHOT: "one-shots"}
_ORDERS: Final = {
    Sort.UPDATED: ("last updated first", "longest untouched first"),
    Sort.PUBLISHED: ("newest first", "oldest first"),
    Sort.RELEVANCE: ("most fitting first", "least fitting first"),
    Sort.WORDS: ("longest first", "shortest first"),
    Sort.HITS: ("most hits first", "fewest hits first"),
    Sort.REVIEWS: ("most reviews first", "fewest reviews first"),
    Sort.RECOMMENDATIONS: ("most recommended first", "least recommended first"),
    Sort.TITLE: ("by title", "by title, from Z"),
    Sort.AUTHOR: ("by author", "by author, from Z"),
    Sort.RANDOM: ("in random order", "in random order"),
}


def said(wishes: Wishes, limiting: Limiting) -> tuple[str, ...]:
    """What will be searched, each wish in a few words. The usual order is not said."""
    return tuple(_said(wishes, limiting))


def _said(wishes: Wishes, limiting: Limiting) -> Iterator[str]:
    yield from map(_words, wishes.words)
    yield from _names(wishes)
    if wishes.crossover:
        yield "crossovers only" if wishes.crossover == Crossover.ONLY else "no crossovers"
    if wishes.state:
        yield _STATES[wishes.state]
    for name, numbers in limiting.numbers.items():
        yield _numbers(name, numbers)
    for name, given in limiting.dates.items():
        yield from (_dates(name, dates) for dates in given)
    usual = Sort.RELEVANCE if any(not one.excluded for one in wishes.words) else Sort.UPDATED
    if wishes.sort != usual or wishes.backwards:
        yield _ORDERS[wishes.sort][wishes.backwards]


def _names(wishes: Wishes) -> Iterator[str]:
    yield from map(_choice, wishes.include)
    if wishes.nothing_else:
        yield "and no other fandom"
    for group in (*wishes.any_of, wishes.ratings, wishes.languages):
        if group:
            yield " or ".join(map(_choice, group))
    for choice in wishes.exclude:
        known = _WITHOUT.get(choice.field)
        yield f"{known}{choice.name}" if known else f"without “{choice.name}”"


def _choice(choice: Choice) -> str:
    return f"{_BEFORE[choice.field]}{choice.name}"


def _words(words: Words) -> str:
    text = " ".join(words.terms) + ("…" if words.prefix else "")
    return f"{'without ' if words.excluded else ''}“{text}”{_WHERE[words.part]}"


def _numbers(name: str, numbers: Numbers) -> str:
    one, many = _UNITS[name]
    least, most = numbers.least, numbers.most
    if least == most and least is not None:
        return f"exactly {least:,} {one if least == 1 else many}"
    if least is not None and most is not None:
        return f"{least:,} to {most:,} {many}"
    if most is not None:
        return f"at most {most:,} {one if most == 1 else many}"
    bound = least or 0
    if bound > 1 and bound % 10 == 1:  # “>10000” was written
        return f"more than {bound - 1:,} {many}"
    return f"at least {bound:,} {one if bound == 1 else many}"


def _dates(name: str, dates: Dates) -> str:
    if dates.days:
        return f"{name} in the last {f'{dates.days:,} days' if dates.days > 1 else 'day'}"
    since, until = dates.since, dates.until
    if since and until:
        whole_year = (since.month, since.day, until.month, until.day) == (1, 1, 12, 31)
        if whole_year and since.year == until.year:
            return f"{name} in {since.year}"
        return f"{name} on {since}" if since == until else f"{name} from {since} to {until}"
    return f"{name} since {since}" if since else f"{name} until {until}"
