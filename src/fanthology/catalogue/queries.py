"""Questions about tags, categories and ratings."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from django.db.models import F, Q, QuerySet

from fanthology.catalogue.models import Category, Kind, Rating, RatingScheme, Tag, TagParent, TagStep
from fanthology.text.names import fold

SEPARATOR = " > "
LOOKED_THROUGH = 500
"""Names among which one that was mistyped is looked for."""
MAX_GENERATIONS = 12
"""How far up or down a hierarchy is followed: far beyond any real one, and a stop for a ring made by hand."""


def canonical_tags(kind: Kind) -> QuerySet[Tag]:
    """The canonical tags of a kind."""
    return Tag.objects.filter(kind=kind, canonical__isnull=True)


def tag_called(kind: Kind, name: str) -> Tag | None:
    """The tag of this kind with this name, whatever its case, accents and spaces; it may be a synonym."""
    return Tag.objects.select_related("canonical").filter(kind=kind, key=fold(name)).first()


def names_like(kind: Kind, name: str, limit: int = 5) -> list[str]:
    """Names of tags of this kind that somebody who typed `name` may have meant, the nearest first."""
    key = fold(name)
    if not key:
        return []
    rows = Tag.objects.filter(kind=kind).order_by("-member_count", "key")
    near = rows.filter(Q(key__startswith=key[:2]) | Q(key__contains=key.split()[0]))
    names: dict[str, str] = dict(near.values_list("key", "name")[:LOOKED_THROUGH])
    begun = [names[other] for other in names if other.startswith(key) or f" {key}" in other]
    alike = [names[other] for other in get_close_matches(key, names, n=limit)]
    return list(dict.fromkeys([*alike, *begun]))[:limit]


def family(tag: Tag) -> set[int]:
    """The ids under which stories about `tag` may stand: itself, its synonyms, all below it and their synonyms.

    Only what is of its own kind: a story about a character is not found under every fandom that the character is of.
    """
    return carrying({tag.canonical_id or tag.pk})


def carrying(ids: Iterable[int]) -> set[int]:
    """`ids`, the ids of all of their kind below them, and the synonyms of them all."""
    found = below(ids)
    return found | set(Tag.objects.filter(canonical__in=found).values_list("pk", flat=True))


def below(ids: Iterable[int]) -> set[int]:
    """`ids` and the ids of all tags of the same kind below them."""
    return set().union(*_levels(ids, "parent_id", "child_id"))


def above(ids: Iterable[int]) -> set[int]:
    """`ids` and the ids of all tags of the same kind above them."""
    return set().union(*_levels(ids, "child_id", "parent_id"))


def generations(tag_id: int) -> int:
    """How many levels the hierarchy has that goes through this tag, its own among them."""
    return (
        len(_levels({tag_id}, "child_id", "parent_id")) + len(_levels({tag_id}, "parent_id", "child_id")) - 1
    )


def _levels(ids: Iterable[int], start: str, end: str) -> list[set[int]]:
    """`ids`, then what is a step further along links within one kind, and so on; each id once."""
    levels = [set(ids)]
    found = set(levels[0])
    links = TagParent.objects.filter(child__kind=F("parent__kind"))
    for _ in range(MAX_GENERATIONS):
        edge = set(links.filter(**{f"{start}__in": levels[-1]}).values_list(end, flat=True)) - found
        if not edge:
            break
        levels.append(edge)
        found |= edge
    return levels


def kin(tag: Tag) -> set[int]:
    """The ids of a tag and all its relatives, up, down and sideways, with their synonyms: what it cannot be crossed with."""
    return carrying(above({tag.pk}))


def lines_above(ids: Iterable[int]) -> dict[int, set[int]]:
    """For each of these tags itself and all above it, in as many queries as there are levels."""
    lines = {tag: {tag} for tag in ids}
    parents: dict[int, set[int]] = {}
    edge = set(lines)
    links = TagParent.objects.filter(child__kind=F("parent__kind"))
    for _ in range(MAX_GENERATIONS):
        if not edge:
            break
        for child, parent in links.filter(child__in=edge).values_list("child_id", "parent_id"):
            parents.setdefault(child, set()).add(parent)
        edge = set().union(*(parents.get(child, ()) for child in edge)) - parents.keys()
    for line in lines.values():
        edge = set(line)
        while edge:
            edge = set().union(*(parents.get(tag, ()) for tag in edge)) - line
            line.update(edge)
    return lines


def unrelated(fandom_ids: Iterable[int], lines: Mapping[int, set[int]] | None = None) -> int:
    """How many unrelated fandoms there are among these canonical ones: two of one franchise are related.

    Two or more make a crossover. `lines` are their `lines_above`, where the caller has asked for many at once.
    """
    ids = list(fandom_ids)
    known = lines_above(ids) if lines is None else lines
    groups: list[set[int]] = []
    for fandom in ids:
        line = known[fandom]
        touching = [group for group in groups if group & line]
        groups = [group for group in groups if not group & line]
        groups.append(line.union(*touching))
    return len(groups)


def category_at(path: str) -> Category | None:
    """The category with this full name ("Smallville > Buffy-Centered")."""
    node: Category | None = None
    for name in split_path(path):
        node = Category.objects.filter(parent=node, key=fold(name)).first()
        if node is None:
            return None
    return node


def split_path(path: str) -> list[str]:
    """The names in a category's full name, from the root down."""
    return [name for name in (part.strip() for part in path.replace("\u00a0", " ").split(">")) if name]


def categories_under(category: Category) -> Q:
    """A condition on `Category`: this node and all below it."""
    return Q(lineage__startswith=category.lineage)


def ratings_offered() -> QuerySet[Rating]:
    """The levels of the scheme that the archive uses, in order."""
    return Rating.objects.filter(scheme__in_use=True).order_by("position")


def rating_coded(code: str) -> Rating | None:
    """The level with this code, in the archive's own scheme first, then in the others."""
    return (
        Rating.objects.filter(code__iexact=code.strip())
        .select_related("scheme")
        .order_by(F("scheme__in_use").desc(), "scheme")
        .first()
    )


def default_rating() -> Rating:
    """What a new story starts with: the lowest level that is not for everyone, so that nobody is surprised."""
    levels = list(ratings_offered())
    return next((level for level in levels if level.age >= 13), levels[-1])


def schemes() -> QuerySet[RatingScheme]:
    """All rating schemes with their levels."""
    return RatingScheme.objects.prefetch_related("levels")


def by_kind(tags: Iterable[Tag]) -> Mapping[str, list[Tag]]:
    """Tags sorted into their kinds, each kind in the order given."""
    found: dict[str, list[Tag]] = {kind.value: [] for kind in Kind}
    for tag in tags:
        found[tag.kind].append(tag)
    return found


def unwrangled(kind: Kind) -> QuerySet[Tag]:
    """The canonical tags of a kind that no moderator has found in order yet: its bin."""
    return canonical_tags(kind).filter(wrangled__isnull=True)


def tag_steps() -> QuerySet[TagStep]:
    """The wranglers' log, newest first, with what a line of it shows."""
    return (
        TagStep.objects.defer("before", "after", "tag_ids")
        .select_related("tag", "by", "undone_by", "undoes")
        .prefetch_related("by__pen_names")
        .order_by("-made", "-pk")
    )


def steps_with(tag_ids: Iterable[int]) -> QuerySet[TagStep]:
    """The lines of the log about these tags."""
    ids = list(tag_ids)
    return tag_steps().filter(Q(tag__in=ids) | Q(other__in=ids))


def last_step(tag_ids: Iterable[int]) -> int:
    """The newest line of the log about these tags, 0 for none: it tells whether somebody was here meanwhile."""
    return steps_with(tag_ids).order_by("-pk").values_list("pk", flat=True).first() or 0
