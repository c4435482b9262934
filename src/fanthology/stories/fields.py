"""What a person fills in for a story and for a chapter, as plain data that deeds take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fanthology.catalogue.models import Category, Kind, Rating
from fanthology.people.models import PenName
from fanthology.text.markup import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFields:
    """Everything that is said about a story as a whole. Tags are names as the author writes them."""

    title: str
    authors: tuple[PenName, ...]
    rating: Rating
    language: str = "en"
    author_rating: str = ""
    complete: bool = False
    planned_chapters: int | None = None
    markup: Markup = "markdown"
    summary: str = ""
    author_note: str = ""
    disclaimer: str = ""
    credits: str = ""
    categories: tuple[Category, ...] = ()
    tags: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    timeline: tuple[tuple[str, str], ...] = ()
    """Pairs of a fandom's name (empty: the story as a whole) and the canon point."""

    @property
    def prose(self) -> dict[str, str]:
        """The rich texts, as `core.prose.Prose.write` takes them."""
        return {
            "summary": self.summary,
            "author_note": self.author_note,
            "disclaimer": self.disclaimer,
            "credits": self.credits,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterFields:
    """Everything that is said in and about a chapter. No rating and no language mean the story's."""

    text: str
    title: str = ""
    markup: Markup = "markdown"
    summary: str = ""
    note_before: str = ""
    note_after: str = ""
    rating: Rating | None = None
    language: str = ""
    published: datetime | None = None
    """When it first appeared, for work that is brought in; empty means the moment of publishing."""

    @property
    def prose(self) -> dict[str, str]:
        """The rich texts, as `core.prose.Prose.write` takes them."""
        return {
            "summary": self.summary,
            "note_before": self.note_before,
            "text": self.text,
            "note_after": self.note_after,
        }
