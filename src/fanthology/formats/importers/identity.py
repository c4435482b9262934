"""When two manuscripts are the same story: chapters that belong together, and a second import."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from fanthology.formats.manuscript import Gap, Manuscript, ManuscriptChapter, Question
from fanthology.text.clean import TextRefused
from fanthology.text.markup import to_html, to_text
from fanthology.text.names import fold

_WORD = re.compile(r"[^\W_]+")
_NEVER = date.min
_PART = re.compile(r"\n\s*\n")


class _Page(NamedTuple):
    """A chapter, the manuscript that brought it, and its place there."""

    chapter: ManuscriptChapter
    manuscript: Manuscript
    place: int


def fingerprint(manuscript: Manuscript) -> str:
    """The same 64 hexadecimal digits for the same story from any of its forms, text or HTML.

    SHA-256 over the words of title and text: case, accents' encoding, punctuation, marks and breaks
    do not count, nor do paragraphs of one word, which some extractors lose.
    """
    digest = hashlib.sha256(" ".join(_words(manuscript.title)).encode())
    for chapter in manuscript.chapters:
        source = _plain(chapter)
        for paragraph in _PART.split(source):
            words = _words(paragraph)
            if len(words) > 1:
                digest.update(f" {' '.join(words)}".encode())
    return digest.hexdigest()


def _plain(chapter: ManuscriptChapter) -> str:
    """A chapter's text without its markup; what no page could show is taken as it is."""
    if chapter.markup == "plain":
        return chapter.source
    try:
        return to_text(to_html(chapter.source, chapter.markup))
    except TextRefused:
        return chapter.source


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def merge(manuscripts: Iterable[Manuscript]) -> list[Manuscript]:
    """The manuscripts with chapters of one story joined in their order; everything else as it was.

    Chapters belong together when their archive gives them the same story, by its key or address,
    or by title and author where a page shows neither. The first chapter's page speaks for the story.
    """
    groups: dict[tuple[str, ...], list[Manuscript]] = {}
    for number, manuscript in enumerate(manuscripts):
        groups.setdefault(_key(manuscript) or (str(number),), []).append(manuscript)
    return [each for group in groups.values() for each in _merged(group)]


def _key(manuscript: Manuscript) -> tuple[str, ...] | None:
    """What pages of one story have in common; None where pages cannot be told to belong together."""
    source = manuscript.provenance
    if source is None or not source.archive or not manuscript.chapters:
        return None
    if source.story_id or source.url:
        return (source.archive, source.story_id or source.url)
    if manuscript.title and manuscript.authors and (source.chapters or 0) > 1:
        return (source.archive, fold(manuscript.title), *map(fold, manuscript.authors))
    return None


def _merged(group: list[Manuscript]) -> list[Manuscript]:
    """One story of several pages; pages that cannot be put in order stay apart."""
    pages: dict[int, _Page] = {}
    for manuscript in group:
        for place, chapter in enumerate(manuscript.chapters):
            if chapter.number is None:
                return group
            pages.setdefault(chapter.number, _Page(chapter, manuscript, place))
    if len(group) == 1:
        return group
    ordered = [page for _, page in sorted(pages.items())]
    chapters = tuple(page.chapter for page in ordered)
    latest = max(
        (page.manuscript for page in ordered), key=lambda each: each.updated or each.published or _NEVER
    )
    story = replace(
        ordered[0].manuscript,
        chapters=chapters,
        gaps=_gaps(ordered),
        complete=latest.complete,
        updated=latest.updated,
        provenance=latest.provenance,
        questions=(*_questions(ordered), *_still_missing(latest, chapters)),
    )
    return [story]


def _gaps(pages: Sequence[_Page]) -> tuple[Gap, ...]:
    """The pages' gaps, each at its chapter's new place."""
    return tuple(
        replace(gap, chapter=at)
        for at, page in enumerate(pages)
        for gap in page.manuscript.gaps
        if gap.chapter == page.place
    )


def _questions(pages: Sequence[_Page]) -> tuple[Question, ...]:
    """The pages' questions, without those about chapters that were missing from one page alone."""
    asked = (question for page in pages for question in page.manuscript.questions)
    return tuple(dict.fromkeys(each for each in asked if each.field != "chapters" or each.kind != "ask"))


def _still_missing(manuscript: Manuscript, chapters: tuple[ManuscriptChapter, ...]) -> tuple[Question, ...]:
    """A question about the chapters that no page brought."""
    known = manuscript.provenance.chapters if manuscript.provenance else None
    here = {chapter.number for chapter in chapters}
    missing = [str(number) for number in range(1, min(known or 0, 1000) + 1) if number not in here]
    if not missing:
        return ()
    shown = ", ".join(missing[:10]) + (" …" if len(missing) > 10 else "")
    return (
        Question("chapters", f"Of {known} chapters these are not here: {shown}. Bring in their pages too."),
    )
