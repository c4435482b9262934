"""A book: one story as it goes out, as plain data that every exporter writes from.

`book_of` asks the one visibility rule and takes a fixed number of queries; the exporters see no database and no request.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fanthology.catalogue.models import Kind
from fanthology.catalogue.queries import by_kind
from fanthology.core import limits
from fanthology.formats.manuscript import CanonPoint, Provenance
from fanthology.people.queries import Viewer
from fanthology.stories.actions.banners import banner_path
from fanthology.stories.models import Chapter, Story
from fanthology.stories.queries import (
    fandoms_of,
    for_title_page,
    series_places,
    visible_chapters,
    visible_stories,
)
from fanthology.text.inks import ink
from fanthology.text.languages import direction, is_code

State = Literal["", "draft", "hidden"]


@dataclass(frozen=True, slots=True)
class Fandom:
    """A fandom under its canonical name, with its ink (0 to 35)."""

    name: str
    ink: int


@dataclass(frozen=True, slots=True)
class Place:
    """The story's number in a series, and the series' address."""

    title: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Art:
    """The banner: a WebP picture, what it shows, who made it."""

    data: bytes
    alt: str
    credits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookChapter:
    """One chapter. Texts are cleaned HTML; `number` counts from 1 as on the chapter's page.

    `rating` and `language` are empty where they are the story's. `state` says why other readers do not see it yet:
    only its authors (and, if hidden, the moderators) have it in their copy.
    """

    number: int
    url: str
    title: str = ""
    text: str = ""
    summary: str = ""
    note_before: str = ""
    note_after: str = ""
    rating: str = ""
    language: str = ""
    words: int = 0
    published: date | None = None
    state: State = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One story with everything a copy of it carries.

    Readers' numbers (hits, reviews, recommendations) are left out: they belong to the archive's page, and a copy of an
    unchanged story has unchanged bytes. Tags are as the author put them, `fandoms` are canonical. Summary, note,
    disclaimer and credits are cleaned HTML. `uuid` stays the same for as long as the archive keeps its data; `modified` is
    when the story was last updated, `edited` (both UTC) also counts corrections.
    """

    story_id: int
    uuid: str
    url: str
    archive: str
    archive_url: str
    title: str
    authors: tuple[str, ...]
    modified: datetime
    edited: datetime
    language: str = "en"
    fandoms: tuple[Fandom, ...] = ()
    categories: tuple[str, ...] = ()
    fandom_tags: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    freeforms: tuple[str, ...] = ()
    rating: str = ""
    author_rating: str = ""
    complete: bool = False
    planned_chapters: int | None = None
    summary: str = ""
    author_note: str = ""
    disclaimer: str = ""
    credits: str = ""
    timeline: tuple[CanonPoint, ...] = ()
    series: tuple[Place, ...] = ()
    published: date | None = None
    updated: date | None = None
    chapters: tuple[BookChapter, ...] = ()
    art: Art | None = None
    provenance: Provenance | None = None

    @property
    def dir(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.language)

    @property
    def words(self) -> int:
        """The words of the chapters in this copy."""
        return sum(chapter.words for chapter in self.chapters)


def book_of(story: Story, viewer: Viewer, base_url: str) -> Book:
    """The story as `viewer` may read it; `base_url` is the archive's address, with or without a closing slash.

    Raises Story.DoesNotExist where the viewer may not open the story.
    """
    base = base_url.rstrip("/")
    row = for_title_page(visible_stories(viewer)).get(pk=story.pk)
    chapters = tuple(visible_chapters(viewer, row).select_related("rating").defer(*_unread()))
    url = f"{base}/stories/{row.pk}/"
    return Book(
        story_id=row.pk,
        uuid=_identity(row),
        url=url,
        archive=settings.CONFIG.name,
        archive_url=f"{base}/",
        title=row.title,
        authors=tuple(link.pen_name.name for link in row.authorships.all()),
        modified=row.updated.astimezone(UTC),
        edited=max([row.updated, *(chapter.edited for chapter in chapters)]).astimezone(UTC),
        language=row.language if is_code(row.language) else "und",
        rating=row.rating.code,
        author_rating=row.author_rating,
        complete=row.complete,
        planned_chapters=row.planned_chapters,
        summary=row.summary,
        author_note=row.author_note,
        disclaimer=row.disclaimer,
        credits=row.credits,
        series=tuple(
            Place(place.series.title, place.position, f"{base}/series/{place.series_id}/")
            for place in series_places(row, viewer)
        ),
        published=_day(row.published),
        updated=_day(row.updated),
        chapters=tuple(_chapter(chapter, row, url) for chapter in chapters),
        art=_art(row),
        provenance=_provenance(row),
        **_subjects(row),
    )


def _identity(row: Story) -> str:
    """The same for this story of this archive at whatever address it answers: the archive's key goes with its data."""
    return f"urn:uuid:{UUID(bytes=salted_hmac(__name__, str(row.pk)).digest()[:16], version=5)}"


def _subjects(row: Story) -> dict[str, Any]:
    """The fields that say what a story is about, all from rows that are fetched already."""
    tags = by_kind(link.tag for link in row.tag_links.all())
    names = {kind: tuple(tag.name for tag in kept) for kind, kept in tags.items()}
    return {
        "fandoms": tuple(Fandom(fandom.name, ink(fandom.name)) for fandom in fandoms_of(row)),
        "categories": tuple(link.category.path for link in row.category_links.all()),
        "fandom_tags": names[Kind.FANDOM],
        "characters": names[Kind.CHARACTER],
        "relationships": names[Kind.RELATIONSHIP],
        "genres": names[Kind.GENRE],
        "warnings": names[Kind.WARNING],
        "freeforms": names[Kind.FREEFORM],
        "timeline": tuple(
            CanonPoint(each.fandom.name if each.fandom else "", each.point) for each in row.timeline.all()
        ),
    }


def _unread() -> tuple[str, ...]:
    """The columns of a chapter that no copy needs: the texts as typed."""
    return tuple(f"{name}_source" for name in Chapter.PROSE)


def _day(moment: datetime | None) -> date | None:
    """The day in the archive's time zone, as its pages show it."""
    return timezone.localdate(moment) if moment else None


def _chapter(chapter: Chapter, story: Story, url: str) -> BookChapter:
    state: State = "hidden" if chapter.is_hidden else "" if chapter.published else "draft"
    return BookChapter(
        number=chapter.position,
        url=f"{url}{chapter.position}/",
        title=chapter.title,
        text=chapter.text,
        summary=chapter.summary,
        note_before=chapter.note_before,
        note_after=chapter.note_after,
        rating=chapter.rating.code if chapter.rating and chapter.rating_id != story.rating_id else "",
        language=chapter.language if chapter.language != story.language and is_code(chapter.language) else "",
        words=chapter.words,
        published=_day(chapter.published),
        state=state,
    )


def _art(story: Story) -> Art | None:
    """The widest file of the banner; a file that the data folder has lost costs the picture, not the book."""
    banner = getattr(story, "banner", None)
    if banner is None:
        return None
    try:
        data = banner_path(banner.name, max(limits.BANNER_WIDTHS)).read_bytes()
    except FileNotFoundError:
        return None
    return Art(data, banner.alt, banner.credits)


def _provenance(story: Story) -> Provenance | None:
    """What another archive said of the story; its own key and badges are not kept beside it."""
    kept = getattr(story, "provenance", None)
    if kept is None:
        return None
    return Provenance(
        archive=kept.archive,
        url=kept.url,
        words=kept.words,
        chapters=kept.chapters,
        recs=kept.recommendations,
        reviews=kept.reviews,
        hits=kept.hits,
        published=kept.published,
        updated=kept.updated,
        complete=kept.complete,
        row=kept.row,
        confidence=kept.confidence or 0.0,
        awards=tuple(str(award) for award in kept.awards),
    )
