"""Deeds with chapters."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from fanthology.core import limits
from fanthology.people.models import Account
from fanthology.stories import rules
from fanthology.stories.actions.checks import Overtaken, checked_language, checked_title, write_prose
from fanthology.stories.actions.counting import recount_story
from fanthology.stories.actions.stories import tell_changed
from fanthology.stories.fields import ChapterFields
from fanthology.stories.models import Chapter, Story
from fanthology.text.words import count_words_html

ASIDE = 1_000_000
"""Added to a position for the moment between two: positions are unique at every step."""


@transaction.atomic
def add_chapter(*, by: Account, story: Story, fields: ChapterFields, publish: bool = False) -> Chapter:
    """Add a chapter at the end, as a draft or published. Raises ValidationError that names the fields."""
    if not rules.can_edit(by, story):
        raise PermissionDenied
    Story.objects.select_for_update().get(pk=story.pk)  # two at once must not take the same position
    last = story.chapters.aggregate(last=Max("position"))["last"] or 0
    if last >= limits.CHAPTERS_PER_STORY:
        raise ValidationError(f"A story can have up to {limits.CHAPTERS_PER_STORY:,} chapters.")
    chapter = Chapter(story=story, position=last + 1)
    _write(chapter, fields)
    if publish:
        _publish(chapter, fields.published)
    else:
        recount_story(story)
    return chapter


@transaction.atomic
def edit_chapter(
    *, by: Account, chapter: Chapter, fields: ChapterFields, seen: datetime | None = None
) -> Chapter:
    """Change a chapter's words. The date of publishing stays.

    `seen` is `chapter.edited` as it was when the writer began to change it: where somebody has saved the chapter since,
    Overtaken is raised, and nothing is overwritten.
    """
    if not rules.can_edit_chapter(by, chapter):
        raise PermissionDenied
    saved = Chapter.objects.select_for_update().only("edited", "published").get(pk=chapter.pk)
    if seen is not None and saved.edited != seen:
        raise Overtaken
    _write(chapter, fields)
    if saved.published and not chapter.text.strip():
        raise ValidationError({"text": "A published chapter needs its text; take it back to draft first."})
    recount_story(chapter.story)
    tell_changed(chapter.story)
    return chapter


def _write(chapter: Chapter, fields: ChapterFields) -> None:
    chapter.title = checked_title(fields.title, needed=False)
    chapter.rating = fields.rating
    chapter.language = checked_language(fields.language)
    write_prose(chapter, fields.prose, fields.markup)
    chapter.words = count_words_html(chapter.text)
    chapter.notes_words = count_words_html(chapter.note_before) + count_words_html(chapter.note_after)
    chapter.edited = timezone.now()
    chapter.save()


@transaction.atomic
def publish_chapter(*, by: Account, chapter: Chapter) -> Chapter:
    """Show a chapter to all who may read its story. The story counts as updated now.

    A chapter that is published already stays as it is, so that a button pressed twice moves no date.
    """
    if not rules.can_edit_chapter(by, chapter):
        raise PermissionDenied
    if chapter.published is None:
        _publish(chapter, None)
    return chapter


def _publish(chapter: Chapter, published: datetime | None) -> None:
    if not chapter.text.strip():
        raise ValidationError({"text": "There is no text yet; an empty chapter stays a draft."})
    chapter.published = published or timezone.now()
    chapter.save(update_fields=["published"])
    story = chapter.story
    story.updated = max(story.updated, chapter.published) if story.published else chapter.published
    story.save(update_fields=["updated"])
    recount_story(story)
    tell_changed(story)


@transaction.atomic
def withdraw_chapter(*, by: Account, chapter: Chapter) -> Chapter:
    """Take a chapter back to draft. A story that loses its last chapter so stands on no shelf till it has one again."""
    if not rules.can_edit_chapter(by, chapter):
        raise PermissionDenied
    chapter.published = None
    chapter.save(update_fields=["published"])
    recount_story(chapter.story)
    tell_changed(chapter.story)
    return chapter


@transaction.atomic
def move_chapter(*, by: Account, chapter: Chapter, to: int) -> Chapter:
    """Move a chapter to position `to` (from 1); those between make room. Outside means the nearest end."""
    if not rules.can_edit_chapter(by, chapter):
        raise PermissionDenied
    Story.objects.select_for_update().get(pk=chapter.story_id)
    chapter.refresh_from_db(fields=["position"])
    siblings = chapter.story.chapters
    target = max(1, min(to, siblings.count()))
    old = chapter.position
    if target != old:
        low, high, step = (old + 1, target, -1) if target > old else (target, old - 1, 1)
        siblings.filter(position__range=(min(old, target), max(old, target))).update(
            position=F("position") + ASIDE
        )
        siblings.filter(position__range=(low + ASIDE, high + ASIDE)).update(
            position=F("position") - ASIDE + step
        )
        siblings.filter(pk=chapter.pk).update(position=target)
        chapter.position = target
        tell_changed(chapter.story)
    return chapter


@transaction.atomic
def delete_chapter(*, by: Account, chapter: Chapter) -> None:
    """Delete a chapter for good; those after it move up."""
    if not rules.can_edit_chapter(by, chapter):
        raise PermissionDenied
    story = chapter.story
    move_chapter(by=by, chapter=chapter, to=limits.CHAPTERS_PER_STORY)
    chapter.delete()
    recount_story(story)
    tell_changed(story)
