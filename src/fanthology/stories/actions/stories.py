"""Deeds with a story as a whole."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from fanthology.catalogue.actions import tag_named
from fanthology.catalogue.models import Category, Kind, Tag
from fanthology.core import limits
from fanthology.core.happenings import tell
from fanthology.people.models import Account, PenName
from fanthology.people.rules import can_write_as
from fanthology.stories import rules
from fanthology.stories.actions.banners import drop_files
from fanthology.stories.actions.checks import Overtaken, checked_language, checked_title, write_prose
from fanthology.stories.actions.counting import recount_story
from fanthology.stories.fields import StoryFields, fields_of, stamp_of
from fanthology.stories.happenings import StoryChanged, StoryDeleted
from fanthology.stories.models import (
    Authorship,
    Banner,
    CanonPoint,
    Openness,
    Story,
    StoryCategory,
    StoryTag,
)
from fanthology.text.names import fold, tidy


@transaction.atomic
def begin_story(*, by: Account, fields: StoryFields) -> Story:
    """Start a story as a draft. Raises ValidationError that names the fields that will not do."""
    if not fields.authors or not all(can_write_as(by, pen_name) for pen_name in fields.authors):
        raise PermissionDenied
    return _write(Story(), fields)


@transaction.atomic
def edit_story(*, by: Account, story: Story, fields: StoryFields, seen: str | None = None) -> Story:
    """Change what is said about a story.

    `seen` is `queries.stamp_of` what the writer began to change: where somebody has saved the story since, Overtaken is
    raised, and nothing is overwritten. Names of other people on the story stay: nobody can be written out by a co-author, and only names that `by` may write
    under can be added.
    """
    if not rules.can_edit(by, story):
        raise PermissionDenied
    Story.objects.select_for_update().get(pk=story.pk)
    if seen is not None and stamp_of(fields_of(story)) != seen:
        raise Overtaken
    present = set(story.authors.all())
    added = [pen_name for pen_name in fields.authors if pen_name not in present]
    removed = [pen_name for pen_name in present if pen_name not in fields.authors]
    if not fields.authors or not all(can_write_as(by, pen_name) for pen_name in (*added, *removed)):
        raise PermissionDenied
    before = shelves_of(story)
    return _write(story, fields, before=before)


def _write(story: Story, fields: StoryFields, *, before: StoryChanged | None = None) -> Story:
    story.title = checked_title(fields.title)
    story.title_key = fold(story.title)[: limits.TITLE * 2]
    story.language = checked_language(fields.language) or "en"
    story.rating = fields.rating
    story.author_rating = tidy(fields.author_rating)
    story.complete = fields.complete
    story.planned_chapters = fields.planned_chapters
    write_prose(story, fields.prose, fields.markup)
    if len(story.author_rating) > limits.AUTHOR_RATING:
        raise ValidationError(
            {"author_rating": f"The author's own rating can have up to {limits.AUTHOR_RATING} characters."}
        )
    if fields.planned_chapters is not None and not 1 <= fields.planned_chapters <= limits.CHAPTERS_PER_STORY:
        raise ValidationError(
            {"planned_chapters": f"A story can have from 1 to {limits.CHAPTERS_PER_STORY:,} chapters."}
        )
    story.save()
    _set_authors(story, fields.authors)
    _set_categories(story, fields.categories)
    _set_tags(story, fields.tags.items())
    _set_timeline(story, fields.timeline)
    recount_story(story)
    tell_changed(story, before=before)
    return story


def _set_authors(story: Story, pen_names: Iterable[PenName]) -> None:
    story.authorships.all().delete()
    Authorship.objects.bulk_create(
        Authorship(story=story, pen_name=pen_name, position=position)
        for position, pen_name in enumerate(dict.fromkeys(pen_names), start=1)
    )
    shown = story.authorships.filter(pen_name__account__hidden_at__isnull=True).exists()
    if story.authors_hidden == shown:
        story.authors_hidden = not shown
        story.save(update_fields=["authors_hidden"])


def _set_categories(story: Story, categories: Iterable[Category]) -> None:
    wanted = list(dict.fromkeys(categories))
    if len(wanted) > limits.CATEGORIES_PER_STORY:
        raise ValidationError(
            {"categories": f"A story can stand in up to {limits.CATEGORIES_PER_STORY} categories."}
        )
    story.category_links.all().delete()
    StoryCategory.objects.bulk_create(
        StoryCategory(story=story, category=category, position=position)
        for position, category in enumerate(wanted, start=1)
    )


def _set_tags(story: Story, tags: Iterable[tuple[Kind, tuple[str, ...]]]) -> None:
    """Put the tags on the story, in the author's order: first all of one kind, then all of the next."""
    given = [(kind, _each_once(names)) for kind, names in tags]
    number = sum(len(names) for _, names in given)
    if number > limits.TAGS_PER_STORY:  # asked before any tag is made
        raise ValidationError(f"A story can have up to {limits.TAGS_PER_STORY} tags; this has {number}.")
    wanted: dict[int, Tag] = {}
    for kind, names in given:
        for name in names:
            try:
                tag = tag_named(kind=kind, name=name)
            except ValidationError as problem:
                raise ValidationError({f"{kind.value}s": problem.messages}) from problem
            wanted.setdefault(tag.pk, tag)
    story.tag_links.all().delete()
    StoryTag.objects.bulk_create(
        StoryTag(story=story, tag=tag, position=position)
        for position, tag in enumerate(wanted.values(), start=1)
    )


def _each_once(names: Iterable[str]) -> list[str]:
    """`names` in order, each in its first spelling."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    return list(found.values())


def _set_timeline(story: Story, points: Iterable[tuple[str, str]]) -> None:
    story.timeline.all().delete()
    said = [(fandom, tidy(point)) for fandom, point in points if tidy(point)]
    try:
        for fandom, point in said[: limits.TAGS_PER_STORY + 1]:
            _add_point(story, fandom, point)
    except ValidationError as problem:
        raise ValidationError({"timeline": problem.messages}) from problem


def _add_point(story: Story, fandom: str, point: str) -> None:
    if len(point) > limits.CANON_POINT:
        raise ValidationError(
            f"This point has {len(point):,} characters; up to {limits.CANON_POINT} fit: “{point[:60]}…”"
        )
    tag = tag_named(kind=Kind.FANDOM, name=fandom) if fandom.strip() else None
    if story.timeline.filter(fandom=tag).exists():
        raise ValidationError(
            f"There is more than one point for {f'“{tag}”' if tag else 'the story as a whole'}."
        )
    CanonPoint.objects.create(story=story, fandom=tag, point=point)


@transaction.atomic
def open_story(
    *,
    by: Account,
    story: Story,
    openness: Openness,
    published: datetime | None = None,
    updated: datetime | None = None,
) -> Story:
    """Publish a story to members or to everyone, or take it back to draft.

    Needs a published chapter. The first publishing sets the date, unless `published` and `updated` say when the story
    first appeared elsewhere.
    """
    if not rules.can_edit(by, story):
        raise PermissionDenied
    if openness != Openness.DRAFT and not story.chapter_count:
        raise ValidationError("A story needs at least one published chapter before it can be read.")
    first = openness != Openness.DRAFT and story.published is None
    if first or published:
        story.published = published or timezone.now()
        story.updated = updated or story.published
    story.openness = openness
    story.save(update_fields=["openness", "published", "updated"])
    tell_changed(story)
    return story


@transaction.atomic
def delete_story(*, by: Account, story: Story) -> None:
    """Delete a story with its chapters, for good."""
    if not rules.can_edit(by, story):
        raise PermissionDenied
    before = shelves_of(story)
    banner = Banner.objects.filter(story=story).first()
    story.delete()
    if banner is not None:
        drop_files(banner.name)
    tell(
        StoryDeleted(
            story_id=before.story_id,
            category_ids=before.category_ids,
            tag_ids=before.tag_ids,
            pen_name_ids=before.pen_name_ids,
        )
    )


def shelves_of(story: Story) -> StoryChanged:
    """Under what the story stands now."""
    return StoryChanged(
        story_id=story.pk,
        category_ids=frozenset(story.category_links.values_list("category_id", flat=True)),
        tag_ids=frozenset(story.tag_links.values_list("tag_id", flat=True)),
        pen_name_ids=frozenset(story.authorships.values_list("pen_name_id", flat=True)),
    )


def tell_changed(story: Story, *, before: StoryChanged | None = None) -> None:
    """Tell that a story changed, naming all it stood under before and stands under now."""
    now = shelves_of(story)
    was = before or now
    tell(
        StoryChanged(
            story_id=story.pk,
            category_ids=now.category_ids | was.category_ids,
            tag_ids=now.tag_ids | was.tag_ids,
            pen_name_ids=now.pen_name_ids | was.pen_name_ids,
        )
    )
