"""What an exported file is called: "Title - Author.epub", safe on every system."""

import re
from unicodedata import category

from fanthology.formats.book import Book
from fanthology.formats.exporters.parts import listed
from fanthology.text.names import tidy

MOST_BYTES = 150
"""Of the name without its extension, in UTF-8: the strictest file systems (encrypted folders) take 143 to 255 in all."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)


def file_name(book: Book, extension: str) -> str:
    """The file's name; at most three authors are named, and a long title is cut."""
    authors = book.authors if len(book.authors) <= 3 else (*book.authors[:2], "others")
    by = _cut(_safe(listed(authors)), MOST_BYTES // 3)
    ending = f" - {by}" if by else ""
    title = _safe(book.title) or f"Story {book.story_id}"
    stem = _cut(title, MOST_BYTES - len(ending.encode())) + ending
    stem = stem.strip(" .") or f"Story {book.story_id}"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{stem}.{extension}"


def _safe(text: str) -> str:
    """Without what some system takes for something else: separators, wildcards, dots and hyphens at the start."""
    clean = " ".join(_FORBIDDEN.sub(" ", tidy(text)).split())
    return clean.lstrip(" .-~").rstrip(" .")


def _cut(text: str, most: int) -> str:
    """At most so many bytes, never within a letter and its marks."""
    if len(text.encode()) <= most:
        return text
    short = text.encode()[: most - 3].decode(errors="ignore")
    rest = text[len(short) :]
    while short and rest and (category(rest[0])[0] == "M" or rest[0] == "\u200d" or short[-1] == "\u200d"):
        short, rest = short[:-1], short[-1]
    return f"{short.rstrip(' .')}…"
