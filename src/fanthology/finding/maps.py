"""The crossover map: which fandoms and pairs it shows, drawn once and kept until they change."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.cache import cache

from fanthology.catalogue.models import Kind, Tag, TagParent
from fanthology.catalogue.queries import below
from fanthology.finding.layout import Drawing, Frame, Link, Point, drawn, ringed
from fanthology.finding.models import FandomPair
from fanthology.finding.pairs import Pair, fandoms_by_id, number_column, partner_ids, partners_of
from fanthology.finding.wishes import Field, Standing
from fanthology.people.queries import Viewer

FANDOMS = 150
LINKS = 500
BEST = 4
"""How many of its strongest pairs each fandom shows; more make a thicket that nobody can follow."""
ROWS = 4_000
"""The strongest pairs that are looked at."""
WIDE = Frame()
SMALL_FANDOMS = 24
SMALL = Frame(width=350.0, least=300.0, most=720.0)
"""For telephones: fewer fandoms, taller than wide."""
AROUND = 32
AROUND_WIDE = Frame(least=430.0, most=760.0)
AROUND_SMALL_MANY = 13
AROUND_SMALL = Frame(width=350.0, least=380.0, most=620.0)
COLUMNS = ("public_count", "member_count")
FORMAT = 1
"""Raise it when drawings change, so that kept ones are not shown any more."""
KEPT = 60 * 60 * 24 * 30
"""Seconds for which a drawing is kept that nobody has asked for anew."""


@dataclass(frozen=True, slots=True)
class Map:
    """A map in both sizes. Keys of points are ids of fandoms; `names` holds each fandom's name and slug."""

    wide: Drawing
    small: Drawing
    names: Mapping[int, tuple[str, str]]

    def without(self, hidden: Iterable[int]) -> Map:
        """The same picture without some fandoms, everything else in its place."""
        away = set(hidden)
        return replace(self, wide=_without(self.wide, away), small=_without(self.small, away))


def _without(drawing: Drawing, away: set[int]) -> Drawing:
    return replace(
        drawing,
        spots=tuple(spot for spot in drawing.spots if spot.point.key not in away),
        strokes=tuple(stroke for stroke in drawing.strokes if not {stroke.a, stroke.b} & away),
    )


def map_key(viewer: Viewer) -> str:
    """Under which name the viewer's map is kept; it changes with what the map shows, and is empty where it is empty."""
    column = number_column(viewer)
    key = cache.get(_place(column))
    return str(key) if key is not None else _draw(column)


def map_for(viewer: Viewer) -> Map | None:
    """The viewer's map, drawn now if it has not been; nothing where no fandoms meet."""
    key = map_key(viewer)
    if not key:
        return None
    found: Map | None = cache.get(f"finding.map.{key}")
    if found is None:
        _draw(number_column(viewer))
        found = cache.get(f"finding.map.{key}")
    return found


def draw() -> None:
    """Bring the kept maps up to date; one that shows what it did is left alone."""
    for column in COLUMNS:
        _draw(column)


def _place(column: str) -> str:
    return f"finding.map.of.{column}"


def _draw(column: str) -> str:
    pairs = chosen_pairs(column)
    names = _names(pairs)
    pairs = [pair for pair in pairs if pair.a in names and pair.b in names]
    key = _key_of(pairs, names) if pairs else ""
    if key and cache.get(f"finding.map.{key}") is None:
        wide, small = _graph(pairs, names, FANDOMS, BEST), _graph(pairs, names, SMALL_FANDOMS, 2)
        cache.set(f"finding.map.{key}", Map(drawn(*wide, WIDE), drawn(*small, SMALL), names), KEPT)
    cache.set(_place(column), key, KEPT)
    return key


def _names(pairs: Iterable[Pair]) -> dict[int, tuple[str, str]]:
    ids = {one for pair in pairs for one in pair[:2]}
    return {pk: (fandom.name, fandom.slug) for pk, fandom in fandoms_by_id(ids).items()}


def _key_of(pairs: Sequence[Pair], names: Mapping[int, tuple[str, str]]) -> str:
    told = repr((FORMAT, pairs, sorted(names.items())))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def chosen_pairs(column: str) -> list[Pair]:
    """The pairs of the map, the strongest first: those of the fandoms that meet most often, each with its best."""
    rows = FandomPair.objects.filter(**{f"{column}__gt": 0}).order_by(f"-{column}", "a", "b")
    pairs = _own([Pair(*row) for row in rows.values_list("a", "b", column)[:ROWS]])
    return _thinned(pairs, FANDOMS, BEST)[:LINKS]


def _own(pairs: Sequence[Pair]) -> list[Pair]:
    """`pairs` without those that only repeat what stands under a franchise: each story is drawn where it belongs."""
    numbers = {frozenset(pair[:2]): pair.number for pair in pairs}
    children: dict[int, list[int]] = {}
    links = TagParent.objects.filter(child__kind=Kind.FANDOM, parent__in={one for one, _ in _ends(pairs)})
    for child, parent in links.values_list("child", "parent"):
        children.setdefault(parent, []).append(child)
    return [
        pair
        for pair in pairs
        if all(
            pair.number > sum(numbers.get(frozenset((child, other)), 0) for child in children.get(one, ()))
            for one, other in _ends([pair])
        )
    ]


def _ends(pairs: Iterable[Pair]) -> Iterable[tuple[int, int]]:
    """Each end of each pair with the other."""
    for pair in pairs:
        yield pair.a, pair.b
        yield pair.b, pair.a


def _weights(pairs: Iterable[Pair]) -> Counter[int]:
    """How often each fandom meets others in these pairs."""
    found: Counter[int] = Counter()
    for pair in pairs:
        found[pair.a] += pair.number
        found[pair.b] += pair.number
    return found


def _thinned(pairs: Sequence[Pair], fandoms: int, best: int) -> list[Pair]:
    """The pairs between the heaviest fandoms that are among the `best` of one of the two."""
    weights = _weights(pairs)
    heaviest = set(sorted(weights, key=lambda one: (-weights[one], one))[:fandoms])
    shown: Counter[int] = Counter()
    found = []
    for pair in pairs:
        if {pair.a, pair.b} <= heaviest and (shown[pair.a] < best or shown[pair.b] < best):
            shown.update(pair[:2])
            found.append(pair)
    return found


def _graph(
    pairs: Sequence[Pair], names: Mapping[int, tuple[str, str]], fandoms: int, best: int
) -> tuple[list[Point], list[Link]]:
    """Points and links for the layout, the heaviest fandom first."""
    weights = _weights(pairs)
    kept = _thinned(pairs, fandoms, best)
    ids = sorted({one for one, _ in _ends(kept)}, key=lambda one: (-weights[one], one))
    place = {one: number for number, one in enumerate(ids)}
    points = [Point(one, names[one][0], weights[one]) for one in ids]
    return points, [Link(place[pair.a], place[pair.b], pair.number) for pair in kept]


def map_around(viewer: Viewer, fandom: Tag, hidden: Iterable[int] = ()) -> Map | None:
    """One fandom with those it meets most often around it."""
    strongest = partner_ids(partners_of(viewer, fandom, hidden), fandom, 2 * AROUND)
    own = _own([Pair(fandom.pk, one, number) for one, number in strongest])[:AROUND]
    others = fandoms_by_id(pair.b for pair in own)
    partners = [(pair.b, pair.number) for pair in own if pair.b in others]
    if not partners:
        return None
    middle = Point(fandom.pk, fandom.name, partners[0][1])
    points = [Point(one, others[one].name, number) for one, number in partners]
    names = {fandom.pk: (fandom.name, fandom.slug)}
    names |= {pk: (one.name, one.slug) for pk, one in others.items()}
    return Map(
        ringed([middle, *points], AROUND_WIDE),
        ringed([middle, *points[:AROUND_SMALL_MANY]], AROUND_SMALL),
        names,
    )


def hidden_fandoms(standing: Standing) -> set[int]:
    """The fandoms that a reader never wants to see, with all that stand under them."""
    chosen = {
        key
        for choice in standing.choices
        if choice.field == Field.FANDOM
        for key in choice.keys
        if isinstance(key, int)
    }
    return below(chosen) if chosen else set()
