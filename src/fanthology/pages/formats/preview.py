"""A manuscript's chapter as it will look, with marks where a line may be lost."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fanthology.formats.manuscript import Gap, Manuscript
from fanthology.text.clean import TextRefused
from fanthology.text.markup import to_html, to_text

_BREAK = re.compile(r"<hr[^>]*>")
_LOOK_AHEAD = 600
"""Characters of HTML after a break in which its first words are looked for."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A break where a line may be lost: its place in the page, and what stands around it."""

    anchor: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A chapter as cleaned HTML, and its flags in order. `problem` says why it cannot be shown."""

    text: str
    flags: tuple[Flag, ...] = ()
    problem: str = ""


def preview(manuscript: Manuscript, number: int) -> Preview:
    """The chapter (from 0) as readers will see it.

    A flag whose break the poster has taken out is gone; breaks that have moved are known by the words after them.
    """
    chapter = manuscript.chapters[number]
    try:
        html = to_html(chapter.source, chapter.markup)
    except TextRefused as problem:
        return Preview("", problem=str(problem))
    gaps = [gap for gap in manuscript.gaps if gap.chapter == number]
    pieces: list[str] = []
    flags: list[Flag] = []
    last = 0
    for found in _BREAK.finditer(html):
        if not _is_flagged(html, found, gaps):
            continue
        anchor = f"gap-{len(flags) + 1}"
        flags.append(Flag(anchor, _last_words(html[: found.start()]), _first_words(html[found.end() :])))
        pieces += [html[last : found.end()], f'<p class="gap" id="{anchor}">A line may be lost here</p>']
        last = found.end()
    return Preview("".join([*pieces, html[last:]]), tuple(flags))


def _is_flagged(html: str, found: "re.Match[str]", gaps: Iterable[Gap]) -> bool:
    after = _first_words(html[found.end() :], 20)
    paragraphs = html.count("</p>", 0, found.start())
    return any(
        gap.after_paragraph == paragraphs
        if not (words := gap.before_words.rstrip(" …"))
        else after.startswith(words)
        for gap in gaps
    )


def _first_words(html: str, number: int = 8) -> str:
    """The first words of the passage that begins here; no further than the next break."""
    return " ".join(to_text(_BREAK.split(html[:_LOOK_AHEAD])[0]).split()[:number])


def _last_words(html: str, number: int = 8) -> str:
    """The last words of the passage that ends here."""
    return " ".join(to_text(_BREAK.split(html[-_LOOK_AHEAD:])[-1]).split()[-number:])
