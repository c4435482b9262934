"""The e-book's own papers: the package file, the old table of contents (ncx), the pointer to the package."""

import re
from dataclasses import dataclass

from fanthology.formats.book import Book
from fanthology.formats.exporters import parts
from fanthology.formats.exporters.xhtml import xml
from fanthology.text.markup import to_text

CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PAGE = "application/xhtml+xml"


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the e-book. A page with a label stands in the contents; `is_ours` tells the archive's labels."""

    name: str
    data: bytes
    media_type: str = PAGE
    label: str = ""
    is_ours: bool = False
    properties: str = ""

    @property
    def key(self) -> str:
        """Its id in the package file."""
        return re.sub(r"\W", "-", self.name)


def package(book: Book, pieces: list[Piece]) -> str:
    """The package file: what the book is, which files it has, in which order they are read."""
    items = "\n".join(
        f'<item id="{piece.key}" href="{piece.name}" media-type="{piece.media_type}"'
        + (f' properties="{piece.properties}"/>' if piece.properties else "/>")
        for piece in pieces
    )
    cover = next(piece.key for piece in pieces if piece.properties == "cover-image")
    spine = "\n".join(f'<itemref idref="{piece.key}"/>' for piece in pieces if piece.media_type == PAGE)
    onward = ' page-progression-direction="rtl"' if book.dir == "rtl" else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uuid"'
        f' xml:lang="{book.language}" dir="{book.dir}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{_metadata(book)}\n'
        f'<meta name="cover" content="{cover}"/>\n</metadata>\n'
        f"<manifest>\n{items}\n</manifest>\n"
        f'<spine toc="toc-ncx"{onward}>\n{spine}\n</spine>\n'
        '<guide><reference type="cover" title="Cover" href="cover.xhtml"/></guide>\n'
        "</package>\n"
    )


def _metadata(book: Book) -> str:
    lines = [
        f'<dc:identifier id="uuid">{book.uuid}</dc:identifier>',
        f"<dc:identifier>url:{xml(book.url)}</dc:identifier>",
        f'<dc:title id="title">{xml(book.title)}</dc:title>',
        *_creators(book),
        f"<dc:language>{book.language}</dc:language>",
        f"<dc:publisher>{xml(book.archive)}</dc:publisher>",
        f"<dc:source>{xml(book.url)}</dc:source>",
        f'<meta property="dcterms:modified">{book.modified:%Y-%m-%dT%H:%M:%SZ}</meta>',
    ]
    if book.published:
        lines.append(f"<dc:date>{book.published.isoformat()}</dc:date>")
    summary = to_text(book.summary)
    if summary:
        lines.append(f"<dc:description>{xml(summary)}</dc:description>")
    lines += [f"<dc:subject>{xml(subject)}</dc:subject>" for subject in subjects(book)]
    return "\n".join([*lines, *_series(book), *_accessibility(book)])


def subjects(book: Book) -> list[str]:
    """What the story is about: fandoms, categories and every tag, each once."""
    kinds = (book.relationships, book.characters, book.genres, book.warnings, book.freeforms)
    named = [fandom.name for fandom in book.fandoms]
    return list(dict.fromkeys([*named, *book.categories, *(name for kind in kinds for name in kind)]))


def _creators(book: Book) -> list[str]:
    lines = []
    for number, name in enumerate(book.authors, 1):
        lines += [
            f'<dc:creator id="author-{number}">{xml(name)}</dc:creator>',
            f'<meta refines="#author-{number}" property="role" scheme="marc:relators">aut</meta>',
            f'<meta refines="#author-{number}" property="display-seq">{number}</meta>',
        ]
    return lines


def _series(book: Book) -> list[str]:
    """Every series by the standard; the first also as calibre writes it, which knows only one."""
    lines = []
    for number, place in enumerate(book.series, 1):
        lines += [
            f'<meta property="belongs-to-collection" id="series-{number}">{xml(place.title)}</meta>',
            f'<meta refines="#series-{number}" property="collection-type">series</meta>',
            f'<meta refines="#series-{number}" property="group-position">{place.number}</meta>',
        ]
    if book.series:
        first = book.series[0]
        lines.append(f'<meta name="calibre:series" content="{xml(first.title)}"/>')
        lines.append(f'<meta name="calibre:series_index" content="{first.number}"/>')
    return lines


def _accessibility(book: Book) -> list[str]:
    """What readers with disabilities can count on (schema.org terms)."""
    facts = (
        ("accessMode", "textual"),
        ("accessMode", "visual"),  # the cover
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "alternativeText"),
        ("accessibilityFeature", "displayTransformability"),
        ("accessibilityFeature", "readingOrder"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", _summary(book)),
    )
    return [f'<meta property="schema:{name}">{xml(value)}</meta>' for name, value in facts]


def _summary(book: Book) -> str:
    pictures = "pictures are the cover and the banner" if book.art else "picture is the cover"
    return (
        "A text in reading order with headings and a table of contents. "
        f"The only {pictures}, described in words. Fonts, sizes and colours can be changed."
    )


def ncx(book: Book, entries: list[tuple[str, str, bool]]) -> str:
    """The contents for reading systems of the second generation; entries as for `pages.contents_page`."""
    points = "\n".join(
        f'<navPoint id="point-{number}" playOrder="{number}"><navLabel><text>{xml(label)}</text></navLabel>'
        f'<content src="{file}"/></navPoint>'
        for number, (file, label, _) in enumerate(entries, 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{book.language}">\n'
        f'<head><meta name="dtb:uid" content="{book.uuid}"/></head>\n'
        f"<docTitle><text>{xml(book.title)}</text></docTitle>\n"
        f"<docAuthor><text>{xml(parts.listed(book.authors))}</text></docAuthor>\n"
        f"<navMap>\n{points}\n</navMap>\n</ncx>\n"
    )
