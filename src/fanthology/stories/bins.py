"""The wranglers' bins: tags that nobody has found in order yet, per kind and per fandom, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from fanthology.catalogue.models import Kind, Tag
from fanthology.catalogue.queries import family, unwrangled
from fanthology.stories.models import StoryTag

SORTS = {"oldest": ("created", "pk"), "used": ("-member_count", "created", "pk")}
LOOKED_AT = 300
"""Unwrangled tags whose fandoms the first page looks at: the oldest."""
RARE = 200
"""Stories of a tag up to which it counts as a fandom's; what is used more is nobody's."""
FANDOMS = 20


@dataclass(frozen=True, slots=True)
class Bin:
    """The unwrangled tags of a kind: how many, and since when the oldest waits."""

    kind: Kind
    number: int
    oldest: object


def bins() -> list[Bin]:
    """A bin for every kind."""
    rows = (
        Tag.objects.filter(canonical__isnull=True, wrangled__isnull=True)
        .order_by()
        .values("kind")
        .annotate(number=Count("pk"), oldest=Min("created"))
    )
    found = {row["kind"]: row for row in rows}
    return [
        Bin(kind, found[kind]["number"], found[kind]["oldest"]) if kind in found else Bin(kind, 0, None)
        for kind in Kind
    ]


def bins_by_fandom(kind: Kind) -> list[Any]:
    """The fandoms that the oldest unwrangled tags of a kind are used in: name and number of tags; most first."""
    rare = unwrangled(kind).filter(member_count__lte=RARE).order_by(*SORTS["oldest"])
    ids = list(rare.values_list("pk", flat=True)[:LOOKED_AT])
    return list(
        StoryTag.objects.filter(tag__kind=Kind.FANDOM, story__tag_links__tag__in=ids)
        .order_by()
        .values(
            name=Coalesce("tag__canonical__name", "tag__name"),
        )
        .annotate(number=Count("story__tag_links__tag", distinct=True))
        .order_by("-number", "name")[:FANDOMS]
    )


def used_in(tags: QuerySet[Tag], fandom: Tag) -> QuerySet[Tag]:
    """Those of `tags` that stand on a story of this fandom."""
    links = StoryTag.objects.filter(tag=OuterRef("pk"), story__tag_links__tag__in=family(fandom))
    return tags.filter(Exists(links))


def uses(tag_ids: Iterable[int]) -> dict[int, int]:
    """On how many stories, of any state, each of these tags stands as written."""
    rows = (
        StoryTag.objects.filter(tag__in=list(tag_ids)).order_by().values("tag").annotate(number=Count("pk"))
    )
    return {row["tag"]: row["number"] for row in rows}
