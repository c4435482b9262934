"""Deeds that begin or open a story together with its chapters."""

from django.core.exceptions import ValidationError
from django.db import transaction

from fanthology.people.models import Account
from fanthology.stories.actions.chapters import add_chapter, publish_chapter
from fanthology.stories.actions.stories import begin_story, open_story
from fanthology.stories.fields import ChapterFields, StoryFields
from fanthology.stories.models import Openness, Story


@transaction.atomic
def post_story(
    *,
    by: Account,
    fields: StoryFields,
    chapter: ChapterFields | None = None,
    openness: Openness = Openness.DRAFT,
) -> Story:
    """Begin a story with its first chapter and open it, whole or not at all.

    The fields of the chapter that will not do are named `chapter_title`, `chapter_text` … in the ValidationError.
    """
    story = begin_story(by=by, fields=fields)
    if chapter is not None:
        try:
            add_chapter(by=by, story=story, fields=chapter, publish=openness != Openness.DRAFT)
        except ValidationError as problem:
            raise _of_the_chapter(problem) from problem
        story.refresh_from_db()
    if openness != Openness.DRAFT:
        open_story(by=by, story=story, openness=openness)
    return story


@transaction.atomic
def open_with_drafts(*, by: Account, story: Story, openness: Openness) -> Story:
    """Open a story and publish all of its chapters that have a text. The empty ones stay drafts."""
    for chapter in story.chapters.filter(published__isnull=True).exclude(text="").order_by("position"):
        publish_chapter(by=by, chapter=chapter)
    story.refresh_from_db()
    return open_story(by=by, story=story, openness=openness)


def _of_the_chapter(problem: ValidationError) -> ValidationError:
    if not hasattr(problem, "error_dict"):
        return problem
    return ValidationError({f"chapter_{name}": said for name, said in problem.message_dict.items()})
