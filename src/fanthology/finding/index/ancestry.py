"""Under which tags and categories a story is found: its own, their canonical ones, and all above those.

Loaded as a whole for an index made anew, or by need for a few stories, in a fixed number of questions at most.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from fanthology.catalogue.models import Tag, TagParent
from fanthology.catalogue.queries import MAX_GENERATIONS, unrelated
from fanthology.text.searching import terms


@dataclass(slots=True)
class Ancestry:
    """Tags by id: kind, canonical id, terms of the name; and which tags stand above which within their kind."""

    kind: dict[int, str] = field(default_factory=dict)
    canonical: dict[int, int] = field(default_factory=dict)
    terms: dict[int, str] = field(default_factory=dict)
    parents: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _above: dict[int, frozenset[int]] = field(default_factory=dict)

    def learn(self, ids: Iterable[int] | None = None) -> "Ancestry":
        """Load these tags (all, if none are named), their canonical ones and everything above."""
        rows = Tag.objects.all() if ids is None else Tag.objects.filter(pk__in=set(ids))
        edge = self._take(rows.values_list("pk", "kind", "canonical_id", "name").iterator(chunk_size=5_000))
        links = TagParent.objects.values_list("child_id", "parent_id")
        if ids is None:
            self._link(links.iterator(chunk_size=5_000))
            return self
        edge |= set(self.kind)
        for _ in range(MAX_GENERATIONS):
            found = self._link(links.filter(child__in=edge))
            missing = (found | edge) - set(self.kind)
            if missing:
                self._take(
                    Tag.objects.filter(pk__in=missing).values_list("pk", "kind", "canonical_id", "name")
                )
            edge = found
            if not edge:
                break
        return self

    def _take(self, rows: Iterable[tuple[int, str, int | None, str]]) -> set[int]:
        """Keep rows; give the ids of canonical tags they name."""
        named = set()
        for pk, kind, canonical, name in rows:
            self.kind[pk] = kind
            self.canonical[pk] = canonical or pk
            self.terms[pk] = " ".join(terms(name))
            named.add(canonical or pk)
        return named

    def _link(self, links: Iterable[tuple[int, int]]) -> set[int]:
        """Keep links; give the ids of the parents."""
        found = set()
        for child, parent in links:
            self.parents[child].add(parent)
            found.add(parent)
        return found

    def above(self, tag: int) -> frozenset[int]:
        """A canonical tag and all above it within its kind."""
        if tag not in self._above:
            found = {tag}
            edge = {tag}
            for _ in range(MAX_GENERATIONS):
                edge = {
                    parent
                    for child in edge
                    for parent in self.parents.get(child, ())
                    if self.kind.get(parent) == self.kind.get(tag)
                } - found
                if not edge:
                    break
                found |= edge
            self._above[tag] = frozenset(found)
        return self._above[tag]

    def worlds(self, fandoms: Iterable[int]) -> int:
        """How many unrelated fandoms there are among these canonical ones."""
        lines = {fandom: set(self.above(fandom)) for fandom in fandoms}
        return unrelated(lines, lines)
