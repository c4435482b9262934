"""What may be done with stories, and by whom."""

from fanthology.people.queries import Viewer, as_account, is_member
from fanthology.stories.models import Chapter, Series, Story
from fanthology.stories.queries import kept_by, series_kept_by, visible_stories


def can_read(viewer: Viewer, story: Story) -> bool:
    """Whether the viewer may open the story. One question to `visible_stories`, the one rule."""
    return visible_stories(viewer).filter(pk=story.pk).exists()


def is_author(viewer: Viewer, story: Story) -> bool:
    """Whether one of the story's pen names is the viewer's."""
    account = as_account(viewer)
    return account is not None and story.authors.filter(account=account).exists()


def can_edit(viewer: Viewer, story: Story) -> bool:
    """A story is its authors'. Moderators hide, they do not rewrite; but they look after unclaimed work."""
    return is_member(viewer) and Story.objects.filter(kept_by(viewer), pk=story.pk).exists()


def can_edit_chapter(viewer: Viewer, chapter: Chapter) -> bool:
    """A chapter is edited by those who may edit its story."""
    return can_edit(viewer, chapter.story)


def can_edit_series(viewer: Viewer, series: Series) -> bool:
    """A series is kept by its owner's account, or by a moderator where the owner is unclaimed."""
    return is_member(viewer) and series_kept_by(viewer).filter(pk=series.pk).exists()
