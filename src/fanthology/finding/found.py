"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fanthology.finding.wishes import Choice, Field, Wishes
from fanthology.stories.models import Story


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
class Found:
    """One page of an answer. `count` is without what standing exclusions hide; `hidden` is how many those are.

    `stories` are ready for cards. `snippets` holds, for a story in whose texts words were found, a passage as pieces of
    plain text, each with whether it is one of the words. `stale` says that the index was not there, or is being made.
    """

    wishes: Wishes
    stories: tuple[Story, ...] = ()
    count: int = 0
    hidden: int = 0
    hidden_by: tuple[HiddenBy, ...] = ()
    facets: Mapping[Field, tuple[Value, ...]] = field(default_factory=dict)
    snippets: Mapping[int, tuple[tuple[str, bool], ...]] = field(default_factory=dict)
    stale: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.count // self.wishes.per_page))


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
