"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fanthology.finding.wishes import Choice, Field, Wishes
from fanthology.stories.models import Story

DEPTH = 100_000
"""Stories that can be paged through."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, and how many of the stories found carry it or something below it."""

    choice: Choice
    count: int


@dataclass(frozen=True, slots=True)
class HiddenBy:
    """A standing exclusion, and how many of the stories found it hides. `choice` is None for the limit of ratings."""

    choice: Choice | None
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the index says of wishes: the ids of one page in their order, and the numbers around them.

    `count` is without what standing exclusions hide; `hidden` is how many those are. `stale` says that there is no index
    yet. The ids are candidates: whoever shows them asks the one rule of who may see a story.
    """

    wishes: Wishes
    ids: tuple[int, ...] = ()
    count: int = 0
    hidden: int = 0
    hidden_by: tuple[HiddenBy, ...] = ()
    facets: Mapping[Field, tuple[Value, ...]] = field(default_factory=dict)
    stale: bool = False

    @property
    def pages(self) -> int:
        """How many pages can be turned to, at least one."""
        return max(1, -(-min(self.count, DEPTH) // self.wishes.per_page))

    @property
    def page(self) -> int:
        """The page that this is: the one asked for, or the last."""
        return max(1, min(self.wishes.page, self.pages))


@dataclass(frozen=True, slots=True)
class Found(Answer):
    """An answer with its stories, ready for cards.

    `snippets` holds, for a story in whose texts words were found, a passage as pieces of plain text, each with whether it
    is one of the words.
    """

    stories: tuple[Story, ...] = ()
    snippets: Mapping[int, tuple[tuple[str, bool], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag (or category, or pen name) that fits what is being typed.

    `name` is the canonical one; `typed` is the synonym that fitted, where it was one. `count` is for whoever looks.
    """

    field: Field
    id: int
    name: str
    slug: str
    count: int
    typed: str = ""
