"""Plain text: how it becomes HTML, and how blocks become plain text."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from fanthology.text.blocks import Block, Run, common
from fanthology.text.characters import scrub
from fanthology.text.scenes import is_scene_break

SCENE_BREAK = "* * *"

_SIGNS = {"q": ("“", "”"), "rt": ("(", ")")}


def html_of_plain(source: str) -> str:
    """Return uncleaned HTML of plain text.

    An empty line parts paragraphs, a single line end is a line break, a line with only the mark of a scene break is
    one, and every other sign stays as it was typed.
    """
    out: list[str] = []
    lines: list[str] = []

    def end_paragraph() -> None:
        if lines:
            out.append(f"<p>{'<br>'.join(lines)}</p>")
            lines.clear()

    for line in scrub(source).split("\n"):
        if is_scene_break(line):
            end_paragraph()
            out.append("<hr>")
        elif line.strip():
            lines.append(escape(line.rstrip(), quote=False))
        else:
            end_paragraph()
    end_paragraph()
    return "\n".join(out)


def text_of_runs(runs: Iterable[Run]) -> str:
    """Return the text of runs, with the signs that a page would show: quotes, brackets round readings."""
    runs = list(runs)
    bracketed = any(mark.tag == "rp" for run in runs for mark in run.marks)
    out: list[str] = []
    before = Run("")
    for run in [*runs, Run("")]:
        shared = common(before.marks, run.marks)
        ended = [mark.tag for mark in reversed(before.marks[shared:])]
        begun = [mark.tag for mark in run.marks[shared:]]
        for side, tags in ((1, ended), (0, begun)):
            out += [_SIGNS[tag][side] for tag in tags if tag in _SIGNS and not (tag == "rt" and bracketed)]
        out.append(run.text)
        before = run
    return "".join(out)


def _indent(text: str, first: str) -> str:
    """Set a sign before a text, and its other lines under the text's beginning."""
    return first + re.sub(r"\n(?!\n)", "\n" + " " * len(first), text)


def _number(block: Block) -> int:
    return int(dict(block.attributes).get("start", "1"))


def is_compact(item: Block) -> bool:
    """Tell whether a list item needs no empty line: it is one paragraph, perhaps with lists of such items under it."""
    first, *others = item.children or [item]
    return first.tag in {"li", "p"} and all(
        block.tag in {"ul", "ol"} and all(is_compact(inner) for inner in block.children) for block in others
    )


def _list(block: Block) -> str:
    items = []
    for number, item in enumerate(block.children, _number(block)):
        text = text_of(item.children, apart="\n") if is_compact(item) and item.children else _one(item)
        items.append(_indent(text, f"{number}. " if block.tag == "ol" else "- "))
    return ("\n" if all(is_compact(item) for item in block.children) else "\n\n").join(items)


def rows(table: Block) -> Iterator[Block]:
    """Yield the rows of a table."""
    for part in table.children:
        if part.tag in {"thead", "tbody", "tfoot"}:
            yield from part.children


def _table(block: Block) -> str:
    captions = [text_of_runs(part.runs) for part in block.children if part.tag == "caption"]
    lines = [" | ".join(" ".join(_one(cell).split()) for cell in row.children) for row in rows(block)]
    return "\n".join([*captions, *lines])


def _one(block: Block) -> str:
    if block.tag == "hr":
        return SCENE_BREAK
    if block.tag in {"ul", "ol"}:
        return _list(block)
    if block.tag == "table":
        return _table(block)
    return text_of_runs(block.runs) if block.runs else text_of(block.children)


def text_of(blocks: Iterable[Block], apart: str = "\n\n") -> str:
    """Return blocks as plain text; an empty line parts them, `* * *` is a scene break."""
    return apart.join(text for block in blocks if (text := _one(block)))
