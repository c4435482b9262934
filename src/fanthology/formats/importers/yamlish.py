"""The simple part of YAML that people write above Markdown: keys, texts, lists, dates.

Not a YAML reader: no anchors, no types, no nesting but lists. What it cannot read it says, and the
lines then stay in the text.
"""

import re
from collections.abc import Sequence
from typing import Any

from fanthology.formats.manuscript import Misshapen

_KEY = re.compile(r"([A-Za-z][\w /'-]{0,60}?)\s*:(?:\s+(.*))?", re.DOTALL)
_ITEM = re.compile(r"\s*-\s+(.*)", re.DOTALL)


def read_yamlish(text: str) -> dict[str, Any]:
    """Keys with texts, lists of texts, true and false; `Misshapen` for anything else."""
    found: dict[str, Any] = {}
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at].rstrip()
        at += 1
        if not line or line.lstrip().startswith("#"):
            continue
        key = _KEY.fullmatch(line)
        if key is None:
            raise Misshapen(f"the line “{line[:60]}” is no “key: value”.")
        value = (key.group(2) or "").strip()
        block, at = _block(lines, at)
        found[key.group(1)] = _valued(value, block)
    return found


def _block(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The indented lines or list items below a key, and where they end."""
    block: list[str] = []
    while at < len(lines):
        line = lines[at].rstrip()
        if line and not line[0].isspace() and not line.startswith("- "):
            break
        block.append(line)
        at += 1
    return block, at


def _valued(value: str, block: Sequence[str]) -> Any:
    """The value of a key from its line and the lines below."""
    below = [line for line in block if line.strip() and not line.lstrip().startswith("#")]
    if value[:1] in ("|", ">"):
        return _folded(block, keep=value[0] == "|")
    if not value and below and all(_ITEM.fullmatch(line) for line in below):
        return [_scalar(_ITEM.sub(r"\1", line)) for line in below]
    if value.startswith("[") and not below:
        if not value.endswith("]"):
            raise Misshapen("a list is not closed.")
        inside = re.findall(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|[^,\s][^,]*', value[1:-1])
        return [_scalar(each.strip()) for each in inside if each.strip()]
    return _scalar(" ".join([value, *(line.strip() for line in below)]).strip())


def _folded(block: Sequence[str], *, keep: bool) -> str:
    """A text over several lines: "|" keeps its line breaks, ">" joins the lines of a paragraph."""
    indents = [len(line) - len(line.lstrip()) for line in block if line.strip()]
    lines = [line[min(indents, default=0) :] for line in block]
    text = "\n".join(lines).strip("\n")
    return text if keep else re.sub(r"(?<!\n)\n(?!\n)", " ", text)


def _scalar(value: str) -> Any:
    """A text without its quotes; true and false."""
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    value = re.sub(r"\s#\s.*$", "", value)
    return {"true": True, "false": False}.get(value.casefold(), value)
