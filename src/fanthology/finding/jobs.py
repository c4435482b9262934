"""What finding does in the background, beside the index: counting which fandoms meet. Safe to run twice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, groupby
from operator import itemgetter

from django.db import transaction

from fanthology.catalogue.models import Kind, Tag, TagParent
from fanthology.finding import maps, outbox
from fanthology.finding.models import FandomPair
from fanthology.finding.pairs import State, keep_state, state
from fanthology.stories.models import Openness, Story, StoryTag
from fanthology.stories.queries import shelved

PAUSE = 180
"""Seconds between two counts, at the least."""
SHARE = 50
"""A count that took long is left alone for this many times as long."""
DAY = 24 * 60 * 60
"""After a day pairs are counted anew, whatever is remembered: changes are not kept for ever."""
STORIES = 10_000
"""Stories whose tags are read at once."""
ROWS = 1_000
KNOWN = 50_000
"""Sets of fandoms whose pairs are remembered while counting."""


def refresh_pairs(*, hurry: bool = False) -> bool:
    """Bring the table of pairs up to date where something has changed; says whether there is more to do at once.

    With `hurry` it does not wait for the pause to end, nor for a change.
    """
    last = state()
    if not hurry and last is not None and not _is_due(last):
        return False
    mark, began = outbox.mark_now(), time.time()
    _write(counted_pairs())
    keep_state(State(mark, time.time(), time.time() - began))
    maps.draw()
    return False


def _is_due(last: State) -> bool:
    """Whether enough time has passed, and something has changed that is more than a hit."""
    waited = time.time() - last.at
    if waited < max(PAUSE, SHARE * last.took):
        return False
    mark = last.mark
    while batch := outbox.since(mark, ROWS):
        if batch.stories or batch.tags:
            return True
        mark = batch.mark
    if mark != last.mark:
        keep_state(State(mark, last.at, last.took))
    return waited > DAY


@dataclass(slots=True)
class Franchises:
    """All fandoms, by id only: what each is a synonym of, and what it stands under."""

    canonical: dict[int, int]
    parents: dict[int, list[int]] = field(default_factory=dict)
    known: dict[int, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Franchises:
        """From the database."""
        fandoms = Tag.objects.filter(kind=Kind.FANDOM).values_list("pk", "canonical")
        found = cls({tag: canonical or tag for tag, canonical in fandoms.iterator(chunk_size=5_000)})
        links = TagParent.objects.filter(child__kind=Kind.FANDOM).values_list("child", "parent")
        for child, parent in links.iterator(chunk_size=5_000):
            found.parents.setdefault(child, []).append(parent)
        return found

    def above(self, fandom: int) -> frozenset[int]:
        """A canonical fandom and all it stands under."""
        if fandom not in self.known:
            found = {fandom}
            edge = [fandom]
            while edge:
                edge = [up for one in edge for up in self.parents.get(one, ()) if up not in found]
                found.update(edge)
            self.known[fandom] = frozenset(found)
        return self.known[fandom]

    def pairs(self, tags: tuple[int, ...]) -> list[tuple[int, int]]:
        """The unrelated pairs that a story with these fandoms joins, as it is found under all of them."""
        carried = set[int]().union(*(self.above(self.canonical[tag]) for tag in tags))
        fandoms = sorted(one for one in carried if self.canonical.get(one) == one)
        return [(a, b) for a, b in combinations(fandoms, 2) if self.above(a).isdisjoint(self.above(b))]


def counted_pairs() -> dict[tuple[int, int], tuple[int, int]]:
    """All pairs with their numbers for visitors and for members, counted from the stories."""
    franchises = Franchises.read()
    pairs = lru_cache(KNOWN)(franchises.pairs)
    public: dict[tuple[int, int], int] = {}
    everyone: dict[tuple[int, int], int] = {}
    for tags, is_public in _crossovers():
        for pair in pairs(tuple(sorted(tag for tag in tags if tag in franchises.canonical))):
            everyone[pair] = everyone.get(pair, 0) + 1
            if is_public:
                public[pair] = public.get(pair, 0) + 1
    return {pair: (public.get(pair, 0), number) for pair, number in everyone.items()}


def _crossovers() -> Iterator[tuple[list[int], bool]]:
    """The fandom tags of each listed crossover, and whether visitors find it; read some thousand at a time."""
    last = 0
    stories = Story.objects.filter(shelved(), crossover=True).order_by("pk").values_list("pk", "openness")
    while rows := dict(stories.filter(pk__gt=last)[:STORIES]):
        first, last = min(rows), max(rows)
        links = StoryTag.objects.filter(
            story__gte=first, story__lte=last, story__crossover=True, tag__kind=Kind.FANDOM
        ).order_by("story")
        tags = links.values_list("story", "tag").iterator(chunk_size=5_000)
        for story, group in groupby(tags, key=itemgetter(0)):
            if story in rows:
                yield [tag for _, tag in group], rows[story] == Openness.PUBLIC


@transaction.atomic
def _write(found: dict[tuple[int, int], tuple[int, int]]) -> None:
    """Make the table say what was found, writing only what differs."""
    gone: list[int] = []
    rows = FandomPair.objects.values_list("pk", "a", "b", "public_count", "member_count")
    for pk, a, b, public, members in rows.iterator(chunk_size=5_000):
        if (a, b) not in found:
            gone.append(pk)
        elif found[a, b] == (public, members):
            del found[a, b]
    for place in range(0, len(gone), ROWS // 2):
        FandomPair.objects.filter(pk__in=gone[place : place + ROWS // 2]).delete()
    FandomPair.objects.bulk_create(
        (
            FandomPair(a_id=a, b_id=b, public_count=public, member_count=members)
            for (a, b), (public, members) in found.items()
        ),
        batch_size=ROWS // 8,
        update_conflicts=True,
        unique_fields=["a", "b"],
        update_fields=["public_count", "member_count"],
    )
