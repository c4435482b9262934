"""Questions about the pairs of fandoms that stories join.

A pair's number is that of the listed crossovers that carry both fandoms, as the finder understands carrying: under a
synonym or something below it. `finding.jobs.refresh_pairs` keeps the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Case, F, Q, QuerySet, When

from fanthology.catalogue.models import Kind, Tag
from fanthology.catalogue.queries import above, family
from fanthology.finding.models import FandomPair
from fanthology.finding.queries import search
from fanthology.finding.wishes import Choice, Crossover, Field, Sort, Standing, Wishes
from fanthology.people.queries import Viewer, is_member
from fanthology.stories.models import Story, StoryTag
from fanthology.stories.queries import authors_in_order, listed_stories, stories_with_tags

STEPS = 6
"""The longest chain of fandoms that is looked for."""
ROWS = 60_000
"""How many pairs a search for a chain reads before it gives up."""
AT_ONCE = 400
"""Fandoms in one question: databases take only so many parameters."""
FEW = 20
"""Of so many with the most recommendations or hits, the best is chosen."""
STATE = "finding.pairs"


class Pair(NamedTuple):
    """Two fandoms by id, and how many stories that one can see join them."""

    a: int
    b: int
    number: int


@dataclass(frozen=True, slots=True)
class State:
    """When pairs were last counted: up to which change (`finding.outbox`), the time in seconds, how long it took."""

    mark: int
    at: float
    took: float


def state() -> State | None:
    """What is known of the last count; nothing on a fresh archive, or when the cache has forgotten."""
    found = cache.get(STATE)
    return State(*found) if found else None


def keep_state(now: State) -> None:
    """Remember a count."""
    cache.set(STATE, (now.mark, now.at, now.took), None)


def number_column(viewer: Viewer) -> str:
    """Which of a pair's two numbers the viewer sees."""
    return "member_count" if is_member(viewer) else "public_count"


def shown_pairs(viewer: Viewer, hidden: Iterable[int] = ()) -> QuerySet[FandomPair]:
    """The pairs that the viewer sees, with their `number`; none of the fandoms `hidden` (a reader's exclusions)."""
    column = number_column(viewer)
    pairs = FandomPair.objects.filter(**{f"{column}__gt": 0}).annotate(number=F(column))
    away = list(hidden)[:AT_ONCE]
    return pairs.exclude(Q(a__in=away) | Q(b__in=away)) if away else pairs


def partners_of(viewer: Viewer, fandom: Tag, hidden: Iterable[int] = ()) -> QuerySet[FandomPair]:
    """The pairs of one fandom, each with the `name`, `slug` and `key` of the other."""
    others = {
        column: Case(When(a=fandom, then=F(f"b__{column}")), default=F(f"a__{column}"))
        for column in ("name", "slug", "key")
    }
    return shown_pairs(viewer, hidden).filter(Q(a=fandom) | Q(b=fandom)).annotate(**others)


def partner_ids(pairs: QuerySet[Any], fandom: Tag, most: int) -> list[tuple[int, int]]:
    """The strongest of a fandom's pairs: the other's id, and the number."""
    rows = pairs.order_by("-number", "pk").values_list("a", "b", "number")[:most]
    return [(b if a == fandom.pk else a, number) for a, b, number in rows]


def are_related(a: Tag, b: Tag) -> bool:
    """Whether two canonical fandoms stand in one franchise, so that a story of both is no crossover."""
    return not above({a.pk}).isdisjoint(above({b.pk}))


def joining(viewer: Viewer, a: Tag, b: Tag) -> QuerySet[Story]:
    """The listed crossovers that carry both fandoms, looked for among those of the smaller one."""
    few, many = sorted((a, b), key=lambda fandom: fandom.member_count)
    of_few = StoryTag.objects.filter(tag__in=family(few)).values("story")
    stories = listed_stories(viewer).filter(crossover=True, pk__in=of_few)
    return stories_with_tags(stories, family(many))


def joined(a: Tag, b: Tag) -> Wishes:
    """The crossovers that carry both fandoms, as a search."""
    fandoms = tuple(Choice(Field.FANDOM, (fandom.pk,), fandom.name) for fandom in (a, b))
    return Wishes(include=fandoms, crossover=Crossover.ONLY)


def best_joining(viewer: Viewer, a: Tag, b: Tag, standing: Standing | None = None) -> Story | None:
    """One story that joins both: the most recommended, then the most read, then the newest; without an index, of all there are."""
    wishes = joined(a, b).but(per_page=FEW)
    answers = [
        search(wishes.but(sort=sort), viewer, standing=standing, facets=False)
        for sort in (Sort.RECOMMENDATIONS, Sort.HITS)
    ]
    if any(answer.stale for answer in answers):
        stories = joining(viewer, a, b)
    else:
        stories = listed_stories(viewer).filter(pk__in={pk for answer in answers for pk in answer.ids})
    best = stories.order_by("-recommendation_count", "-hits", "-published", "-pk")
    return best.prefetch_related(authors_in_order()).first()


def shared_partners(viewer: Viewer, a: Tag, b: Tag, most: int) -> list[int]:
    """The fandoms that are crossed with both, those with the most stories first."""
    sides = [dict(partner_ids(partners_of(viewer, fandom), fandom, ROWS)) for fandom in (a, b)]
    both = sides[0].keys() & sides[1].keys()
    return sorted(both, key=lambda other: (-min(sides[0][other], sides[1][other]), other))[:most]


def chain(viewer: Viewer, start: int, end: int, hidden: Iterable[int] = ()) -> list[int] | None:
    """The shortest chain of fandoms from one to the other, each crossed with the next; nothing where there is none.

    Layer by layer from both ends, the smaller edge first; of several next steps the one with the most stories counts.
    """
    if start == end:
        return [start]
    pairs = shown_pairs(viewer, hidden)
    came: tuple[dict[int, int], dict[int, int]] = ({start: 0}, {end: 0})
    edges: list[list[int]] = [[start], [end]]
    read = 0
    for _ in range(STEPS):
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        layer = _layer(pairs, edges[side], ROWS - read)
        read += len(layer)
        edges[side] = _grow(came[side], layer)
        met = [(number, to) for _, to, number in layer if to in came[1 - side]]
        if met:
            meeting = max(met, key=lambda found: (found[0], -found[1]))[1]
            return [*reversed(_back(came[0], meeting)), *_back(came[1], meeting)[1:]]
        if not edges[side] or read >= ROWS:
            return None
    return None


def _layer(pairs: QuerySet[FandomPair], edge: Sequence[int], most: int) -> list[tuple[int, int, int]]:
    """All pairs that go on from these fandoms: from, to, number; the most stories first."""
    found: list[tuple[int, int, int]] = []
    for place in range(0, len(edge), AT_ONCE):
        some = edge[place : place + AT_ONCE]
        for here, there in (("a", "b"), ("b", "a")):
            rows = pairs.filter(**{f"{here}__in": some}).values_list(here, there, "number")
            found += rows[: max(0, most - len(found))]
    return sorted(found, key=lambda row: (-row[2], row[0], row[1]))


def _grow(came: dict[int, int], layer: Iterable[tuple[int, int, int]]) -> list[int]:
    """Note where each fandom of the layer was reached from; the new ones are the next edge."""
    fresh: list[int] = []
    for here, there, _ in layer:
        if there not in came:
            came[there] = here
            fresh.append(there)
    return fresh


def _back(came: dict[int, int], place: int) -> list[int]:
    """The way from a place back to where its side began."""
    way = [place]
    while came[way[-1]]:
        way.append(came[way[-1]])
    return way


def fandoms_by_id(ids: Iterable[int]) -> dict[int, Tag]:
    """Fandoms with what a name and a link need."""
    return (
        Tag.objects.filter(kind=Kind.FANDOM).only("name", "slug", "kind", "member_count").in_bulk(list(ids))
    )
