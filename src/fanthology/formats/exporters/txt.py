"""Plain text: for every machine there is, and for reading aloud."""

from fanthology.formats.book import Book, BookChapter
from fanthology.formats.exporters import parts
from fanthology.text.characters import scrub
from fanthology.text.markup import to_text

APART = "\n\n\n"
"""Two empty lines: between parts of the file, wider than between paragraphs."""


def write(book: Book) -> bytes:
    """The book as UTF-8 text: labelled lines first, then the chapters, then the end marker."""
    before, after, then = parts.end_marker(book)
    pieces = (
        _head(book),
        *(_chapter(book, chapter) for chapter in book.chapters),
        f"{before}{book.title}{after} {then}",
        "\n".join((*parts.copy_lines(book), book.url)),
    )
    return f"{APART.join(scrub(piece) for piece in pieces if piece)}\n".encode()


def _head(book: Book) -> str:
    """Title, authors and everything that is said about the story, a labelled paragraph each."""
    lines = [book.title]
    if book.authors:
        lines[0] += f"\nby {parts.listed(book.authors)}"
    if book.fandoms:
        lines.append(f"Fandoms: {' × '.join(fandom.name for fandom in book.fandoms)}")
    if book.summary:
        lines.append(f"Summary: {to_text(book.summary)}")
    lines.append(
        "\n".join(
            f"{cell.label}: {'; '.join(cell.lines)}" for cell in parts.row(book) if "Author" not in cell.label
        )
    )
    lines += [f"{before}{place.title}{after}" for before, place, after in parts.series_sentences(book)]
    lines += [f"{field.label}: {to_text(field.html)}" for field in parts.header_fields(book)]
    return "\n\n".join(lines)


def _chapter(book: Book, chapter: BookChapter) -> str:
    """A chapter under its heading, notes set off by their labels."""
    notes = (
        *parts.chapter_remarks(chapter),
        f"In this chapter: {to_text(chapter.summary)}" if chapter.summary else "",
        f"Note: {to_text(chapter.note_before)}" if chapter.note_before else "",
    )
    lines = "\n\n".join(filter(None, (_heading(book, chapter), *notes)))
    text = to_text(chapter.text)
    after = f"Note: {to_text(chapter.note_after)}" if chapter.note_after else ""
    return APART.join(filter(None, (lines, text, after)))


def _heading(book: Book, chapter: BookChapter) -> str:
    heading = parts.chapter_heading(book, chapter)
    if not heading or not chapter.title or len(book.chapters) == 1:
        return heading
    return f"Chapter {chapter.number}: {heading}"
