"""Deeds that bring manuscripts in."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from fanthology.catalogue.actions import category_named, put_under, tag_named
from fanthology.catalogue.models import Category, Kind
from fanthology.catalogue.queries import category_at, default_rating, rating_coded
from fanthology.core import limits
from fanthology.formats.importers import fingerprint, franchises
from fanthology.formats.manuscript import Manuscript, Question
from fanthology.formats.queries import already_here
from fanthology.people.actions import add_pen_name
from fanthology.people.models import Account, PenName
from fanthology.people.queries import pen_name_called
from fanthology.people.rules import can_write_as
from fanthology.stories.actions import add_chapter, begin_series, begin_story, open_story, place_in_series
from fanthology.stories.fields import ChapterFields, StoryFields
from fanthology.stories.models import Openness, Provenance, Series, Story
from fanthology.text.markup import Markup, to_html, to_markdown, to_text

UNKNOWN_AUTHOR = "Unknown author"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """The story that a manuscript became, or the one that held its words already."""

    story: Story
    new: bool


@transaction.atomic
def bring_in(
    *,
    by: Account,
    manuscript: Manuscript,
    pen_names: tuple[PenName, ...] | None,
    openness: Openness,
    file_name: str,
) -> BroughtIn:
    """Make a story of a manuscript, whole or not at all.

    `pen_names` None means the authors that the document names, as unclaimed pen names: a moderator's right. Words that are
    here already are not doubled. Raises ValidationError that names the manuscript's fields that will not do.
    """
    present = already_here(manuscript, by)
    if present is not None:
        return BroughtIn(present, new=False)
    manuscript = _with_a_rating(manuscript)
    _know_franchises(manuscript.fandoms)
    authors = pen_names or _authors_named(by, manuscript.authors)
    story = begin_story(by=by, fields=_story_fields(by, manuscript, authors))
    _add_chapters(by, story, manuscript)
    story.refresh_from_db()
    _place(by, story, manuscript, authors[0])
    _keep_provenance(story, manuscript, file_name)
    if openness != Openness.DRAFT:
        open_story(
            by=by,
            story=story,
            openness=openness,
            published=_moment(manuscript.published),
            updated=_moment(manuscript.updated or manuscript.published),
        )
    return BroughtIn(story, new=True)


def _add_chapters(by: Account, story: Story, manuscript: Manuscript) -> None:
    for number, chapter in enumerate(_chapter_fields(manuscript), start=1):
        try:
            add_chapter(by=by, story=story, fields=chapter, publish=True)
        except ValidationError as problem:
            said = [f"Chapter {number}: {sentence}" for sentence in problem.messages]
            raise ValidationError({"chapters": said}) from problem


def _with_a_rating(manuscript: Manuscript) -> Manuscript:
    """The manuscript with a rating that this archive knows, and a question where one had to be taken."""
    if rating_coded(manuscript.rating):
        return manuscript
    taken = default_rating().code
    said = f"“{manuscript.rating}” is no rating here" if manuscript.rating else "The document names no rating"
    question = Question(field="rating", text=f"{said}; {taken} was taken.", choices=(taken,))
    return replace(manuscript, rating=taken, questions=(*manuscript.questions, question))


def _know_franchises(fandoms: Iterable[str]) -> None:
    """Put fandoms that importers know to be related under their franchise, where nobody has placed them yet."""
    known = franchises()
    for name in fandoms:
        if name in known:
            fandom = tag_named(kind=Kind.FANDOM, name=name)
            if fandom.canonical is None and not fandom.parents.exists():
                with suppress(ValidationError):  # a moderator has put them otherwise
                    put_under(child=fandom, parent=tag_named(kind=Kind.FANDOM, name=known[name]))


def _authors_named(by: Account, names: Iterable[str]) -> tuple[PenName, ...]:
    """The document's authors as pen names; new ones are unclaimed. A member's name is not written under for them."""
    if not by.is_moderator:
        raise PermissionDenied
    found = []
    for name in dict.fromkeys(names or (UNKNOWN_AUTHOR,)):
        pen_name = pen_name_called(name) or add_pen_name(account=None, name=name)
        if not can_write_as(by, pen_name):
            sentence = f"“{pen_name}” is a member here: choose under which name the story is posted."
            raise ValidationError({"authors": sentence})
        found.append(pen_name)
    return tuple(dict.fromkeys(found))


def _story_fields(by: Account, manuscript: Manuscript, authors: tuple[PenName, ...]) -> StoryFields:
    known = manuscript.provenance.chapters if manuscript.provenance else None
    planned = known and len(manuscript.chapters) < known <= limits.CHAPTERS_PER_STORY
    return StoryFields(
        title=manuscript.title,
        authors=authors,
        rating=rating_coded(manuscript.rating) or default_rating(),
        language=manuscript.language or "en",
        author_rating=manuscript.author_rating,
        complete=bool(manuscript.complete),
        planned_chapters=known if planned else None,
        markup=manuscript.notes_markup,
        summary=manuscript.summary,
        author_note=manuscript.author_note,
        disclaimer=manuscript.disclaimer,
        credits=manuscript.credits,
        categories=_categories(by, manuscript.categories),
        tags={
            Kind.FANDOM: manuscript.fandoms,
            Kind.CHARACTER: manuscript.characters,
            Kind.RELATIONSHIP: manuscript.relationships,
            Kind.GENRE: manuscript.genres,
            Kind.WARNING: manuscript.warnings,
            Kind.FREEFORM: manuscript.freeforms,
        },
        timeline=tuple((point.fandom, point.point) for point in manuscript.timeline),
    )


def _categories(by: Account, paths: Iterable[str]) -> tuple[Category, ...]:
    """The categories of these full names. A moderator's import grows the tree; a member's uses what is there."""
    found = []
    for path in paths:
        try:
            category = category_named(path=path) if by.is_moderator else category_at(path)
        except ValidationError as problem:
            raise ValidationError({"categories": problem.messages}) from problem
        if category is None:
            raise ValidationError(
                {
                    "categories": f"There is no category “{path}” here. Choose one of the tree, or ask a moderator for it."
                }
            )
        found.append(category)
    return tuple(found)


def _chapter_fields(manuscript: Manuscript) -> Iterable[ChapterFields]:
    """The chapters. Their notes are in the manuscript's markup, their text in its own; a chapter row has only one."""
    for chapter in manuscript.chapters:
        notes = [
            in_markup(note, manuscript.notes_markup, chapter.markup)
            for note in (chapter.summary, chapter.note_before, chapter.note_after)
        ]
        yield ChapterFields(
            title=chapter.title,
            text=chapter.source,
            markup=chapter.markup,
            rating=rating_coded(chapter.rating) if chapter.rating else None,
            language=chapter.language,
            published=_moment(chapter.published or manuscript.published),
            summary=notes[0],
            note_before=notes[1],
            note_after=notes[2],
        )


def in_markup(text: str, markup: Markup, wanted: Markup) -> str:
    """`text`, written in `markup`, as it is written in `wanted`."""
    if markup == wanted or not text:
        return text
    html = to_html(text, markup)
    return {"html": html, "markdown": to_markdown(html), "plain": to_text(html)}[wanted]


def _place(by: Account, story: Story, manuscript: Manuscript, owner: PenName) -> None:
    """Put the story into the series that the document names, among those that its author keeps."""
    for place in manuscript.series:
        series = Series.objects.filter(owner=owner, title__iexact=place.title).first()
        series = series or begin_series(by=by, owner=owner, title=place.title)
        place_in_series(by=by, series=series, story=story, number=place.number)


def _keep_provenance(story: Story, manuscript: Manuscript, file_name: str) -> None:
    source = manuscript.provenance
    said = (
        {}
        if source is None
        else {
            "archive": source.archive[:120],
            "url": source.url[:500],
            "row": source.row,
            "confidence": source.confidence,
            "words": source.words,
            "chapters": source.chapters,
            "recommendations": source.recs,
            "reviews": source.reviews,
            "hits": source.hits,
            "published": source.published,
            "updated": source.updated,
            "complete": source.complete,
            "awards": [*source.awards, *source.badges],
        }
    )
    Provenance.objects.create(
        story=story,
        file_name=file_name[-255:],
        fingerprint=fingerprint(manuscript),
        questions=[asdict(question) for question in manuscript.questions],
        gaps=[asdict(gap) for gap in manuscript.gaps],
        **said,
    )


def _moment(day: date | None) -> datetime | None:
    """Noon of the day in UTC: the same date in almost every time zone."""
    return datetime.combine(day, time(12), UTC) if day else None
