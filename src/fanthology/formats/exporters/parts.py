"""What every format says about a story, in the same words: the listing row, the header fields, headings, the end marker."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from fanthology.formats.book import Book, BookChapter, Place
from fanthology.formats.manuscript import Provenance
from fanthology.text.languages import LANGUAGES

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of the listing row; several categories are several lines."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeaderField:
    """Something the authors say before the story begins, as cleaned HTML."""

    label: str
    html: str


def day(when: date) -> str:
    """A day as the pages show it: 6 Apr 2011."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def counted(number: int, thing: str) -> str:
    """A number with its noun: 1 word, 2,491 words."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def listed(names: tuple[str, ...]) -> str:
    """Names in one line: A, B and C."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""


def row(book: Book) -> tuple[Cell, ...]:
    """The story's listing row, without the numbers of readers (see `Book`)."""
    written = len(book.chapters)
    planned = 0 if book.complete else book.planned_chapters or 0
    cells = [
        Cell("Category", book.categories),
        Cell("Author" if len(book.authors) == 1 else "Authors", (", ".join(book.authors),)),
        Cell("Rating", (book.rating,)),
        Cell("Chapters", (f"{written} of {planned}" if planned > written else f"{written:,}",)),
        Cell("Words", (f"{book.words:,}",)),
        Cell("Published", (day(book.published),) if book.published else ()),
        Cell("Updated", (day(book.updated),) if book.updated else ()),
        Cell("Complete", ("Yes" if book.complete else "No",)),
    ]
    return tuple(cell for cell in cells if any(cell.lines))


def header_fields(book: Book) -> tuple[HeaderField, ...]:
    """What the authors say about the story, in the order of the story's page; only what there is."""
    points = (f"{_isolated((each.fandom,))}: {escape(each.point)}" for each in book.timeline if each.fandom)
    overall = (escape(each.point) for each in book.timeline if not each.fandom)
    foreign = book.language.partition("-")[0] != "en"
    fields = (
        ("Warnings", _names(book.warnings)),
        ("Timeline", f"<p>{'<br>'.join((*points, *overall))}</p>" if book.timeline else ""),
        ("Relationships", _names(book.relationships)),
        ("Characters", _names(book.characters)),
        ("Genres", _names(book.genres)),
        ("Tags", _names(book.freeforms)),
        ("Author’s rating", _names((book.author_rating,))),
        ("Language", _names((language_name(book.language),)) if foreign else ""),
        ("Disclaimer", book.disclaimer),
        ("Credits", book.credits),
        ("Banner", _names((book.art.credits,)) if book.art else ""),
        ("Author’s note", book.author_note),
    )
    return tuple(HeaderField(label, html) for label, html in fields if html)


def _names(names: tuple[str, ...]) -> str:
    return f"<p>{_isolated(names)}</p>" if any(names) else ""


def _isolated(names: tuple[str, ...]) -> str:
    """Names of any direction of writing, so that none turns its neighbours around."""
    return ", ".join(f"<bdi>{escape(name, quote=False)}</bdi>" for name in names if name)


def language_name(code: str) -> str:
    """A language as readers know it: Arabic (العربية); its code where we do not know it."""
    known = LANGUAGES.get(code)
    if known is None:
        return code
    return known.english if known.native == known.english else f"{known.english} ({known.native})"


def series_sentences(book: Book) -> Iterator[tuple[str, Place, str]]:
    """A sentence for each series: before its title, the place, after the title."""
    for place in book.series:
        yield f"This story is No. {place.number} in the series “", place, "”."


def copy_lines(book: Book) -> tuple[str, ...]:
    """Where this copy comes from and how old it is; of an imported story, where it was first and how that archive counted."""
    when = book.updated or book.modified.date()
    lines = [f"This copy was made from {book.archive}, as the story stood on {day(when)}."]
    kept = book.provenance
    if kept is None:
        return tuple(lines)
    facts = provenance_facts(kept)
    name = kept.archive or "its first archive"
    if facts:
        lines.append(f"As counted by {name}: {', '.join(facts)}.")
    elif kept.archive:
        lines.append(f"First at {name}.")
    lines += [f"Award there: {award}." for award in kept.awards]
    if kept.url.startswith(("http://", "https://")):
        lines.append(f"Its first address: {kept.url}")
    return tuple(lines)


def provenance_facts(kept: Provenance) -> list[str]:
    """What the archive that a story came from said of it, in the order of its listing row."""
    counts = (
        (kept.chapters, "chapter"),
        (kept.words, "word"),
        (kept.recs, "rec"),
        (kept.reviews, "review"),
        (kept.hits, "hit"),
    )
    days = (("published", kept.published), ("updated", kept.updated))
    facts = [counted(number, thing) for number, thing in counts if number is not None]
    facts += [f"{name} {day(when)}" for name, when in days if when]
    if kept.complete is not None:
        facts.append("complete" if kept.complete else "incomplete")
    return facts


def chapter_heading(book: Book, chapter: BookChapter) -> str:
    """What stands above a chapter: its title or its number; nothing above the only piece of a story without parts."""
    alone = len(book.chapters) == 1
    if alone and chapter.title in ("", book.title):
        return ""
    return chapter.title or f"Chapter {chapter.number}"


def chapter_label(book: Book, chapter: BookChapter) -> str:
    """What a table of contents calls a chapter."""
    return chapter_heading(book, chapter) or book.title


def chapter_remarks(chapter: BookChapter) -> tuple[str, ...]:
    """What readers must know before they read a chapter."""
    remarks = []
    if chapter.rating:
        remarks.append(f"NOTE: This chapter is rated {chapter.rating}")
    if chapter.state == "draft":
        remarks.append("This chapter is a draft: readers do not see it yet.")
    if chapter.state == "hidden":
        remarks.append("The moderators took this chapter out of readers’ sight.")
    return tuple(remarks)


def end_marker(book: Book) -> tuple[str, str, str]:
    """What stands under the last chapter: before the title, after it, and the second sentence."""
    begin = "You have reached the end of “"
    if book.complete:
        return begin, "”.", "This story is complete."
    posted = max((chapter.published for chapter in book.chapters if chapter.published), default=None)
    last = f" and the last chapter was posted on {day(posted)}" if posted else ""
    return begin, "” – so far.", f"This story is incomplete{last}."
