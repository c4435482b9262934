"""What follows in the background when stories or fandoms change. Each job is safe to run twice."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from fanthology.catalogue.happenings import TagMoved
from fanthology.catalogue.models import Category, Kind, Tag
from fanthology.catalogue.queries import above, family
from fanthology.people.models import PenName
from fanthology.stories.actions import recount_story
from fanthology.stories.happenings import StoryChanged
from fanthology.stories.models import Openness, Story
from fanthology.stories.queries import shelved, stories_by, stories_in_category, stories_tagged


def recount_shelves(happening: StoryChanged) -> None:
    """Count anew what stands under the categories, tags and pen names that a story touches."""
    recount_categories(happening.category_ids)
    recount_tags(happening.tag_ids)
    _recount(PenName.objects.filter(pk__in=happening.pen_name_ids), stories_by)


def recount_categories(ids: Iterable[int]) -> None:
    """Count the stories under these categories and under all above them."""
    lineages = Category.objects.filter(pk__in=ids).values_list("lineage", flat=True)
    touched = {int(part) for lineage in lineages for part in lineage.strip("/").split("/") if part}
    _recount(Category.objects.filter(pk__in=touched), stories_in_category)


def recount_tags(ids: Iterable[int]) -> None:
    """Count the stories under these tags, under their canonical tags and under all above those."""
    rows = Tag.objects.filter(pk__in=ids).values_list("pk", "canonical_id")
    _recount(Tag.objects.filter(pk__in=above({canonical or tag for tag, canonical in rows})), stories_tagged)


def _recount(rows: "QuerySet[Any]", under: "Callable[[QuerySet[Story], Any], QuerySet[Story]]") -> None:
    shelf = Story.objects.filter(shelved())
    for row in rows:
        counts = under(shelf, row).aggregate(
            public=Count("pk", filter=Q(openness=Openness.PUBLIC)), members=Count("pk")
        )
        _keep(row, counts["public"], counts["members"])


def _keep(row: Model, public: int, members: int) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(public_count=public, member_count=members)


def recount_moved_tags(happening: TagMoved) -> None:
    """Count anew what stands under these tags; where they are fandoms, ask which stories are crossovers now."""
    recount_tags(happening.tag_ids)
    moved: set[int] = set()
    for fandom in Tag.objects.filter(pk__in=happening.tag_ids, kind=Kind.FANDOM):
        moved |= family(fandom)
    for story in Story.objects.filter(tags__in=moved).distinct().iterator(chunk_size=500):
        recount_story(story)
