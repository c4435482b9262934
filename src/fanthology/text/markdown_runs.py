"""Runs of text as Markdown: emphasis that reads back as emphasis, and text that reads back as text.

CommonMark sees `*` as emphasis only between the right neighbours: `a*"b"*c` is no emphasis. Where the neighbours are
wrong, the letter outside is written as a character reference (`&#97;*"b"*&#99;`), which always is right.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from fanthology.text.blocks import Run
from fanthology.text.scenes import is_scene_break

_KINDS = {
    "em": "em",
    "i": "em",
    "strong": "strong",
    "b": "strong",
    "s": "s",
    "del": "s",
    "a": "a",
    "code": "code",
    "q": "q",
    "rt": "rt",
}
_SIGNS = {"q": "“”", "rt": "()"}
_ESCAPED = re.compile(r"[\\`*_\[\]<|~]|&(?=#?[a-zA-Z0-9]+;)")
_LINE_START = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|#{1,6}(?=\s|$)|>|[-+](?=[\s:|+-]|$)|:(?=[-:])|=(?==)"
)
_NO_BREAK = re.compile(r".*[\\`]|\s*(?:[-+*]\s+|[0-9]+[.)]\s+)*>")
_ADDRESS_UNFIT = re.compile(r"[\s<>\\]")
_ENTITY = re.compile(r"&(?=#?[a-zA-Z0-9]+;)")


class _Kind(NamedTuple):
    """One mark that Markdown knows: its kind, and the address of a link."""

    name: str
    address: str = ""
    serial: int = 0


_Piece = tuple[str, tuple[_Kind, ...]]


def is_break_line(line: str) -> bool:
    """Tell whether a line of Markdown is a scene break, though CommonMark may see a list or a heading in it."""
    ends_in_letter = line.rstrip()[-1:].isalnum() and not line.lstrip()[:1].isalnum()
    return not _NO_BREAK.match(line) and not ends_in_letter and is_scene_break(line)


def _known(run: Run, *, bracketed: bool) -> tuple[_Kind, ...]:
    """Return the marks of a run that Markdown can write, each once. Readings may have their own brackets."""
    found: dict[str, _Kind] = {}
    for mark in run.marks:
        if (name := _KINDS.get(mark.tag)) and not (bracketed and name == "rt"):
            found.setdefault(name, _Kind(name, dict(mark.attributes).get("href", ""), mark.serial))
    code = found.pop("code", None)  # innermost, for nothing within code is read as Markdown
    return (*found.values(), code) if code else tuple(found.values())


def _shared(one: tuple[_Kind, ...], other: tuple[_Kind, ...]) -> int:
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    return shared


def _cut(runs: Iterable[Run]) -> list[_Piece]:
    """Cut white space off the ends of runs, so that no emphasis begins or ends with a space."""
    cut: list[_Piece] = []
    runs = list(runs)
    bracketed = any(mark.tag == "rp" for run in runs for mark in run.marks)
    for run in runs:
        kinds = _known(run, bracketed=bracketed)
        body = run.text.strip()
        start = run.text.index(body)
        parts = (run.text[:start], body, run.text[start + len(body) :])
        cut += [(part, kinds) for part in parts if part]
    return cut


def _pieces(runs: Iterable[Run]) -> list[_Piece]:
    """Return text with what Markdown knows of its marks. White space is under the marks that go on across it."""
    cut = _cut(runs)
    ahead: list[tuple[_Kind, ...]] = []
    following: tuple[_Kind, ...] = ()
    for text, kinds in reversed(cut):
        following = kinds if text.strip() else following
        ahead.append(following)
    settled: list[_Piece] = []
    before: tuple[_Kind, ...] = ()
    for (text, own), after in zip(cut, reversed(ahead), strict=True):
        kinds = own
        if text.strip():
            before = own
        else:
            shared = before[: _shared(before, after)]
            kinds = shared[: _shared(shared, own)]
        if settled and settled[-1][1] == kinds:
            settled[-1] = (settled[-1][0] + text, kinds)
        else:
            settled.append((text, kinds))
    return settled


def _reference(sign: str) -> str:
    return f"&#{ord(sign)};"


def _is_outside_word(sign: str) -> bool:
    """Tell whether emphasis may begin after this sign, or end before it, whatever stands within."""
    return (
        not sign
        or sign.isspace()
        or (sign.isascii() and not sign.isalnum())
        or unicodedata.category(sign)[0] == "P"
    )


def _is_of_word(sign: str) -> bool:
    """Tell whether every reader of Markdown takes the sign for a letter; symbols are neither this nor outside."""
    return unicodedata.category(sign)[0] in "LNM"


class _Writer:
    """Writes pieces of one paragraph, minding the neighbours of every mark."""

    def __init__(self, line_break: str) -> None:
        self.out: list[str] = []
        self.line_break = line_break
        self.last = ""
        """The sign before, as a reader of Markdown sees it; empty at the beginning."""
        self.opened: list[tuple[_Kind, str]] = []
        self.must_end_word = False
        self.line_from = 0
        self.sign_at = -1
        """Where in `out` the latest sign of text stands that may be written as a reference."""

    def end_line(self) -> None:
        """Let the line not be taken for a scene break, whatever list sign may come before it."""
        line = "".join(self.out[self.line_from :])
        if self.sign_at >= self.line_from and any(
            is_break_line(before + line) for before in ("", "- ", "# ")
        ):
            self.out[self.sign_at] = _reference(self.out[self.sign_at])

    def _loosen(self) -> None:
        """Make sure that a mark may begin here: write a letter before it as a reference."""
        if not _is_outside_word(self.last):
            self.out[-1] = _reference(self.last)
            self.last = ";"
            self.sign_at = -1

    def begin(self, kind: _Kind, first: str) -> None:
        """Begin a mark; `first` is the sign that follows in the source."""
        sign = ""
        if kind.name in {"em", "strong"}:
            outer = {mark[0] for other, mark in self.opened if other.name in {"em", "strong"}}
            letter = "_" if "*" in outer or self.last == "*" else "*"
            sign = letter if kind.name == "em" else letter * 2
        elif kind.name == "s":
            sign = "~~"
        if sign:
            if sign[0] == "_" or not _is_of_word(first):
                self._loosen()
            self.put(sign)
        elif kind.name == "a":
            if self.last == "!":
                self.out[-1] = "\\!"
                self.sign_at = -1
            self.put("[")
        elif kind.name in _SIGNS:
            self.text(_SIGNS[kind.name][0])
        self.opened.append((kind, sign))

    def end(self) -> None:
        """End the innermost mark."""
        kind, sign = self.opened.pop()
        if sign:
            must_end_word = sign[0] == "_" or not _is_of_word(self.last)
            self.put(sign)
            self.must_end_word = must_end_word
        elif kind.name == "a":
            address = _ADDRESS_UNFIT.sub(lambda match: quote(match[0]), kind.address)
            address = _ENTITY.sub("&amp;", address)
            self.put(f"](<{address}>)" if "(" in address or ")" in address else f"]({address})")
        elif kind.name in _SIGNS:
            self.text(_SIGNS[kind.name][1])

    def put(self, markup: str) -> None:
        """Write signs of Markdown."""
        self.out.append(markup)
        self.last = markup[-1]
        self.must_end_word = False

    def code(self, text: str) -> None:
        """Write a stretch of code."""
        fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
        space = " " if text[0] == "`" or text[-1] == "`" else ""
        self.put(fence + space + text.replace("\n", " ") + space + fence)

    def text(self, text: str) -> None:
        """Write text so that it reads back as text."""
        first, *rest = text.split("\n")
        self._line(first)
        for line in rest:
            self.end_line()
            self.line_from = len(self.out) + 1
            self.out.append(self.line_break)
            self.last = "" if "\n" in self.line_break else " "
            self.must_end_word = False
            self._line(line)

    def _line(self, text: str) -> None:
        if not text:
            return
        start = ""
        if self.must_end_word and not _is_outside_word(text[0]):
            start, text = _reference(text[0]), text[1:]
        elif not self.last and (match := _LINE_START.match(text)):
            start = f"{match['number']}\\{text[match.end()]}" if match["number"] else f"\\{match[0]}"
            text = text[match.end() + bool(match["number"]) :]
        self.must_end_word = False
        if start:
            self.out.append(start)
            self.last = start[-1]
        if text:
            # The last sign stands alone, so that it can be written anew if a mark follows.
            escaped = _ESCAPED.sub(r"\\\g<0>", text)
            last = 2 if _ESCAPED.match(text[-1]) else 1
            self.out += [escaped[:-last], escaped[-last:]]
            self.sign_at = len(self.out) - 1
            self.last = text[-1]


def _outer_spaces(written: str) -> str:
    """Keep ideographic and other spaces at the ends of a paragraph, which Markdown would strip."""
    body = written.strip()
    start = written.index(body)
    before, after = written[:start], written[start + len(body) :]
    return "".join([*map(_reference, before), body, *map(_reference, after)])


def write_inline(runs: Iterable[Run], line_break: str = "\\\n") -> str:
    """Return the runs of one paragraph as Markdown."""
    writer = _Writer(line_break)
    now: tuple[_Kind, ...] = ()
    for text, kinds in [*_pieces(runs), ("", ())]:
        shared = _shared(now, kinds)
        while len(writer.opened) > shared:
            writer.end()
        new = [kind for kind in kinds[shared:] if kind.name != "code"]
        for place, kind in enumerate(new):
            # A single sign may yet become a reference, if another mark begins right after it.
            is_next = place == len(new) - 1 and kinds[-1].name != "code" and len(text) > 1
            writer.begin(kind, text[0] if is_next and not _ESCAPED.match(text) else "*")
        if kinds and kinds[-1].name == "code":
            writer.code(text)
        else:
            writer.text(text)
        now = kinds
    writer.end_line()
    return _outer_spaces("".join(writer.out))
