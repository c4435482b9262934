"""Stories go out: one writer for each format, each from a `Book` to bytes. docs/formats.md says what each one carries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fanthology.formats.book import Book
from fanthology.formats.exporters import epub, html, md, txt
from fanthology.formats.exporters.names import file_name

__all__ = ["FORMATS", "Format", "file_name"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name in addresses and commands, and how readers know it."""

    name: str
    label: str
    good_for: str
    media_type: str
    extension: str
    write: Callable[[Book], bytes]


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format(
            "epub",
            "EPUB",
            "For e-readers, phones and reading apps: chapters, contents, cover, your own fonts and sizes.",
            "application/epub+zip",
            "epub",
            epub.write,
        ),
        Format(
            "html",
            "HTML",
            "One page for any browser, offline too, light and dark; nothing is lost when it is imported again.",
            "text/html; charset=utf-8",
            "html",
            html.write,
        ),
        Format(
            "txt",
            "Plain text",
            "For every machine there is; without italics and pictures.",
            "text/plain; charset=utf-8",
            "txt",
            txt.write,
        ),
        Format(
            "md",
            "Markdown",
            "For writing programs and notebooks; can be imported again with everything that is said about the story.",
            "text/markdown; charset=utf-8",
            "md",
            md.write,
        ),
    )
}
