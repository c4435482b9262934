"""Refuses what would take too long to read, before any parser sees it.

HTML parsers need time that grows with the square of the nesting: 100,000 nested `<div>` (half a megabyte) take lexbor
9 s and html5ever 28 s. Worse, an unclosed `<b>` is opened again in every paragraph after it, so 37 kB with 2,000
different ones become six million elements. One pass over the tags keeps a short stack of what is open, by the rules
of the HTML standard as far as they matter for depth. Where it must guess, it guesses deeper.
"""

import re
from collections.abc import Iterable

MAX_CHARS = 4_000_000
"""Characters of one text: a chapter of about 700,000 words."""
MAX_TAGS = 300_000
MAX_DEPTH = 200
"""Elements inside each other."""
MAX_REOPENED = 1_000_000
"""Elements that unclosed `<b>`, `<i>`, `<font>` … would add."""


class TextRefused(ValueError):
    """The text cannot be taken in. `str()` of it is one kind sentence for the writer."""


_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?:[!?]|/(?![a-zA-Z]))[^>]*+>?"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^ \t\n\r\f/>]*+)(?:[^>=]++|=[ \t\n\r\f]*+(?:\"[^\"]*\"|'[^']*')?)*+>?",
    re.DOTALL,
)
# Inside SVG and MathML other rules hold (comments, titles, CDATA). No story needs them: their tags go, their text stays.
_FOREIGN = re.compile(
    r"</?(?:svg|math|g|path|rect|circle|ellipse|line|polyline|polygon|use|stop|defs|lineargradient|radialgradient"
    r"|clippath|mask|foreignobject|desc|mspace|mglyph|malignmark|annotation-xml)(?=[\s/>])[^<>]*+>?",
    re.IGNORECASE,
)

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
_NEVER = frozenset("html head body frameset colgroup image".split())
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_BLOCKS = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header "
    "hgroup listing main menu nav ol p pre search section summary ul h li dd dt button".split()
)
_TABLE = frozenset("table caption tbody thead tfoot tr td th".split())
_SCOPE = _TABLE | frozenset("applet marquee object template".split())
_SPECIAL = _BLOCKS | _SCOPE | frozenset("select".split())
_LIST_EDGE = _SPECIAL - {"address", "div", "p"}
_TABLE_EDGE = frozenset(("table", "template"))
_RUBY = frozenset(("rb", "rt", "rtc", "rp"))
_HEADING = re.compile(r"h[1-6]")


class _Open:
    """What is open at one place of the text."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.styles: dict[str, list[str]] = {}
        self.styles_open = 0
        self.form_open = False
        self.reopened = 0

    @property
    def depth(self) -> int:
        """Elements inside each other, counting what would be opened again."""
        return len(self.stack) + self.styles_open

    def _close(self, names: Iterable[str], edge: frozenset[str]) -> None:
        """Close the innermost of these elements and all within it, unless an edge stands before it."""
        for place in range(len(self.stack) - 1, -1, -1):
            if self.stack[place] in names:
                del self.stack[place:]
                return
            if self.stack[place] in edge:
                return

    def _make_way(self, name: str) -> bool:
        """Close what this start tag closes; tell whether the element opens at all."""
        if name in _TABLE and name != "table":
            if "table" not in self.stack:
                return False
            while self.stack[-1] not in _TABLE_EDGE:
                self.stack.pop()
        elif name == "li":
            self._close(("li",), _LIST_EDGE)
        elif name in {"dd", "dt"}:
            self._close(("dd", "dt"), _LIST_EDGE)
        elif self.stack and (
            (self.stack[-1] == name and name in {"h", "option", "button"})
            or (self.stack[-1] in _RUBY and name in _RUBY and "ruby" in self.stack)
        ):
            self.stack.pop()
        if name in _BLOCKS and name != "button":
            self._close(("p",), _SCOPE | {"button"})
        return True

    def _end_one(self, name: str) -> None:
        """Take the innermost of these elements from the stack; what was opened within it stays open."""
        if name in self.stack:
            for place in range(len(self.stack) - 1, -1, -1):
                if self.stack[place] == name:
                    del self.stack[place]
                    return
                if self.stack[place] in _SCOPE:
                    return

    def start(self, name: str, tag: str) -> None:
        """Take in a start tag."""
        if name in _FORMATTING:
            same = self.styles.setdefault(name, [])
            if name in {"a", "nobr"} and same:
                self.styles_open -= len(same)
                same.clear()
                self._end_one(name)
            self.stack.append(name)
            if same.count(tag) < 3:  # the standard opens no more than three of the same again
                same.append(tag)
                self.styles_open += 1
            return
        self.reopened += self.styles_open
        if name == "form" and self.form_open and "template" not in self.stack:
            return
        self.form_open = self.form_open or name == "form"
        if self._make_way(name):
            self.stack.append(name)

    def end(self, name: str) -> None:
        """Take in an end tag."""
        if name in _FORMATTING:
            if self.styles.get(name):
                self.styles[name].pop()
                self.styles_open -= 1
            self._end_one(name)
            return
        self.reopened += self.styles_open
        if name == "form":
            self.form_open = False
            self._end_one(name)
        elif name in _TABLE:
            self._close((name,), _TABLE_EDGE)
        elif name == "li":
            self._close(("li",), _SCOPE | {"ul", "ol", "dir", "menu"})
        elif name in _BLOCKS or name in _SCOPE:
            self._close((name,), _SCOPE)
        else:
            self._close((name,), _SPECIAL)


def _refuse(thing: str) -> TextRefused:
    return TextRefused(f"This text {thing}; please simplify it or bring it in as several chapters.")


def without_drawings(html: str) -> str:
    """Return the HTML without the tags of SVG and MathML; what is written in them stays."""
    return _FOREIGN.sub("<wbr>", html) if "<svg" in (low := html.lower()) or "<math" in low else html


def check(html: str) -> None:
    """Raise TextRefused where a parser would take too long. Needs time in proportion to the text."""
    if len(html) > MAX_CHARS:
        raise _refuse(f"has more than {MAX_CHARS:,} characters")
    now, position, tags = _Open(), 0, 0
    while match := _TOKEN.search(html, position):
        position = match.end()
        if match["name"] is None:
            continue
        name = match["name"].lower()
        name = "h" if _HEADING.fullmatch(name) else name
        tags += 1
        if tags > MAX_TAGS:
            raise _refuse("has too many tags")
        if name in VOID or name in _NEVER:
            continue
        if match["end"]:
            now.end(name)
        elif name == "plaintext":
            break
        elif name in RAW:
            closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, position)
            position = closing.end() if closing else len(html)
        else:
            now.start(name, match[0])
        if now.depth > MAX_DEPTH:
            raise _refuse(f"has more than {MAX_DEPTH} tags inside each other")
        if now.reopened > MAX_REOPENED:
            raise _refuse("has too many tags")
