"""What a made-up archive's stories are about and who writes them: tags, categories, pen names, as rows and as odds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from fanthology.catalogue.models import Category, Kind, Tag, TagParent
from fanthology.people.models import PenName
from fanthology.populate import phrases
from fanthology.populate.known import worlds
from fanthology.populate.phrases import Phrases, once_each
from fanthology.populate.tables import Table
from fanthology.text.names import fold, slug

MADE = "2005-01-01 00:00:00"
"""When the archive was made (UTC): every tag and pen name is as old."""


@dataclass(slots=True)
class Fandom:
    """A fandom that stories are picked for. `family` is the id at the top of its franchise, or its own."""

    id: int
    name: str
    family: int
    characters: list[int] = field(default_factory=list)
    relationships: list[int] = field(default_factory=list)
    partners: list[int] = field(default_factory=list)
    """Places in `World.fandoms` that it is crossed with more often than others."""
    kin: list[int] = field(default_factory=list)
    """Places of the other fandoms of its franchise."""
    shelves: list[int] = field(default_factory=list)


class Odds:
    """Things of which the first is picked most, by Zipf's law with this exponent."""

    def __init__(self, things: Sequence[int], exponent: float) -> None:
        self.things = things
        self._sums = list(accumulate((place + 1) ** -exponent for place in range(len(things))))

    def pick(self, chance: Random, number: int) -> list[int]:
        """So many picks."""
        return chance.choices(self.things, cum_weights=self._sums, k=number)


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything there is for so many stories; all but the authors grow slower than they do."""

    fandoms: int
    freeforms: int
    cast: int
    shelves: int
    authors: int


def size_for(stories: int) -> Size:
    """At 1,000,000 stories: 15,000 fandoms and about 200,000 tags."""
    share = stories / 1_000_000
    return Size(
        fandoms=max(12, round(15_000 * share**0.6)),
        freeforms=max(60, round(55_000 * share**0.6)),
        cast=max(8, round(120 * share**0.25)),
        shelves=max(6, round(600 * share**0.5)),
        authors=max(5, round(0.12 * stories)),
    )


class World:
    """Makes the tags, categories and pen names, writes them, and remembers what stories need to pick from them."""

    def __init__(self, stories: int, chance: Random) -> None:
        self.size = size_for(stories)
        self.chance = chance
        self.phrases = Phrases(chance)
        self.fandoms: list[Fandom] = []
        self.above: dict[int, tuple[int, ...]] = {}
        """For each tag, under which tags a story that carries it stands."""
        self.synonyms: dict[int, list[int]] = {}
        self.shelf_above: dict[int, tuple[int, ...]] = {}
        self._tags: list[tuple[object, ...]] = []
        self._links: list[tuple[int, int]] = []
        self._shelves: list[tuple[object, ...]] = []
        self._read_present()
        self._make_fandoms()
        self._make_casts()
        self._make_common()
        self._make_shelves()
        self._pen_rows = self._make_pens()

    def _read_present(self) -> None:
        self._tag_table = Table(
            Tag, "id", "kind", "name", "key", "slug", "canonical_id", "created", "wrangled"
        )
        self._next_tag = self._tag_table.next_id()
        self._keys: dict[str, set[str]] = {kind.value: set() for kind in Kind}
        self._slugs: dict[str, set[str]] = {kind.value: set() for kind in Kind}
        self._present: dict[str, list[int]] = {kind.value: [] for kind in Kind}
        for id_, kind, key, short in Tag.objects.order_by("pk").values_list("pk", "kind", "key", "slug"):
            self._keys[kind].add(key)
            self._slugs[kind].add(short)
            self._present[kind].append(id_)
            self.above[id_] = (id_,)

    def _tag(self, kind: Kind, name: str, canonical: int | None = None) -> int:
        id_ = self._next_tag
        self._next_tag += 1
        name = once_each(self._keys[kind], name)
        short = _free(self._slugs[kind], slug(name, kind.value))
        wrangled = MADE if self.chance.random() < 0.7 else None
        self._tags.append((id_, kind.value, name, fold(name), short, canonical, MADE, wrangled))
        self.above[id_] = (id_,) if canonical is None else self.above[canonical]
        if canonical is not None:
            self.synonyms.setdefault(canonical, []).append(id_)
        return id_

    def _put_under(self, child: int, parent: int) -> None:
        self._links.append((child, parent))
        self.above[child] = (child, *self.above[parent])

    def _make_fandoms(self) -> None:
        wholes: dict[str, int] = {}
        heads: dict[int, list[int]] = {}
        for name, whole, others, _ in worlds()[: self.size.fandoms]:
            if whole and whole not in wholes:
                wholes[whole] = self._tag(Kind.FANDOM, whole)
            self._fandom(name, wholes.get(whole), others, heads)
        while len(self.fandoms) < self.size.fandoms:
            turn = self.chance.random()
            if turn < 0.1 and len(self.fandoms) > 45:
                older = self.fandoms[int(self.chance.random() ** 2 * len(self.fandoms))]
                if older.family == older.id:
                    continue
                name = f"{older.name}: {phrases.capital(self.phrases.shaped('The {A} {N}'))}"
                self._fandom(name, older.family, [], heads)
            else:
                name = self.phrases.shaped(self.phrases.one(phrases.FANDOM_SHAPES))
                whole_id = self._tag(Kind.FANDOM, f"{name} (All Media)") if turn > 0.95 else None
                others = [_initials(name)] if turn > 0.85 and " " in name else []
                self._fandom(name, whole_id, others, heads)
        for places in heads.values():
            for place in places:
                self.fandoms[place].kin = [other for other in places if other != place]
        self._make_partners()

    def _fandom(self, name: str, whole: int | None, others: list[str], heads: dict[int, list[int]]) -> None:
        id_ = self._tag(Kind.FANDOM, name)
        if whole is not None:
            self._put_under(id_, whole)
            heads.setdefault(whole, []).append(len(self.fandoms))
        for other in others:
            self._tag(Kind.FANDOM, other, canonical=id_)
        self.fandoms.append(Fandom(id_, name, whole or id_))

    def _make_partners(self) -> None:
        number = len(self.fandoms)
        for place, fandom in enumerate(self.fandoms):
            drawn = [int(self.chance.random() ** 3 * number) for _ in range(6)]
            fandom.partners = [
                other for other in drawn if other != place and self.fandoms[other].family != fandom.family
            ]

    def _make_casts(self) -> None:
        known = [people for _, _, _, people in worlds()]
        for place, fandom in enumerate(self.fandoms):
            names = list(known[place]) if place < len(known) else []
            wanted = 4 + int(self.size.cast / (place + 1) ** 0.5)
            while len(names) < wanted:
                names.append(f"{self.phrases.one(phrases.FIRST)} {self.phrases.surname()}")
            for name in names:
                id_ = self._tag(Kind.CHARACTER, name)
                self._put_under(id_, fandom.id)
                fandom.characters.append(id_)
                if self.chance.random() < 0.03:
                    self._tag(Kind.CHARACTER, f"{name.split()[-1]}, {name.split()[0]}", canonical=id_)
            self._make_pairings(fandom, names)

    def _make_pairings(self, fandom: Fandom, names: list[str]) -> None:
        seen: set[tuple[int, int]] = set()
        for _ in range(int(len(names) * 0.9)):
            one, other = (int(self.chance.random() ** 2 * len(names)) for _ in range(2))
            one, other = min(one, other), max(one, other)
            if one == other or (one, other) in seen:
                continue
            seen.add((one, other))
            sign = "/" if self.chance.random() < 0.75 else " & "
            id_ = self._tag(Kind.RELATIONSHIP, f"{names[one]}{sign}{names[other]}")
            self._put_under(id_, fandom.id)
            fandom.relationships.append(id_)

    def _make_common(self) -> None:
        self.genres = Odds(self._at_least(Kind.GENRE, ["Adventure", "Drama", "Romance"]), 0.8)
        self.warnings = Odds(self._at_least(Kind.WARNING, ["Character death", "Graphic violence"]), 0.9)
        names = list(phrases.FREEFORMS)
        while len(names) < self.size.freeforms:
            names.append(self.phrases.shaped(self.phrases.one(phrases.FREEFORM_SHAPES)))
        found = []
        for name in names[: self.size.freeforms]:
            id_ = self._tag(Kind.FREEFORM, name)
            found.append(id_)
            if self.chance.random() < 0.02:
                self._tag(Kind.FREEFORM, name.replace(" ", "").replace("/", ""), canonical=id_)
        self.freeforms = Odds(found, 0.95)

    def _at_least(self, kind: Kind, names: list[str]) -> list[int]:
        present = self._present[kind]
        return present if len(present) >= 2 else [self._tag(kind, name) for name in names]

    def _make_shelves(self) -> None:
        """Categories: fandom > focus > theme, for the fandoms that have most stories."""
        self._shelf_table = Table(Category, "id", "parent_id", "name", "key", "slug", "path", "lineage")
        self._next_shelf = self._shelf_table.next_id()
        roots = set(Category.objects.filter(parent=None).values_list("key", flat=True))
        for fandom in self.fandoms[: self.size.shelves]:
            name = once_each(roots, fandom.name)
            root = self._shelf(None, name)
            fandom.shelves.append(root[0])
            people = [row[2] for row in self._people_of(fandom)[:3]]
            for focus in [*(f"{person}-Centered" for person in people), "General", "Crossovers"]:
                middle = self._shelf(root, str(focus))
                fandom.shelves.append(middle[0])
                for theme in ("Adventure", "Romance", "Drama")[: int(self.chance.random() * 4)]:
                    fandom.shelves.append(self._shelf(middle, theme)[0])

    def _people_of(self, fandom: Fandom) -> list[tuple[object, ...]]:
        first = self._tags[0][0]
        assert isinstance(first, int)  # noqa: S101 (for the type checker)
        return [self._tags[id_ - first] for id_ in fandom.characters[:3]]

    def _shelf(self, parent: tuple[int, str, str] | None, name: str) -> tuple[int, str, str]:
        id_ = self._next_shelf
        self._next_shelf += 1
        path = f"{parent[1]} > {name}" if parent else name
        lineage = f"{parent[2] if parent else '/'}{id_}/"
        above = parent[0] if parent else None
        self._shelves.append((id_, above, name, fold(name), slug(name, "category"), path, lineage))
        self.shelf_above[id_] = (id_,) if above is None else (id_, *self.shelf_above[above])
        return id_, path, lineage

    def _make_pens(self) -> list[tuple[object, ...]]:
        self._pen_table = Table(PenName, "id", "name", "key", "slug", "created")
        first = self._pen_table.next_id()
        present = PenName.objects.values_list("key", "slug")
        keys, slugs = {key for key, _ in present}, {short for _, short in present}
        rows: list[tuple[object, ...]] = []
        for id_ in range(first, first + self.size.authors):
            name = once_each(keys, self.phrases.shaped(self.phrases.one(phrases.PENS)))
            rows.append((id_, name, fold(name), _free(slugs, slug(name, "author")), MADE))
        self.authors = Odds(range(first, first + self.size.authors), 0.75)
        return rows

    def write(self) -> Iterator[str]:
        """Put it all into the database; yields the name of each step before it is done."""
        yield "tags"
        self._tag_table.add(sorted(self._tags, key=lambda row: row[5] is not None))
        Table(TagParent, "id", "child_id", "parent_id").add(
            (number, *link) for number, link in enumerate(self._links, Table(TagParent, "id").next_id())
        )
        yield "categories"
        self._shelf_table.add(self._shelves)
        yield "pen names"
        self._pen_table.add(self._pen_rows)
        self._tags, self._links, self._shelves, self._pen_rows = [], [], [], []


def _free(taken: set[str], wanted: str) -> str:
    """An address that is free, and is taken then."""
    found, number = wanted, 2
    while found in taken:
        found = f"{wanted}-{number}"
        number += 1
    taken.add(found)
    return found


def _initials(name: str) -> str:
    return (
        "".join(word[0] for word in name.split() if word[0].isalnum()) + f" ({name.rsplit(maxsplit=1)[-1]})"
    )
