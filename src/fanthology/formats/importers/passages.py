"""A text as passages: paragraphs with the number of empty lines above each.

Plain text and HTML come to the same shape, so that heads, stories and scene breaks are found by the
same rules in both. A passage of HTML keeps its block, and with it italics and links.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from fanthology.text.blocks import Block, Run, texts, write
from fanthology.text.headers import read_header
from fanthology.text.reading import read
from fanthology.text.scenes import is_scene_break

_EMPTY = re.compile(
    r"(?:<br[^<>]{0,40}>|<p[^<>]{0,200}>(?:&nbsp;|[\s\u00a0]|<br[^<>]{0,40}>)*+</p>|&nbsp;|[\s\u00a0])++",
    re.IGNORECASE,
)
_EMPTY_PARAGRAPH = re.compile(r"<p[^<>]{0,200}>.*?</p>", re.IGNORECASE | re.DOTALL)
# Stands for a gap while HTML is parsed: the parser lets empty paragraphs go, and we want to know of them.
_MARK = "\ue000"
_MARKED = re.compile(rf"{_MARK}(\d{{1,6}})")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph (or heading, list, table): its text, the empty lines above it, its block in HTML."""

    text: str
    gap: int = 1
    block: Block | None = None

    @property
    def is_break(self) -> bool:
        """Whether this is a scene break: a line across, or a line of marks."""
        return self.block.tag == "hr" if self.block else is_scene_break(self.text)

    @property
    def has_markup(self) -> bool:
        """Whether anything would be lost if only the text were kept (a line break is text)."""
        block = self.block
        return block is not None and (block.tag != "p" or any(run.marks for run in block.runs))

    @property
    def html(self) -> str:
        """The passage as HTML."""
        if self.block:
            return write([self.block])
        return f"<p>{escape(self.text, quote=False)}</p>".replace("\n", "<br>")

    def cut(self, start: int, end: int) -> "Passage":
        """The passage's characters from `start` to `end`, with their marks; gap as it was."""
        if self.block is None or self.block.children:
            return replace(self, text=self.text[start:end])
        block = Block("p", self.block.attributes, runs=_cut(self.block.runs, start, end))
        return Passage(block.text, self.gap, block)

    def lines(self) -> Iterator["Passage"]:
        """The passage line by line; a list or table is one line."""
        if self.block is not None and self.block.children:
            yield self
            return
        start = 0
        for number, line in enumerate(self.text.split("\n")):
            part = self.cut(start, start + len(line))
            yield replace(part, gap=0) if number else part
            start += len(line) + 1


def _cut(runs: Iterable[Run], start: int, end: int) -> list[Run]:
    """Runs without the characters before `start` and from `end` on."""
    kept, place = [], 0
    for run in runs:
        text = run.text[max(0, start - place) : max(0, end - place)]
        place += len(run.text)
        if text:
            kept.append(Run(text, run.marks))
    return kept


def html_passages(html: str) -> list[Passage]:
    """The passages of an HTML text. Raises TextRefused where it is too large or too deep."""
    passages: list[Passage] = []
    gap = 1
    for block in read(_EMPTY.sub(_gap_marked, html.replace(_MARK, ""))):
        marked = _MARKED.fullmatch(block.text)
        if marked:
            gap = min(int(marked.group(1)), 1000)
            continue
        _unmark(block)
        text = "\n".join(texts([block]))
        passages.append(Passage(text, gap, block))
        gap = 1
    return passages


def _gap_marked(found: re.Match[str]) -> str:
    """What shows nothing, with a mark beside it when it makes a gap wider than between two paragraphs."""
    shown = found.group()
    if "<" not in shown:
        return shown
    empty = shown.lower().count("</p>")
    breaks = _EMPTY_PARAGRAPH.sub("", shown).lower().count("<br")
    between = found.string[max(0, found.start() - 4) : found.start()].lower() == "</p>"
    gap = 1 + empty + breaks if between or empty else breaks - 1
    return f"<br><br>{_MARK}{gap}<br><br>" if gap > 1 else shown


def _unmark(block: Block) -> None:
    """Take the marks out of quotations, lists and other blocks that hold blocks."""
    block.runs = [
        Run(_MARKED.sub("", run.text), run.marks) if _MARK in run.text else run for run in block.runs
    ]
    for child in block.children:
        _unmark(child)
    block.children = [
        child
        for child in block.children
        if child.children or child.text.strip() or child.tag in {"hr", "td", "th"}
    ]


def text_passages(text: str) -> list[Passage]:
    """The passages of plain text, however its paragraphs are parted (see `shape`)."""
    lines = [line.rstrip() for line in text.replace("\f", "\n").split("\n")]
    return _grouped(lines, *shape(lines))


def blank_parted(text: str) -> list[Passage]:
    """The passages of a text whose paragraphs are parted by empty lines (Markdown)."""
    return _grouped([line.rstrip() for line in text.split("\n")], "blank", 0)


def _grouped(lines: Sequence[str], kind: str, width: int) -> list[Passage]:
    passages: list[Passage] = []
    group: list[str] = []
    gap = above = 0
    for line in [*lines, ""]:
        blank = not line.strip("\u00a0\u200b \t")
        indented = kind == "wrapped" and group and line[:1] in " \t" and group[-1][:1] not in " \t"
        if group and (blank or indented or kind == "lines"):
            passages.append(Passage(_joined(group, width if kind == "wrapped" else 0), above))
            group, gap = [], 0
        if blank:
            gap += 1
        else:
            if not group:
                above = gap
            group.append(line)
    return passages


def shape(lines: Sequence[str]) -> tuple[str, int]:
    """How a plain text parts its paragraphs, and the width of its lines in characters.

    "blank": an empty line parts them, and a line break inside is meant. "lines": every line is a
    paragraph. "wrapped": lines were broken at a width, as in Project Gutenberg's books.
    """
    full = [len(line) for line in lines if line.strip()]
    if len(full) < 3:
        return "blank", 0
    inner = [len(one) for one, after in pairwise(lines) if one.strip() and after.strip()]
    width = sorted(full)[len(full) * 49 // 50]
    if len(inner) < 0.3 * len(full):
        return "blank", width
    if 45 <= width <= 100 and sum(0.7 * width <= each for each in inner) >= 0.6 * len(inner):
        return "wrapped", width
    long = sum(each > 100 for each in full)
    if len(inner) >= 0.6 * len(full) and (long >= 0.15 * len(full) or len(inner) >= 0.9 * (len(full) - 1)):
        return "lines", width
    return "blank", width


def _joined(group: Sequence[str], width: int) -> str:
    """A paragraph's lines as its text; with a width, lines that were broken there are joined."""
    if len(group) == 1:
        return group[0].strip()
    labelled = bool(width) and _is_labelled(group[0])
    if not width or not (labelled or _was_wrapped(group, width)):
        return "\n".join(group)
    joined = group[0].strip()
    for before, line in pairwise(group):
        if labelled and (len(before) < 0.6 * width or _is_labelled(line)):
            joined += f"\n{line.strip()}"
        elif joined[-1:] in "-–—" and joined[-2:-1] != " ":
            joined += line.strip()
        else:
            joined += f" {line.strip()}"
    return joined


def _is_labelled(line: str) -> bool:
    """Whether a line begins with a header's label: it was not wrapped, it was typed so."""
    header = read_header(line)
    return header is not None and bool(header.fields)


def _was_wrapped(group: Sequence[str], width: int) -> bool:
    """Verses and addresses have short lines that nobody wrapped."""
    inner = group[:-1]
    return sum(len(line) >= 0.6 * width for line in inner) >= 0.5 * len(inner)


def ordinary_gap(passages: Sequence[Passage]) -> int:
    """How many empty lines part two paragraphs here, most of the time.

    Where more than a third of the gaps are wider, a wide gap means nothing: the next width is taken.
    """
    gaps = Counter(passage.gap for passage in passages[1:])
    if not gaps:
        return 1
    ordinary = min(gap for gap, count in gaps.items() if count == max(gaps.values()))
    whole = gaps.total()
    while whole >= 10 and sum(count for gap, count in gaps.items() if gap > ordinary) * 3 > whole:
        ordinary = min(gap for gap in gaps if gap > ordinary)
    return ordinary
