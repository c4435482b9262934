"""Questions about tags, categories and ratings."""

from collections.abc import Iterable, Mapping

from django.db.models import F, Q, QuerySet

from fanthology.catalogue.models import Category, Kind, Rating, RatingScheme, Tag, TagParent
from fanthology.text.names import fold

SEPARATOR = " > "
MAX_GENERATIONS = 12
"""How far up or down a hierarchy is followed: far beyond any real one, and a stop for a ring made by hand."""


def canonical_tags(kind: Kind) -> QuerySet[Tag]:
    """The canonical tags of a kind."""
    return Tag.objects.filter(kind=kind, canonical__isnull=True)


def tag_called(kind: Kind, name: str) -> Tag | None:
    """The tag of this kind with this name, whatever its case, accents and spaces; it may be a synonym."""
    return Tag.objects.select_related("canonical").filter(kind=kind, key=fold(name)).first()


def family(tag: Tag) -> set[int]:
    """The ids under which stories about `tag` may stand: itself, its synonyms, all below it and their synonyms."""
    found = below({tag.canonical_id or tag.pk})
    return found | set(Tag.objects.filter(canonical__in=found).values_list("pk", flat=True))


def below(ids: Iterable[int]) -> set[int]:
    """`ids` and the ids of all tags below them."""
    return _walk(ids, "parent_id", "child_id")


def above(ids: Iterable[int]) -> set[int]:
    """`ids` and the ids of all tags above them."""
    return _walk(ids, "child_id", "parent_id")


def _walk(ids: Iterable[int], start: str, end: str) -> set[int]:
    found = set(ids)
    edge = set(found)
    for _ in range(MAX_GENERATIONS):
        edge = set(TagParent.objects.filter(**{f"{start}__in": edge}).values_list(end, flat=True)) - found
        if not edge:
            break
        found |= edge
    return found


def kin(tag: Tag) -> set[int]:
    """The ids of a tag and all its relatives, up, down and sideways, with their synonyms: what it cannot be crossed with."""
    found = below(above({tag.pk}))
    return found | set(Tag.objects.filter(canonical__in=found).values_list("pk", flat=True))


def unrelated(fandom_ids: Iterable[int]) -> int:
    """How many unrelated fandoms there are among these canonical ones: two of one franchise are related.

    Two or more make a crossover.
    """
    groups: list[set[int]] = []
    for fandom in fandom_ids:
        kin = above({fandom})
        touching = [group for group in groups if group & kin]
        groups = [group for group in groups if not group & kin]
        groups.append(kin.union(*touching))
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
