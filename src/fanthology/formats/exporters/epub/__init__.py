"""EPUB 3 with the second edition's table of contents, written directly: the same story gives the same bytes."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from fanthology.formats.book import Book
from fanthology.formats.exporters import parts
from fanthology.formats.exporters.epub import pages
from fanthology.formats.exporters.epub.cover import banner_picture, cover_picture
from fanthology.formats.exporters.epub.package import CONTAINER, PAGE, Piece, ncx, package
from fanthology.formats.exporters.epub.styles import PLAIN, inks_css

FILE_MODE = 0o100644 << 16
UNIX = 3


def write(book: Book) -> bytes:
    """The book as an EPUB file."""
    banner = banner_picture(book)
    if book.art and banner is None:  # stored and yet unreadable: go without, everywhere
        book = replace(book, art=None)
    cover = cover_picture(book)
    reading = [
        Piece("cover.xhtml", pages.cover_page(book, cover.name).encode()),
        _page("title.xhtml", pages.title_page(book), "Title page", is_ours=True),
        _page("about.xhtml", pages.about_page(book), pages.ABOUT, is_ours=True),
        *_chapters(book),
    ]
    entries = [(piece.name, piece.label, piece.is_ours) for piece in reading if piece.label]
    nav = Piece("nav.xhtml", pages.contents_page(book, entries).encode(), properties="nav")
    pieces = [
        *reading[:3],
        nav,
        *reading[3:],
        Piece("toc.ncx", ncx(book, entries).encode(), "application/x-dtbncx+xml"),
        Piece("style.css", PLAIN.encode(), "text/css"),
        Piece("inks.css", inks_css(book).encode(), "text/css"),
        Piece(cover.name, cover.data, cover.media_type, properties="cover-image"),
    ]
    if banner:
        pieces.append(Piece(banner.name, banner.data, banner.media_type))
    return _zipped(book, pieces)


def _page(name: str, text: str, label: str, *, is_ours: bool) -> Piece:
    return Piece(name, text.encode(), PAGE, label, is_ours)


def _chapters(book: Book) -> list[Piece]:
    """One file a chapter. FanFicFare knows them by this name."""
    return [
        _page(
            f"chapter{number:04}.xhtml",
            pages.chapter_page(book, chapter),
            parts.chapter_label(book, chapter),
            is_ours=not chapter.title and len(book.chapters) > 1,
        )
        for number, chapter in enumerate(book.chapters, 1)
    ]


def _zipped(book: Book, pieces: list[Piece]) -> bytes:
    """The archive: `mimetype` first and as it is, every date that of the story's last update."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        _add(archive, book.modified, "mimetype", b"application/epub+zip", ZIP_STORED)
        _add(archive, book.modified, "META-INF/container.xml", CONTAINER.encode(), ZIP_DEFLATED)
        _add(archive, book.modified, "EPUB/package.opf", package(book, pieces).encode(), ZIP_DEFLATED)
        for piece in pieces:
            how = ZIP_STORED if piece.media_type.startswith("image/") else ZIP_DEFLATED
            _add(archive, book.modified, f"EPUB/{piece.name}", piece.data, how)
    return out.getvalue()


def _add(archive: ZipFile, when: datetime, name: str, data: bytes, how: int) -> None:
    year = min(max(when.year, 1980), 2107)  # what a zip file can say
    info = ZipInfo(name, (year, *when.timetuple()[1:6]))
    info.compress_type, info.external_attr, info.create_system = how, FILE_MODE, UNIX
    archive.writestr(info, data)
