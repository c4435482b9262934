"""What a step of wrangling would do, told before it is done: the step is taken, looked at, and taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from fanthology.catalogue.models import Tag, TagStep
from fanthology.people.queries import Viewer
from fanthology.stories.models import Openness, Story
from fanthology.stories.queries import (
    crossings,
    shelved,
    sorted_by,
    stories_tagged,
    touched_stories,
    visible_stories,
)

BOUND = 2_000
"""Stories up to which crossovers are told exactly."""
EXAMPLES = 5
TARGETS = 4


@dataclass(frozen=True, slots=True)
class Reach:
    """How many stories readers find under a tag, now and afterwards; for members, and for everyone."""

    tag: Tag
    members_now: int
    public_now: int
    members: int
    public: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a step does: stories that move (members and everyone), crossovers that begin and end, what is found then.

    `exact` is false where more stories move than were asked whether they are crossovers: then the two are the least.
    """

    members: int
    public: int
    begin: int
    end: int
    exact: bool
    examples: tuple[Story, ...]
    reaches: tuple[Reach, ...]


def rehearse(deeds: Callable[[], Sequence[TagStep]], viewer: Viewer) -> Effect:
    """Do the deeds, look what they do, and take them back. What a deed refuses is refused here as well."""
    with transaction.atomic():
        effect = _look(deeds(), viewer)
        transaction.set_rollback(True)
    return effect


def _look(steps: Sequence[TagStep], viewer: Viewer) -> Effect:
    moved = {pk for step in steps for pk in step.tag_ids}
    touched = touched_stories(moved)
    members, public = _count(touched)
    kept: dict[int, bool] = dict(touched.order_by("pk").values_list("pk", "crossover")[: BOUND + 1])
    asked = list(kept)[:BOUND]
    then = crossings(asked)
    changed = [story for story in asked if kept[story] != then[story][1]]
    seen = visible_stories(viewer).filter(pk__in=touched.values("pk"))
    return Effect(
        members=members,
        public=public,
        begin=sum(not kept[story] for story in changed),
        end=sum(kept[story] for story in changed),
        exact=len(kept) <= BOUND,
        examples=tuple(sorted_by(seen, "updated").only("title", "language", "updated")[:EXAMPLES]),
        reaches=tuple(_reach(tag) for tag in _targets(steps)) if moved else (),
    )


def _targets(steps: Sequence[TagStep]) -> list[Tag]:
    """The canonical tags that the steps are about, each once."""
    ids = [pk for step in steps for pk in (step.other_id, step.tag_id) if pk is not None]
    tags = Tag.objects.select_related("canonical").in_bulk(ids)
    return list(dict.fromkeys(tags[pk].canonical or tags[pk] for pk in ids if pk in tags))[:TARGETS]


def _reach(tag: Tag) -> Reach:
    members, public = _count(stories_tagged(Story.objects.all(), tag))
    return Reach(tag, tag.member_count, tag.public_count, members, public)


def _count(stories: QuerySet[Story]) -> tuple[int, int]:
    counts = stories.filter(shelved()).aggregate(
        members=Count("pk"), public=Count("pk", filter=Q(openness=Openness.PUBLIC))
    )
    return counts["members"], counts["public"]
