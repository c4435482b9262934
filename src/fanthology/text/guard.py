"""Refuses what would take too long to read, before any parser sees it.

HTML parsers need time that grows with the square of the nesting: 100,000 nested `<div>` (half a megabyte) take lexbor
9 s and html5ever 28 s. Worse, an unclosed `<b>` is opened again in every paragraph after it, so 37 kB with 2,000
different ones become six million elements. One pass over the tags keeps a short stack of what is open, by the rules
of the HTML standard as far as they matter for depth. Where it must guess, it guesses deeper. A property test compares
it with the parser.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
_LEAVES = VOID | RAW | frozenset("html head body frameset colgroup image".split())
"""Tags that nothing nests in, or that the parser has but once."""
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_BLOCKS = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header "
    "hgroup listing main menu nav ol p pre search section summary ul h li dd dt button".split()
)
_TABLE = frozenset("table caption tbody thead tfoot tr td th".split())
_SCOPE = _TABLE | frozenset("applet marquee object select template".split())
_SPECIAL = _BLOCKS | _SCOPE
_LIST_EDGE = _SPECIAL - {"address", "div", "p"}
_TABLE_EDGE = frozenset(("table", "template"))
_RUBY = frozenset(("rb", "rt", "rtc", "rp"))
_BUTTON_SCOPE = _SCOPE | {"button"}
_LIST_SCOPE = _SCOPE | {"ol", "ul"}
_STYLE_EDGE = frozenset("td th caption applet marquee object template".split())
_HEADING = re.compile(r"h[1-6]")


@dataclass(slots=True)
class _Element:
    """One element; `tag` is its start tag as written."""

    name: str
    tag: str
    is_open: bool = True


class _Open:
    """What is open at one place of the text: the parser's stack, and its list of styles to be opened again."""

    def __init__(self) -> None:
        self.stack: list[_Element] = []
        self.styles: list[_Element | None] = []  # None: the edge of a table cell, which styles do not cross
        self.names: Counter[str] = Counter()
        self.form_open = False
        self.reopened = 0

    def _push(self, name: str, tag: str) -> _Element:
        element = _Element(name, tag)
        self.stack.append(element)
        self.names[name] += 1
        if name in _STYLE_EDGE:
            self.styles.append(None)
        return element

    def _remove(self, start: int, end: int | None = None) -> None:
        """Take elements off the stack."""
        for element in self.stack[start:end]:
            element.is_open = False
            self.names[element.name] -= 1
            if element.name in _STYLE_EDGE:
                while self.styles and self.styles.pop():
                    pass
        del self.stack[start:end]

    def _find(self, names: Iterable[str], edge: frozenset[str]) -> int | None:
        """Return the place of the innermost of these elements, unless an edge stands before it."""
        if any(self.names[name] for name in names):
            for place in range(len(self.stack) - 1, -1, -1):
                if self.stack[place].name in names:
                    return place
                if self.stack[place].name in edge:
                    return None
        return None

    def _close(self, names: Iterable[str], edge: frozenset[str]) -> None:
        """Close the innermost of these elements and all within it, unless an edge stands before it."""
        if (place := self._find(names, edge)) is not None:
            self._remove(place)

    def text(self) -> None:
        """Open the styles again that the end of a block has closed, as the parser does before text."""
        again: list[int] = []
        for place in range(len(self.styles) - 1, -1, -1):
            style = self.styles[place]
            if style is None or style.is_open:
                break
            again.append(place)
        for place in reversed(again):
            if style := self.styles[place]:
                self.styles[place] = self._push(style.name, style.tag)
        self.reopened += len(again)

    def _latest_styles(self) -> list[int]:
        """Return the places of the styles since the last edge, the latest first."""
        places: list[int] = []
        for place in range(len(self.styles) - 1, -1, -1):
            if self.styles[place] is None:
                break
            places.append(place)
        return places

    def _start_style(self, name: str, tag: str) -> None:
        if name in {"a", "nobr"}:
            self._end_style(name)
        self.text()
        same = [place for place in self._latest_styles() if (old := self.styles[place]) and old.tag == tag]
        if len(same) >= 3:  # the standard remembers three of the same
            del self.styles[same[-1]]
        self.styles.append(self._push(name, tag))

    def _end_style(self, name: str) -> None:
        place = next(
            (at for at in self._latest_styles() if (old := self.styles[at]) and old.name == name), None
        )
        if place is None:
            self._close((name,), _SPECIAL)
            return
        style = self.styles[place]
        if style is None or not style.is_open:
            del self.styles[place]
            return
        depth = next(at for at in range(len(self.stack) - 1, -1, -1) if self.stack[at] is style)
        above = {element.name for element in self.stack[depth + 1 :]}
        if above & _SCOPE:
            return
        del self.styles[place]
        if above & _SPECIAL:
            self._remove(depth, depth + 1)
        else:
            self._remove(depth)

    def _make_way(self, name: str) -> bool:
        """Close what this start tag closes; tell whether the element opens at all."""
        last = self.stack[-1].name if self.stack else ""
        if name in _TABLE and name != "table":
            if not self.names["table"]:
                return False
            while self.stack[-1].name not in _TABLE_EDGE:
                self._remove(len(self.stack) - 1)
        elif name == "li":
            self._close(("li",), _LIST_EDGE)
        elif name in {"dd", "dt"}:
            self._close(("dd", "dt"), _LIST_EDGE)
        elif (last == name and name in {"h", "option", "button"}) or (
            last in _RUBY and name in _RUBY and self.names["ruby"]
        ):
            self._remove(len(self.stack) - 1)
        if name in _BLOCKS and name != "button":
            self._close(("p",), _BUTTON_SCOPE)
        return True

    def start(self, name: str, tag: str) -> None:
        """Take in a start tag."""
        if name in _FORMATTING:
            self._start_style(name, tag)
            return
        if name == "form" and self.form_open and not self.names["template"]:
            return
        self.form_open = self.form_open or name == "form"
        if name not in _BLOCKS and name not in _TABLE:
            self.text()
        if self._make_way(name):
            self._push(name, tag)

    def end(self, name: str) -> None:
        """Take in an end tag."""
        if name in _FORMATTING:
            self._end_style(name)
        elif name == "form":
            self.form_open = False
            if (place := self._find((name,), _SCOPE)) is not None:
                self._remove(place, place + 1)
        elif name in _TABLE:
            self._close((name,), _TABLE_EDGE)
        elif name == "li":
            self._close((name,), _LIST_SCOPE)
        elif name in _BLOCKS or name in _SCOPE:
            self._close((name,), _SCOPE)
        else:
            self._close((name,), _SPECIAL)


def _refuse(thing: str) -> TextRefused:
    return TextRefused(f"This text {thing}; please simplify it or bring it in as several chapters.")


def without_drawings(html: str) -> str:
    """Return the HTML without the tags of SVG and MathML; what is written in them stays."""
    return _FOREIGN.sub("<wbr>", html) if "<svg" in (low := html.lower()) or "<math" in low else html


def _tags(html: str) -> Iterator[tuple[str, str, bool]]:
    """Yield name, tag, "is an end tag" of each tag, and ("", "", False) for text.

    Not those in comments, attributes, scripts and the like.
    """
    position = 0
    while match := _TOKEN.search(html, position):
        if match.start() > position:
            yield "", "", False
        position = match.end()
        if match["name"] is None:
            continue
        name, is_end = match["name"].lower(), bool(match["end"])
        yield ("h" if _HEADING.fullmatch(name) else name), match[0], is_end
        if name == "plaintext" and not is_end:
            return
        if name in RAW and not is_end:
            closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, position)
            position = closing.start() if closing else len(html)


def check(html: str) -> None:
    """Raise TextRefused where a parser would take too long. Needs time in proportion to the text."""
    if len(html) > MAX_CHARS:
        raise _refuse(f"has more than {MAX_CHARS:,} characters")
    now = _Open()
    tags = 0
    for name, tag, is_end in _tags(html):
        tags += bool(name)
        if tags > MAX_TAGS:
            raise _refuse("has too many tags")
        if not name or (name in _LEAVES and not is_end):
            now.text()
        elif is_end:
            now.end(name)
        else:
            now.start(name, tag)
        if len(now.stack) > MAX_DEPTH or len(now.styles) > MAX_DEPTH:
            raise _refuse(f"has more than {MAX_DEPTH} tags inside each other")
        if now.reopened > MAX_REOPENED:
            raise _refuse("has too many tags that are never closed")
