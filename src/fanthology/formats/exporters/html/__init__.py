"""One HTML file that needs nothing else: style and banner inside, by day and by night; it can be imported again.

The shape that an importer relies on is described in docs/importing.md.
"""

from base64 import b64encode
from html import escape

from fanthology.formats import frontmatter
from fanthology.formats.book import Book, BookChapter
from fanthology.formats.exporters import parts
from fanthology.formats.exporters.html.style import css
from fanthology.formats.exporters.manuscripts import manuscript_of
from fanthology.text.characters import scrub
from fanthology.text.languages import direction

ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What the file may load: nothing from anywhere."""


def write(book: Book) -> bytes:
    """The book as one HTML file in UTF-8."""
    by = f" by {parts.listed(book.authors)}" if book.authors else ""
    head = (
        f'<!doctype html>\n<html lang="{book.language}" dir="{book.dir}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{ALONE}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_said(book.title + by)}</title>\n"
        f'<link rel="canonical" href="{_said(book.url)}">\n'
        f"<style>\n{css(book)}</style>\n"
        f'<script type="application/json" id="{frontmatter.SCRIPT_ID}">'
        f"{frontmatter.to_script(manuscript_of(book, 'html'))}</script>\n</head>\n"
    )
    chapters = "".join(_chapter(book, chapter) for chapter in book.chapters)
    body = f"<body>\n<main>\n{_title(book)}{_about(book)}{_contents(book)}{chapters}{_end(book)}</main>\n</body>\n</html>\n"
    return scrub(head + body).encode()


def _said(text: str) -> str:
    return escape(text)


def _english(language: str) -> str:
    return "" if language.partition("-")[0] == "en" else ' lang="en" dir="ltr"'


def _label(language: str, text: str) -> str:
    marked = _english(language)
    return f"<span{marked}>{text}</span>" if marked else text


def _title(book: Book) -> str:
    """The title page: banner, fandoms, title, authors, summary, band, listing row, series."""
    marked = _english(book.language)
    names = ' <span class="cross">×</span> '.join(
        f'<bdi class="ink-{fandom.ink:02}">{_said(fandom.name)}</bdi>' for fandom in book.fandoms
    )
    bars = "".join(f'<i class="ink-{fandom.ink:02}"></i>' for fandom in book.fandoms[:6])
    authors = parts.listed(tuple(f"<bdi>{_said(name)}</bdi>" for name in book.authors))
    series = "".join(
        f'<p class="small"{marked}>{before}<a href="{_said(place.url)}"><bdi>{_said(place.title)}</bdi></a>{after}</p>\n'
        for before, place, after in parts.series_sentences(book)
    )
    return (
        f"<header>\n{_banner(book)}"
        + (f'<p class="fandoms">{names}</p>\n' if names else "")
        + f"<h1>{_said(book.title)}</h1>\n"
        + (f'<p class="by"{marked}>by {authors}</p>\n' if authors else "")
        + (f'<div class="summary">{book.summary}</div>\n' if book.summary else "")
        + (f'<div class="band" aria-hidden="true">{bars}</div>\n' if bars else "")
        + f'<dl class="row"{marked}>\n{_row(book)}</dl>\n{series}</header>\n'
    )


def _banner(book: Book) -> str:
    if book.art is None:
        return ""
    data = b64encode(book.art.data).decode("ascii")
    return f'<img class="banner" src="data:image/webp;base64,{data}" alt="{_said(book.art.alt)}">\n'


def _row(book: Book) -> str:
    return "".join(
        f"<div><dt>{cell.label}</dt>"
        + "".join(f"<dd><bdi>{_said(line)}</bdi></dd>" for line in cell.lines)
        + "</div>\n"
        for cell in parts.row(book)
    )


def _about(book: Book) -> str:
    """What the authors say about the story."""
    fields = "".join(
        f"<dt>{_label(book.language, field.label)}</dt><dd>{field.html}</dd>\n"
        for field in parts.header_fields(book)
    )
    return f'<dl class="fields">\n{fields}</dl>\n' if fields else ""


def _contents(book: Book) -> str:
    """Links to the chapters, where there are several."""
    if len(book.chapters) < 2:
        return ""
    rows = "".join(
        f'<li><a href="#chapter-{chapter.number}"><bdi>{_said(parts.chapter_label(book, chapter))}</bdi></a></li>\n'
        for chapter in book.chapters
    )
    label = f' aria-label="Contents"{_english(book.language)}'
    return f"<nav{label}>\n<ol>\n{rows}</ol>\n</nav>\n"


def _chapter(book: Book, chapter: BookChapter) -> str:
    """One chapter: the importer reads the first element with the class `text`, all else is for people."""
    language = chapter.language or book.language
    heading = parts.chapter_heading(book, chapter)
    marked = "" if chapter.title else _english(language)
    attributes = f' lang="{language}" dir="{direction(language)}"' if chapter.language else ""
    remarks = "".join(
        f'<p class="remark"{_english(language)}>{_said(line)}</p>\n'
        for line in parts.chapter_remarks(chapter)
    )
    notes = _note(language, "In this chapter", chapter.summary) + _note(language, "Note", chapter.note_before)
    return (
        f'<section class="chapter" id="chapter-{chapter.number}"{attributes}>\n'
        + (f"<h2{marked}>{_said(heading)}</h2>\n" if heading else "")
        + f'{remarks}{notes}<div class="text">{chapter.text}</div>\n'
        + _note(language, "Note", chapter.note_after)
        + "</section>\n"
    )


def _note(language: str, label: str, html: str) -> str:
    if not html:
        return ""
    return f'<div class="note"><p class="label">{_label(language, label)}</p>{html}</div>\n'


def _end(book: Book) -> str:
    """The end marker, and where this copy comes from."""
    marked = _english(book.language)
    before, after, then = parts.end_marker(book)
    lines = "".join(f"<p>{_said(line)}</p>\n" for line in parts.copy_lines(book))
    return (
        f'<p class="end"{marked}>{before}<bdi>{_said(book.title)}</bdi>{after}<br>{then}</p>\n'
        f'<footer{marked}>\n{lines}<p><a href="{_said(book.url)}">{_said(book.url)}</a></p>\n</footer>\n'
    )
