"""What follows in the background when stories or fandoms change. Each job is safe to run twice."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from fanthology.catalogue.happenings import TagMoved
from fanthology.catalogue.models import Category, Tag, TagStep
from fanthology.catalogue.queries import above
from fanthology.core.happenings import tell
from fanthology.people.models import PenName
from fanthology.stories.actions import recount_crossings
from fanthology.stories.happenings import StoriesTouched, StoryChanged
from fanthology.stories.models import Openness, Story
from fanthology.stories.queries import (
    shelved,
    stories_by,
    stories_in_category,
    stories_tagged,
    touched_stories,
)

AT_ONCE = 500
"""Stories that are brought up to date in one go when tags have moved."""


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
    """Bring the stories of moved tags up to date, and count anew what stands under the tags.

    A wrangler's step with many stories is left to the background (`carry_on_tag_steps`), but for the first of them.
    """
    if happening.step_id is not None:
        with transaction.atomic():
            step = TagStep.objects.select_for_update().filter(pk=happening.step_id, finished=None).first()
            if step is not None and step.cursor == 0:
                _carry_on(step, AT_ONCE)
        return
    cursor: int | None = 0
    while cursor is not None:
        _, cursor = _bring_up_to_date(happening.tag_ids, cursor, AT_ONCE)
    recount_tags(happening.tag_ids)


@transaction.atomic
def carry_on_tag_steps(limit: int = AT_ONCE) -> bool:
    """Bring the next stories of the oldest unfinished step up to date; say whether there is more to do.

    What was done and how far it came are kept in one transaction: whoever is stopped begins where the last one ended.
    """
    unfinished = TagStep.objects.filter(finished=None).order_by("pk")
    step = unfinished.select_for_update().first()
    if step is None:
        return False
    _carry_on(step, limit)
    return unfinished.exists()


def _carry_on(step: TagStep, limit: int) -> None:
    if step.cursor == 0:
        step.total = touched_stories(step.tag_ids).count()
    number, cursor = _bring_up_to_date(step.tag_ids, step.cursor, limit)
    step.done += number
    if cursor is None:
        recount_tags(_counted_anew(step))
        step.total, step.finished = step.done, timezone.now()
    else:
        step.cursor = cursor
    step.save(update_fields=["cursor", "done", "total", "finished"])


@transaction.atomic
def _bring_up_to_date(tag_ids: Iterable[int], after: int, limit: int) -> tuple[int, int | None]:
    """Bring up to `limit` stories under these tags up to date; give their number and the last, or nothing at the end."""
    rows = touched_stories(tag_ids).filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    ids = list(rows[: limit + 1])
    batch = ids[:limit]
    if batch:
        recount_crossings(story_ids=batch)
        tell(StoriesTouched(tuple(batch)))
    return len(batch), batch[-1] if len(ids) > limit else None


def _counted_anew(step: TagStep) -> set[int]:
    """The tags under which another number of stories may stand now: those that moved, what they left and came to.

    What only followed its tag has as many stories as before.
    """
    found = {pk for pk in (step.tag_id, step.other_id) if pk is not None}
    for facts in (step.before, step.after):
        found |= {columns.get("canonical_id") for columns in facts["tags"].values() if columns} - {None}
        found |= {parent for _, parent in facts["links"]}
    return found
