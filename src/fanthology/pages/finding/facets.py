"""Facets as the finder shows them: each value with a way to choose it, to leave it out, or to take that back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fanthology.finding.found import Found, Value
from fanthology.finding.queries import facet_values
from fanthology.finding.wishes import Choice, Field, Standing, Wishes
from fanthology.pages.finding.places import Places, written
from fanthology.people.queries import Viewer
from fanthology.text.names import fold

TITLES: Final = {
    Field.FANDOM: "Fandoms",
    Field.CHARACTER: "Characters",
    Field.RELATIONSHIP: "Relationships",
    Field.RATING: "Ratings",
    Field.GENRE: "Genres",
    Field.WARNING: "Warnings",
    Field.FREEFORM: "Tags",
    Field.CATEGORY: "Categories",
    Field.LANGUAGE: "Languages",
    Field.AUTHOR: "Authors",
    Field.SERIES: "Series",
}
"""The facets, in the order of the page."""
OPEN: Final = frozenset({Field.FANDOM, Field.CHARACTER, Field.RELATIONSHIP, Field.RATING})
"""Facets that are unfolded to begin with."""
SHORT: Final = frozenset({Field.LANGUAGE, Field.RATING})
"""Facets that are shown whole, and need no search of their own."""
FIRST: Final = 6
"""Values shown of a facet; the others are folded."""
LONGEST_LOOK: Final = 80
LONG_ADDRESS: Final = 1_000
"""Characters of an address beyond which a facet has only its first values: each of them repeats it twice."""


@dataclass(frozen=True, slots=True)
class Row:
    """A value: `state` is "in" or "out" where it is chosen, and then `remove` takes that back."""

    name: str
    count: int | None
    state: str = ""
    include: str = ""
    exclude: str = ""
    remove: str = ""

    @property
    def steps(self) -> list[str]:
        """A category's full name in its parts."""
        return self.name.split(" > ")


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: what is chosen and what is most frequent, the rest, and what was looked for in it."""

    field: Field
    title: str
    rows: list[Row]
    rest: list[Row]
    unfolded: bool
    searchable: bool
    looked_for: str = ""

    @property
    def chosen(self) -> int:
        """How many of its values are chosen."""
        return sum(1 for row in self.rows if row.state)

    @property
    def found(self) -> bool:
        """Whether there is anything to choose in it."""
        return any(not row.state for row in self.rows)

    @property
    def plural(self) -> str:
        """What it holds, in the middle of a sentence."""
        return self.title.lower()


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked for inside a facet, and what there is."""

    field: Field
    text: str
    values: tuple[Value, ...]


def look_inside(
    wishes: Wishes, viewer: Viewer, field: Field, text: str, *, standing: Standing
) -> Looked | None:
    """The values of a facet with a word that begins like `text`, a slip of the finger forgiven; None without facet or text."""
    text = " ".join(text.split())[:LONGEST_LOOK]
    if field not in TITLES or not text:
        return None
    values = facet_values(wishes, viewer, field, text, standing=standing)
    begun = f" {fold(text)}"
    exact_first = sorted(values, key=lambda value: begun not in f" {fold(value.choice.name)}")
    return Looked(field, text, tuple(exact_first))


def facets_of(places: Places, wishes: Wishes, found: Found, looked: Looked | None) -> list[Facet]:
    """All facets that have something to choose, or something chosen."""
    facets = []
    most = FIRST if len(places.asked.address) > LONG_ADDRESS else None
    for field, title in TITLES.items():
        here = looked if looked and looked.field == field else None
        chosen = list(_chosen(places, wishes, found, field))
        names = {row.name for row in chosen}
        values = here.values if here else found.facets.get(field, ())[:most]
        free = [_row(places, value) for value in values if _name(value.choice) not in names]
        if not chosen and not free and not here:
            continue
        rows = [*chosen, *free]
        cut = len(rows) if here or field in SHORT or len(rows) <= FIRST + 1 else max(FIRST, len(chosen))
        facets.append(
            Facet(
                field,
                title,
                rows[:cut],
                rows[cut:],
                unfolded=field in OPEN or bool(chosen) or here is not None,
                searchable=field not in SHORT and (bool(rows[cut:]) or here is not None),
                looked_for=here.text if here else "",
            )
        )
    return facets


def _name(choice: Choice) -> str:
    return choice.name or written(choice)


def _row(places: Places, value: Value) -> Row:
    choice, asked = value.choice, places.asked
    return Row(
        _name(choice),
        value.count,
        include=places.to(asked.including(choice.field, written(choice))),
        exclude=places.to(asked.excluding(choice.field, written(choice))),
    )


def _chosen(places: Places, wishes: Wishes, found: Found, field: Field) -> Iterator[Row]:
    """What is chosen of a facet already, as it can be taken back."""
    counts = {value.choice.keys: value.count for value in found.facets.get(field, ())}
    alternatives = [
        *wishes.ratings,
        *wishes.languages,
        *(choice for group in wishes.any_of for choice in group),
    ]
    given = [
        *((one, "in") for one in (*wishes.include, *alternatives)),
        *((one, "out") for one in wishes.exclude),
    ]
    for choice, state in dict.fromkeys(given):
        if choice.field != field:
            continue
        rest = places.asked.without(field, written(choice)).without(field, _name(choice))
        changed = rest.with_().address != places.asked.with_().address
        count = counts.get(choice.keys) if state == "in" else None
        yield Row(_name(choice), count, state, remove=places.to(rest) if changed else "")
