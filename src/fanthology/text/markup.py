"""From what a person wrote to what is shown, and back to plain text and to Markdown.

Three ways to write: `plain` (every sign stays as typed), `markdown` (a subset of CommonMark), `html`.
"""

import unicodedata
from typing import Literal

from fanthology.text.blocks import texts
from fanthology.text.clean import clean
from fanthology.text.guard import MAX_CHARS, TextRefused
from fanthology.text.markdown import html_of_markdown, markdown_of
from fanthology.text.plain import html_of_plain, text_of
from fanthology.text.reading import read

__all__ = ["Markup", "first_words", "to_html", "to_markdown", "to_text"]

Markup = Literal["plain", "markdown", "html"]


def to_html(source: str, markup: Markup) -> str:
    """Return cleaned HTML of what was written. Raises TextRefused where it is too large or too deep."""
    if len(source) > MAX_CHARS:
        raise TextRefused(
            f"This text has more than {MAX_CHARS:,} characters; please bring it in as several chapters."
        )
    if markup == "markdown":
        return clean(html_of_markdown(source))
    if markup == "plain":
        return clean(html_of_plain(source))
    return clean(source)


def to_text(html: str) -> str:
    """Return HTML as plain text: an empty line between paragraphs, `* * *` for a scene break."""
    return text_of(read(html))


def to_markdown(html: str) -> str:
    """Return HTML as Markdown that `to_html` understands: words, emphasis, links, headings, lists, quotes, breaks."""
    return markdown_of(read(html))


def _on_one_line(html: str) -> str:
    return " ".join(" ".join(texts(read(html))).split())


def first_words(html: str, limit_chars: int) -> str:
    """Return the beginning of a text on one line, of at most so many characters, cut between words if it can be."""
    # A chapter's beginning is enough, unless it is nearly all tags; what is cut at its end lies beyond the limit.
    text = _on_one_line(html[: 1000 + 8 * limit_chars])
    if len(text) <= limit_chars + 20:
        text = _on_one_line(html)
    if len(text) <= limit_chars:
        return text
    end = max(0, limit_chars - 1)
    whole = text.rfind(" ", 0, end + 1)
    if whole > end // 2:
        end = whole
    while end > 0 and unicodedata.category(text[end])[0] == "M":
        end -= 1
    return text[:end].rstrip(" ,;:–—-") + "…" if limit_chars > 0 else ""
