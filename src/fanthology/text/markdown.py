"""Markdown: how it becomes HTML, and how blocks become Markdown that reads back as the same blocks.

The dialect is CommonMark with tables and `~~struck~~` words, without raw HTML. Three things that spoil fiction are
left out: four spaces do not make code (writers indent paragraphs), a line under a paragraph does not make it a heading
(it is a scene break), and `~~~` does not begin code (it is a scene break too).
"""

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt

from fanthology.text.blocks import Block
from fanthology.text.characters import scrub
from fanthology.text.guard import TextRefused
from fanthology.text.markdown_runs import is_break_line, write_inline
from fanthology.text.plain import SCENE_BREAK, is_compact, rows, text_of_runs

MAX_NESTING = 60
"""Quotes and lists inside each other. markdown-it drops what is deeper; we refuse it instead."""
_MAX_BRACKETS = 30

_reader = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": 2 * MAX_NESTING})
    .enable(["table", "strikethrough"])
    .disable(["code", "lheading", "html_block", "html_inline"])
)

_FENCE = re.compile(r"(?:[ >]|[-*+] |\d{1,9}[.)] )*+(`{3,})[^`]*$")
_RULE = re.compile(r"\s*[-*_=~#+][-*_=~#+ ]{2,}\s*")
_BRACKET = re.compile(r"\\.|[\[\]]")
_NOTE = re.compile(r"^(\s*(?:[>*+-]\s+)*)(\[(?:\\.|[^\[\]\\])*\]:(?!\s*<?(?:https?:|mailto:)))")


def _escape_brackets(lines: list[str], fenced: set[int]) -> None:
    """Escape brackets that never close, or stand within dozens of others: none of them can begin a link.

    markdown-it would search the rest of the paragraph for each of them: 200,000 take it an hour.
    """
    vain: list[tuple[int, int]] = []
    unclosed: list[tuple[int, int]] = []
    for place, line in enumerate([*lines, ""]):
        if not line.strip():
            vain += unclosed if len(unclosed) >= _MAX_BRACKETS else []
            unclosed = []
        for match in () if place in fenced else _BRACKET.finditer(line):
            if match[0] == "]":
                del unclosed[-1:]
            elif match[0] != "[":
                continue
            elif len(unclosed) < _MAX_BRACKETS:
                unclosed.append((place, match.start()))
            else:
                vain.append((place, match.start()))
                unclosed.append(unclosed[-1])  # its closing bracket must find a partner
    columns: dict[int, set[int]] = {}
    for place, column in vain:
        columns.setdefault(place, set()).add(column)
    for place, found in columns.items():
        lines[place] = "".join("\\[" if at in found else sign for at, sign in enumerate(lines[place]))


def _prepared(source: str) -> str:
    """Write every scene break as `***`, and keep lines that only look like the address of a link."""
    lines = scrub(source).replace("\t", "    ").split("\n")
    fence = ""
    fenced: set[int] = set()
    for place, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            fenced.add(place)
            if mark and len(mark[1]) >= len(fence) and not line.strip(" >`"):
                fence = ""
            continue
        if mark:
            fence = mark[1]
            continue
        before = lines[place - 1] if place else ""
        after = lines[place + 1] if place + 1 < len(lines) else ""
        alone = not before.strip() and not after.strip()
        if (alone or _RULE.fullmatch(line)) and is_break_line(line):
            lines[place] = " " * (len(line) - len(line.lstrip())) + "***"
        elif "]:" in line:
            lines[place] = _NOTE.sub(r"\1\\\2", line, count=1)
    if source.count("[") > _MAX_BRACKETS:
        _escape_brackets(lines, fenced)
    return "\n".join(lines)


def html_of_markdown(source: str) -> str:
    """Return uncleaned HTML of Markdown. Raises TextRefused where it is nested too deeply."""
    env: dict[str, object] = {}
    tokens = _reader.parse(_prepared(source), env)
    if any(token.level >= 2 * MAX_NESTING - 2 for token in tokens):
        raise TextRefused(f"This text nests more than {MAX_NESTING} quotes or lists; please simplify it.")
    return str(_reader.renderer.render(tokens, _reader.options, env))


def _prefix(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(others + line if line else others.rstrip() for line in lines[1:])])


def _list(block: Block, bullet: str) -> str:
    number = int(dict(block.attributes).get("start", "1"))
    items = []
    for item in block.children:
        first = f"{max(0, number)}{bullet} " if block.tag == "ol" else f"{bullet} "
        text = markdown_of(item.children, apart="\n") if is_compact(item) and item.children else _one(item)
        text = _prefix(text, first, " " * len(first))
        if item.children and item.children[0].tag in {"hr", "ul", "ol"}:
            text = f"{first.rstrip()}\n{' ' * len(first)}{text.removeprefix(first)}"
        items.append(text)
        number += 1
    return ("\n" if all(is_compact(item) for item in block.children) else "\n\n").join(items)


def _table(block: Block) -> str:
    captions = [write_inline(part.runs) for part in block.children if part.tag == "caption"]
    grid = [[_cell(cell) for cell in row.children] for row in rows(block)]
    width = max((len(row) for row in grid), default=0)
    if not width:
        return "\n\n".join(captions)
    lines = [f"| {' | '.join([*row, *([''] * (width - len(row)))])} |" for row in grid]
    lines.insert(1, "|" + " --- |" * width)
    return "\n\n".join([*captions, "\n".join(lines)])


def _cell(cell: Block) -> str:
    if cell.runs:
        return write_inline(cell.runs, line_break=" ")
    return " ".join(filter(None, (_cell(child) for child in cell.children)))


def _fenced(block: Block) -> str:
    text = text_of_runs(block.runs)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def _one(block: Block) -> str:
    tag = block.tag
    if tag == "hr":
        return SCENE_BREAK
    if tag == "pre":
        return _fenced(block)
    if tag == "table":
        return _table(block)
    if tag == "blockquote":
        return _prefix(markdown_of(block.children), "> ", "> ")
    if tag in {"h2", "h3", "h4", "h5", "h6"}:
        return f"{'#' * int(tag[1])} {write_inline(block.runs, line_break=' ')}"
    return write_inline(block.runs) if block.runs else markdown_of(block.children)


def markdown_of(blocks: Iterable[Block], apart: str = "\n\n") -> str:
    """Return blocks as Markdown."""
    out: list[str] = []
    before, bullet = "", "-"
    for block in blocks:
        if block.tag in {"ul", "ol"}:
            kinds = ("-", "*") if block.tag == "ul" else (".", ")")
            bullet = kinds[1] if before == block.tag and bullet == kinds[0] else kinds[0]
            text = _list(block, bullet)
        else:
            text = _one(block)
        before = block.tag
        if text:
            out.append(text)
    return apart.join(out)
