"""A story's passages as a chapter's source, with the breaks that wide gaps mean."""

from collections.abc import Iterator, Sequence

from fanthology.formats.importers.passages import Passage, ordinary_gap
from fanthology.formats.manuscript import Gap
from fanthology.text.blocks import Block, Run, write

BREAK = "* * *"
_WORDS_SHOWN = 6


def plain_source(passages: Sequence[Passage], chapter: int = 0) -> tuple[str, tuple[Gap, ...]]:
    """Plain text with an empty line between paragraphs, and a break wherever a gap is wider than that.

    Each break that was made so is told as a `Gap`.
    """
    ordinary = ordinary_gap(passages)
    parts: list[str] = []
    gaps: list[Gap] = []
    paragraphs = 0
    for passage, before in _with_the_one_before(passages):
        if passage.is_break:
            if before is None or not before.is_break:
                parts.append(passage.text.strip() or BREAK)
            continue
        if before is not None and passage.gap > ordinary and not before.is_break:
            parts.append(BREAK)
            gaps.append(Gap(chapter, paragraphs, first_words(passage.text)))
        parts.append(passage.text)
        paragraphs += 1
    return "\n\n".join(parts), tuple(gaps)


def html_source(passages: Sequence[Passage]) -> str:
    """HTML with a line across wherever a gap is wider than between paragraphs."""
    ordinary = ordinary_gap(passages)
    blocks: list[Block] = []
    for passage, before in _with_the_one_before(passages):
        after_break = before is not None and before.is_break
        if before is not None and passage.gap > ordinary and not passage.is_break and not after_break:
            blocks.append(Block("hr"))
        if not (passage.is_break and after_break):
            blocks.append(passage.block or Block("p", runs=[Run(passage.text)]))
    return write(blocks)


def _with_the_one_before(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage | None]]:
    return zip(passages, (None, *passages), strict=False)


def first_words(text: str) -> str:
    """The first words of a paragraph, to find it by."""
    words = text.split()
    return " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")
