"""What can happen to stories."""

from dataclasses import dataclass

from fanthology.core.happenings import Happening


@dataclass(frozen=True, slots=True)
class StoryChanged(Happening):
    """A story, or what surrounds it, is not as it was: published, edited, hidden, restored, moved.

    The catalogue ids are those the story stood under before or stands under now: their counts may be wrong.
    """

    story_id: int
    category_ids: frozenset[int] = frozenset()
    tag_ids: frozenset[int] = frozenset()
    pen_name_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class StoryDeleted(StoryChanged):
    """A story is gone."""


@dataclass(frozen=True, slots=True)
class StoriesTouched(Happening):
    """Kept numbers or inherited tags of these stories have changed, though nobody edited them."""

    story_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StorySeen(Happening):
    """A reader was counted."""

    story_id: int
