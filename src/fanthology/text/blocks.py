"""The shape of a clean text: blocks in blocks, and in the innermost ones runs of text with their marks.

`reading.py` makes it from any HTML, `write()` makes HTML of it, and plain text, Markdown and the count of words are
taken from it, so that they all see the same paragraphs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from fanthology.text.allowed import HEADINGS
from fanthology.text.characters import is_blank

Attributes = tuple[tuple[str, str], ...]


class Mark(NamedTuple):
    """What a run of text is marked as: `em`, `a`, … Marks that must not merge carry a serial number."""

    tag: str
    attributes: Attributes = ()
    serial: int = 0


class Run(NamedTuple):
    """A stretch of text under the same marks, outermost first. A line feed in it is a line break."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list, … It holds either runs or other blocks."""

    tag: str
    attributes: Attributes = ()
    children: list["Block"] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of its own runs."""
        return "".join(run.text for run in self.runs)


LINES_ONLY = HEADINGS | {"pre", "summary", "caption", "dt"}
"""Blocks that hold runs and never other blocks."""
FLOW = frozenset(("body", "div", "blockquote", "details"))
"""Blocks that hold blocks and never runs."""
MAY_BE_TIGHT = frozenset(("li", "dd", "td", "th", "figcaption"))
"""Blocks that hold runs where one paragraph would stand alone."""


def common(first: Sequence[Mark], second: Sequence[Mark]) -> int:
    """Return how many marks two runs share, from the outermost."""
    shared = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        shared += 1
    return shared


def _lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Cut runs at their line feeds."""
    line: list[Run] = []
    for run in runs:
        first, *rest = run.text.split("\n")
        line.append(Run(first, run.marks))
        for text in rest:
            yield line
            line = [Run(text, run.marks)]
    yield line


def _tidy(line: list[Run], strip: str) -> list[Run]:
    """Merge like runs, let no space follow a space, strip the ends (`strip`: of what, at the start)."""
    tidy: list[Run] = []
    after = " "
    for run in line:
        text = run.text.lstrip(strip) if not tidy else run.text
        if after == " ":
            text = text.lstrip(" ")
        if not text:
            continue
        after = text[-1]
        if tidy and tidy[-1].marks == run.marks:
            tidy[-1] = Run(tidy[-1].text + text, run.marks)
        else:
            tidy.append(Run(text, run.marks))
    while tidy:
        last = tidy.pop()
        if text := last.text.rstrip(" \u00a0"):
            tidy.append(Run(text, last.marks))
            break
    return tidy


def _join(lines: list[list[Run]]) -> list[Run]:
    """Put the lines of a paragraph together again; a break bears the marks that go on across it."""
    joined = lines[0]
    for line in lines[1:]:
        shared = common(joined[-1].marks, line[0].marks)
        pieces = [Run("\n", joined[-1].marks[:shared]), *line]
        for piece in pieces:
            if joined[-1].marks == piece.marks:
                joined[-1] = Run(joined[-1].text + piece.text, piece.marks)
            else:
                joined.append(piece)
    return joined


def paragraphs(runs: Iterable[Run]) -> list[list[Run]]:
    """Cut runs into paragraphs at empty lines; what shows nothing is left out."""
    found: list[list[Run]] = []
    lines: list[list[Run]] = []
    for line in _lines(runs):
        if is_blank("".join(run.text for run in line)):
            if lines:
                found.append(_join(lines))
                lines = []
        else:
            lines.append(_tidy(line, " " if lines else " \u00a0"))
    return [*found, _join(lines)] if lines else found


def one_paragraph(runs: Iterable[Run]) -> list[Run]:
    """Return runs as one paragraph: lines that show nothing are left out."""
    lines = [
        _tidy(line, " \u00a0") for line in _lines(runs) if not is_blank("".join(run.text for run in line))
    ]
    return _join(lines) if lines else []


def _attributes(attributes: Attributes) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes)


def write_runs(runs: Iterable[Run], line_break: str = "<br>") -> str:
    """Return runs as HTML."""
    out: list[str] = []
    open_marks: tuple[Mark, ...] = ()
    for run in runs:
        shared = common(open_marks, run.marks)
        out += [f"</{mark.tag}>" for mark in reversed(open_marks[shared:])]
        out += [f"<{mark.tag}{_attributes(mark.attributes)}>" for mark in run.marks[shared:]]
        out.append(escape(run.text, quote=False).replace("\n", line_break))
        open_marks = run.marks
    out += [f"</{mark.tag}>" for mark in reversed(open_marks)]
    return "".join(out)


def _write(block: Block, out: list[str]) -> None:
    start = f"<{block.tag}{_attributes(block.attributes)}>"
    if block.tag == "hr":
        out.append(start)
        return
    out.append(start)
    out.append(write_runs(block.runs, "\n" if block.tag == "pre" else "<br>"))
    for child in block.children:
        _write(child, out)
    out.append(f"</{block.tag}>")


def write(blocks: Iterable[Block]) -> str:
    """Return blocks as HTML, one block a line."""
    lines: list[str] = []
    for block in blocks:
        out: list[str] = []
        _write(block, out)
        lines.append("".join(out))
    return "\n".join(lines)


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of every block in order, without the readings (`rt`) that stand above other words."""
    for block in blocks:
        if block.runs:
            yield "".join(
                run.text for run in block.runs if not any(mark.tag in {"rt", "rp"} for mark in run.marks)
            )
        yield from texts(block.children)
