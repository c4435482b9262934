"""A book as the manuscript that an importer will make of it again: what the head of a story file holds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from fanthology.formats.book import Book, BookChapter
from fanthology.formats.manuscript import Manuscript, ManuscriptChapter, Markup, Provenance, SeriesPlace
from fanthology.text.markup import to_html, to_markdown

Row = TypeVar("Row", Manuscript, ManuscriptChapter)
NOTES = ("summary", "author_note", "disclaimer", "credits")
CHAPTER_NOTES = ("summary", "note_before", "note_after")


def manuscript_of(book: Book, markup: Markup) -> Manuscript:
    """The book with its chapters' texts in `markup`, and its notes too where nothing of them is lost by it.

    A story that was written at this archive gets this archive as its provenance.
    """
    made = Manuscript(
        title=book.title,
        authors=book.authors,
        summary=book.summary,
        categories=book.categories,
        fandoms=book.fandom_tags,
        characters=book.characters,
        relationships=book.relationships,
        genres=book.genres,
        warnings=book.warnings,
        freeforms=book.freeforms,
        rating=book.rating,
        author_rating=book.author_rating,
        author_note=book.author_note,
        timeline=book.timeline,
        disclaimer=book.disclaimer,
        credits=book.credits,
        language=book.language,
        series=tuple(SeriesPlace(place.title, place.number) for place in book.series),
        complete=book.complete,
        published=book.published,
        updated=book.updated,
        chapters=tuple(
            _chapter(chapter, place, markup) for place, chapter in enumerate(book.chapters, start=1)
        ),
        provenance=book.provenance or _from_here(book),
        notes_markup="html",
    )
    return _with_marked_notes(made) if markup == "markdown" else made


def _chapter(chapter: BookChapter, place: int, markup: Markup) -> ManuscriptChapter:
    """One chapter; its number is said only where a chapter before it is missing from this copy."""
    return ManuscriptChapter(
        title=chapter.title,
        source=to_markdown(chapter.text) if markup == "markdown" else chapter.text,
        markup=markup,
        note_before=chapter.note_before,
        note_after=chapter.note_after,
        summary=chapter.summary,
        rating=chapter.rating,
        language=chapter.language,
        published=chapter.published,
        number=chapter.number if chapter.number != place else None,
    )


def _from_here(book: Book) -> Provenance:
    return Provenance(
        archive=book.archive,
        url=book.url,
        story_id=str(book.story_id),
        words=book.words,
        chapters=len(book.chapters),
        published=book.published,
        updated=book.updated,
        complete=book.complete,
        confidence=1.0,
    )


def _with_marked_notes(made: Manuscript) -> Manuscript:
    """All notes as Markdown, which people read more easily; or none, if one of them says more than Markdown can."""
    texts = {getattr(made, name) for name in NOTES}
    texts |= {getattr(chapter, name) for chapter in made.chapters for name in CHAPTER_NOTES}
    marked = {html: to_markdown(html) for html in texts}
    if any(to_html(source, "markdown") != html for html, source in marked.items()):
        return made
    chapters = tuple(_marked(chapter, CHAPTER_NOTES, marked) for chapter in made.chapters)
    return replace(_marked(made, NOTES, marked), notes_markup="markdown", chapters=chapters)


def _marked(row: Row, names: tuple[str, ...], marked: Mapping[str, str]) -> Row:
    changes: dict[str, Any] = {name: marked[getattr(row, name)] for name in names}
    return replace(row, **changes)
