"""What a person fills in for a story and for a chapter, as plain data that deeds take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from fanthology.catalogue.models import Category, Kind, Rating
from fanthology.people.models import PenName
from fanthology.stories.models import Story
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


def fields_of(story: Story) -> StoryFields:
    """What is said about a story now, as its author would write it."""
    tags: dict[Kind, tuple[str, ...]] = dict.fromkeys(Kind, ())
    for link in story.tag_links.select_related("tag").order_by("position"):
        tags[Kind(link.tag.kind)] += (link.tag.name,)
    said = {name: getattr(story, f"{name}_source") for name in Story.PROSE}
    points = story.timeline.select_related("fandom").order_by("pk")
    return StoryFields(
        title=story.title,
        authors=tuple(
            link.pen_name for link in story.authorships.select_related("pen_name").order_by("position")
        ),
        rating=story.rating,
        language=story.language,
        author_rating=story.author_rating,
        complete=story.complete,
        planned_chapters=story.planned_chapters,
        markup=story.markup,  # type: ignore[arg-type]  # a choice field is a plain str
        categories=tuple(
            link.category for link in story.category_links.select_related("category").order_by("position")
        ),
        tags=tags,
        timeline=tuple((point.fandom.name if point.fandom else "", point.point) for point in points),
        **said,
    )


def stamp_of(fields: StoryFields) -> str:
    """A short sum of everything that is said about a story: it changes when anything of that does."""
    said = [
        *(
            str(getattr(fields, name))
            for name in ("title", "language", "author_rating", "complete", "markup")
        ),
        str(fields.planned_chapters),
        str(fields.rating.pk),
        *fields.prose.values(),
        repr([pen_name.pk for pen_name in fields.authors]),
        repr([category.pk for category in fields.categories]),
        repr(sorted(fields.tags.items())),
        repr(fields.timeline),
    ]
    return sha256("\0".join(said).encode()).hexdigest()[:24]
