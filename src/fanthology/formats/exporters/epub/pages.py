"""The pages of the e-book: cover, title page, what the authors say, chapters. Each answers with XHTML."""

from html import escape

from fanthology.formats.book import Book, BookChapter
from fanthology.formats.exporters import parts
from fanthology.formats.exporters.xhtml import to_xhtml, xml
from fanthology.text.languages import direction

UNTIL_NEXT_UPDATE = "skip_on_ffdl_update"
"""FanFicFare leaves out what carries this class when it adds new chapters to a copy that a reader has."""


def page(book: Book, *, title: str, body: str, kind: str, language: str = "", head: str = "") -> str:
    """A whole page; `kind` is its epub:type. The language is the story's unless said otherwise."""
    code = language or book.language
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{code}" xml:lang="{code}" dir="{direction(code)}">\n'
        f'<head>\n<meta charset="utf-8"/>\n<title>{xml(title)}</title>\n'
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n'
        '<link rel="stylesheet" type="text/css" href="inks.css"/>\n'
        f'{head}</head>\n<body epub:type="{kind}" dir="{direction(code)}">\n{body}</body>\n</html>\n'
    )


def ours(language: str, text: str) -> str:
    """Words that are the archive's, not the authors': marked as English on a page in another language."""
    marked = english(language)
    return f"<span{marked}>{xml(text)}</span>" if marked else xml(text)


def english(language: str) -> str:
    """The attributes of an element whose sentence is the archive's, on a page in `language`."""
    return "" if language.partition("-")[0] == "en" else ' lang="en" xml:lang="en" dir="ltr"'


def cover_page(book: Book, picture: str) -> str:
    """The cover, as large as the screen; `picture` is its file."""
    alt = xml(cover_alt(book))
    body = f'<div class="cover"><img src="{picture}" alt="{alt}"/></div>\n'
    return page(book, title="Cover", body=body, kind="cover")


def cover_alt(book: Book) -> str:
    """What the cover shows, for those who do not see it."""
    drawn = f" {book.art.alt}" if book.art else ""
    by = f", by {parts.listed(book.authors)}" if book.authors else ""
    return f"Cover of “{book.title}”{by}.{drawn}"


def title_page(book: Book) -> str:
    """Fandoms, title, authors, summary, the band in the story's inks, the listing row."""
    art = ""
    if book.art:
        art = f'<div class="banner"><img src="banner.jpg" alt="{xml(book.art.alt)}"/></div>\n'
    cross = ' <span class="cross">×</span> '
    fandoms = cross.join(
        f'<bdi class="ink-{fandom.ink:02}">{xml(fandom.name)}</bdi>' for fandom in book.fandoms
    )
    bars = "".join(f'<span class="ink-{each:02}"></span>' for each in band(book))
    summary = f'<div class="summary">\n{to_xhtml(book.summary)}\n</div>\n' if book.summary else ""
    body = (
        f'<section class="title-page">\n{art}'
        + (f'<p class="fandoms">{fandoms}</p>\n' if fandoms else "")
        + f'<h1 epub:type="title">{xml(book.title)}</h1>\n'
        + _by(book)
        + summary
        + (f'<div class="band" aria-hidden="true">{bars}</div>\n' if bars else "")
        + _row(book)
        + _series(book)
        + f'<p class="from"{english(book.language)}>from <a href="{xml(book.url)}"><bdi>{xml(book.archive)}</bdi></a></p>\n'
        + "</section>\n"
    )
    return page(book, title=book.title, body=body, kind="titlepage")


def band(book: Book) -> tuple[int, ...]:
    """The inks of the band, as many as fit; one fandom has one ink."""
    return tuple(fandom.ink for fandom in book.fandoms[:6])


def _by(book: Book) -> str:
    if not book.authors:
        return ""
    names = [f"<bdi>{xml(name)}</bdi>" for name in book.authors]
    joined = " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
    return f'<p class="by"{english(book.language)}>by {joined}</p>\n'


def _row(book: Book) -> str:
    """The listing row: cells that stand beside each other as far as the screen allows."""
    cells = []
    for cell in parts.row(book):
        names = cell.label in {"Category", "Author", "Authors"}
        lines = (f"<bdi>{xml(line)}</bdi>" if names else ours(book.language, line) for line in cell.lines)
        cells.append(f"<div><dt>{ours(book.language, cell.label)}</dt><dd>{'<br/>'.join(lines)}</dd></div>")
    joined = "\n".join(cells)
    return f'<dl class="row">\n{joined}\n</dl>\n' if cells else ""


def _series(book: Book) -> str:
    return "".join(
        f'<p class="series"{english(book.language)}>{before}<a href="{xml(place.url)}"><bdi>{xml(place.title)}</bdi></a>'
        f"{after}</p>\n"
        for before, place, after in parts.series_sentences(book)
    )


def about_page(book: Book) -> str:
    """What the authors say before the story begins, and where this copy comes from."""
    fields = "".join(
        f"<dt>{ours(book.language, field.label)}</dt>\n<dd>\n{to_xhtml(field.html)}\n</dd>\n"
        for field in parts.header_fields(book)
    )
    copy = "".join(f"<p>{xml(line)}</p>\n" for line in parts.copy_lines(book))
    body = (
        f'<section class="about" epub:type="preamble" aria-labelledby="about">\n<h2 id="about">{ours(book.language, ABOUT)}</h2>\n'
        + (f'<dl class="fields">\n{fields}</dl>\n' if fields else "")
        + f'<div class="copy"{english(book.language)}>\n{copy}<p><a href="{xml(book.url)}">{xml(book.url)}</a></p>\n</div>\n'
        + "</section>\n"
    )
    return page(book, title=ABOUT, body=body, kind="frontmatter")


ABOUT = "About this story"


def chapter_page(book: Book, chapter: BookChapter) -> str:
    """One chapter with what belongs to it: remarks, summary, notes before and after; after the last one the end marker."""
    language = chapter.language or book.language
    heading = _heading(book, chapter, language)
    named = ' aria-labelledby="heading"' if heading else f' aria-label="{xml(book.title)}"'
    remarks = "".join(
        f'<p class="remark"{english(language)}>{xml(line)}</p>\n' for line in parts.chapter_remarks(chapter)
    )
    body = (
        f'<section class="chapter" epub:type="chapter" role="doc-chapter"{named}>\n{heading}{remarks}'
        + _aside(language, "In this chapter", chapter.summary)
        + _aside(language, "Note", chapter.note_before)
        + f'<div class="text">\n{to_xhtml(chapter.text)}\n</div>\n'
        + _aside(language, "Note", chapter.note_after)
        + (_end(book, language) if chapter is book.chapters[-1] else "")
        + "</section>\n"
    )
    label = parts.chapter_label(book, chapter)
    head = "".join(
        f'<meta name="{name}" content="{xml(value)}"/>\n'
        for name, value in (("chapterurl", chapter.url), ("chapterorigtitle", label), ("chaptertitle", label))
    )
    return page(book, title=label, body=body, kind="bodymatter", language=language, head=head)


def _heading(book: Book, chapter: BookChapter, language: str) -> str:
    """The chapter's title, or its number, and its day; a story in one piece has just been announced by its title page."""
    heading = parts.chapter_heading(book, chapter)
    if not heading:
        return ""
    title = xml(heading) if chapter.title else ours(language, heading)
    day = ours(language, parts.day(chapter.published)) if chapter.published else ""
    under = f'<p class="when">{day}</p>\n' if day else ""
    return f'<header>\n<h2 id="heading">{title}</h2>\n{under}</header>\n'


def _aside(language: str, label: str, html: str) -> str:
    if not html:
        return ""
    words = f'<p class="label">{ours(language, label)}</p>\n{to_xhtml(html)}'
    return f'<div class="note" role="note">\n{words}\n</div>\n'


def _end(book: Book, language: str) -> str:
    """The end marker. A copy that is brought up to date gets its new one with its new last chapter."""
    before, after, then = parts.end_marker(book)
    first = f"{before}<bdi>{xml(book.title)}</bdi>{after}"
    return f'<p class="end {UNTIL_NEXT_UPDATE}"{english(language)}>{first}<br/>{then}</p>\n'


def contents_page(book: Book, entries: list[tuple[str, str, bool]]) -> str:
    """The contents (`nav`): entries are file, label, and whether the label is ours; landmarks for reading systems."""
    items = "\n".join(
        f'<li><a href="{file}">{ours(book.language, label) if is_ours else f"<bdi>{xml(label)}</bdi>"}</a></li>'
        for file, label, is_ours in entries
    )
    start = (
        next(file for file, *_ in entries if file.startswith("chapter")) if book.chapters else "title.xhtml"
    )
    marks = (
        ("cover", "cover.xhtml", "Cover"),
        ("titlepage", "title.xhtml", "Title page"),
        ("toc", "nav.xhtml", "Contents"),
        ("bodymatter", start, "The story"),
    )
    landmarks = "\n".join(
        f'<li><a epub:type="{kind}" href="{file}">{escape(label)}</a></li>' for kind, file, label in marks
    )
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">\n<h2 id="contents">{ours(book.language, "Contents")}'
        f"</h2>\n<ol>\n{items}\n</ol>\n</nav>\n"
        f'<nav epub:type="landmarks" id="landmarks" hidden="hidden" lang="en" xml:lang="en" dir="ltr">\n'
        f"<ol>\n{landmarks}\n</ol>\n</nav>\n"
    )
    return page(book, title="Contents", body=body, kind="frontmatter")
