"""From what a person wrote to what is shown, and back to plain text and Markdown."""

import re
from html import escape, unescape
from typing import Literal

from markdown_it import MarkdownIt

from fanthology.text.clean import clean

Markup = Literal["plain", "markdown", "html"]


def to_html(source: str, markup: Markup) -> str:
    """Return cleaned HTML for what was written in one of the three ways."""
    if markup == "html":
        return clean(source)
    if markup == "markdown":
        return clean(MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).render(source))
    parts = re.split(r"\n\s*\n", source.replace("\r\n", "\n"))
    return clean("".join(f"<p>{escape(part.strip())}</p>".replace("\n", "<br>") for part in parts if part.strip()))


def to_text(html: str) -> str:
    """Return the text of cleaned HTML; paragraphs are parted by an empty line."""
    text = re.sub(r"<hr[^>]*>", "\n\n* * *\n\n", html)
    text = re.sub(r"</(p|h\d|li|blockquote|div|dd|dt|tr)>", "\n\n", re.sub(r"<br>", "\n", text))
    return re.sub(r"\n{3,}", "\n\n", unescape(re.sub(r"<[^>]*>", "", text))).strip()


def to_markdown(html: str) -> str:
    """Return cleaned HTML as Markdown."""
    text = re.sub(r"</?(em|i)>", "*", re.sub(r"</?(strong|b)>", "**", html))
    return to_text(text)


def first_words(html: str, limit_chars: int) -> str:
    """Return the beginning of the text on one line, cut between two words."""
    text = " ".join(to_text(html).split())
    if len(text) <= limit_chars:
        return text
    return text[: limit_chars - 1].rsplit(" ", 1)[0] + "…"
