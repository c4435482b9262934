"""Markdown with a head (docs/importing.md): for editors, notebooks and version control; it can be imported again."""

import re

from fanthology.formats import frontmatter
from fanthology.formats.book import Book, BookChapter
from fanthology.formats.exporters import parts
from fanthology.formats.exporters.manuscripts import manuscript_of
from fanthology.formats.manuscript import ManuscriptChapter
from fanthology.text.characters import scrub
from fanthology.text.markup import to_markdown

CHAPTER, TEXT, END = "<!-- chapter -->", "<!-- text -->", "<!-- end of text -->"
_MARK = re.compile(r"^([ \t]*)(?=<!-- (?:chapter|text|end of text) -->[ \t]*$)", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_\[\]<>#~|])")


def write(book: Book) -> bytes:
    """The book as Markdown. The head says everything but the text; what stands outside of the marks is for people."""
    manuscript = manuscript_of(book, "markdown")
    before, after, then = parts.end_marker(book)
    pieces = [
        frontmatter.to_toml(manuscript),
        f"# {_plain(book.title)}",
        *([f"by {_plain(parts.listed(book.authors))}"] if book.authors else []),
        *([f"{' × '.join(f'**{_plain(fandom.name)}**' for fandom in book.fandoms)}"] if book.fandoms else []),
        *(
            piece
            for chapter, source in zip(book.chapters, manuscript.chapters, strict=True)
            for piece in _chapter(book, chapter, source)
        ),
        f"*{before}{_plain(book.title)}{after} {then}*",
        "\n".join(f"{_plain(line)}\\" for line in parts.copy_lines(book)) + f"\n<{book.url}>",
    ]
    return f"{chr(10).join(f'{scrub(piece).rstrip()}{chr(10)}' for piece in pieces)}".encode()


def _chapter(book: Book, chapter: BookChapter, source: ManuscriptChapter) -> list[str]:
    """One chapter between its marks, notes set as quotations."""
    heading = parts.chapter_heading(book, chapter)
    notes = (
        *(_plain(line) for line in parts.chapter_remarks(chapter)),
        *(to_markdown(note) for note in (chapter.summary, chapter.note_before) if note),
    )
    pieces = [CHAPTER]
    if heading:
        pieces.append(f"## {_plain(heading)}")
    pieces += [_quoted(note) for note in notes]
    pieces += [TEXT, _unmarked(source.source), END]
    if chapter.note_after:
        pieces.append(_quoted(to_markdown(chapter.note_after)))
    return pieces


def _plain(text: str) -> str:
    """Text of one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _unmarked(text: str) -> str:
    """The text with every line that looks like one of our marks escaped.

    Markdown escapes them by itself, except in blocks of code: there a backslash is seen, and nothing is lost.
    """
    return _MARK.sub(r"\1\\", text)
