"""Reads any HTML, however old or broken, into the blocks of a clean text. No visible word is lost."""

from collections.abc import Mapping
from itertools import count
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanthology.text import allowed, guard
from fanthology.text.blocks import (
    FLOW,
    LINES_ONLY,
    MAY_BE_TIGHT,
    Attributes,
    Block,
    Mark,
    Run,
    one_paragraph,
    paragraphs,
)
from fanthology.text.characters import one_space, scrub
from fanthology.text.guard import MAX_DEPTH, MAX_REOPENED, TextRefused
from fanthology.text.manners import Manner, manner
from fanthology.text.scenes import is_scene_break

_SKIP = frozenset(
    "head script style template title link meta base param source track area noembed noframes col colgroup".split()
)
_MEDIA = frozenset("img iframe embed video audio".split())
_AS = {
    "strike": "s",
    "tt": "code",
    "kbd": "code",
    "samp": "code",
    "var": "i",
    "dfn": "i",
    "acronym": "abbr",
    "h1": "h2",
    "dir": "ul",
    "menu": "ul",
    "listing": "pre",
    "xmp": "pre",
    "plaintext": "pre",
    "bdo": "span",
}
_EDGES = frozenset(
    "p address article aside body center dialog fieldset footer form header hgroup legend main marquee nav option "
    "optgroup search section textarea".split()
)
_ALONE = frozenset(("q", "ruby", "rt", "rp", "bdi"))
_TABLE_PARTS = {
    "caption": frozenset(("table",)),
    "thead": frozenset(("table",)),
    "tbody": frozenset(("table",)),
    "tfoot": frozenset(("table",)),
    "tr": frozenset(("thead", "tbody", "tfoot")),
    "td": frozenset(("tr",)),
    "th": frozenset(("tr",)),
}
_ONLY_IN = {
    **_TABLE_PARTS,
    "li": frozenset(("ul", "ol")),
    "dt": frozenset(("dl",)),
    "dd": frozenset(("dl",)),
    "summary": frozenset(("details",)),
    "figcaption": frozenset(("figure",)),
}
_CONTAINERS = (
    frozenset("ul ol dl blockquote details figure table div".split()) | frozenset(_ONLY_IN) - LINES_ONLY
)
_KEPT_EMPTY = frozenset(("td", "th", "tr"))
_WRAPPED = {
    "ul": "li",
    "ol": "li",
    "dl": "dd",
    "tr": "td",
    "tbody": "tr",
    "thead": "tr",
    "tfoot": "tr",
    "table": "tbody",
}


class _Reader:
    """Takes the tags and texts of a parsed page in order and builds blocks."""

    def __init__(self) -> None:
        self.open = [Block("body")]
        self.marks: tuple[Mark, ...] = ()
        self.runs: list[Run] = []
        self.paragraph: Attributes = ()
        self.left: list[tuple[str, tuple[Mark, ...], Attributes]] = []
        self.serial = count(1)
        self.marked = 0

    @property
    def here(self) -> Block:
        """The innermost open block."""
        return self.open[-1]

    def add(self, text: str, marks: tuple[Mark, ...] | None = None) -> None:
        """Add text to the paragraph that is being read."""
        marks = self.marks if marks is None else marks
        self.runs.append(Run(text, marks))
        self.marked += len(marks)
        if self.marked > MAX_REOPENED:
            raise TextRefused("This text has too many marks on its words; please simplify it.")

    def text(self, text: str) -> None:
        """Take in the text between two tags."""
        text = scrub(text)
        if self.here.tag != "pre":
            text = one_space(text)
            if text == " " and not self.runs:
                return
        self.add(text)

    def place(self, block: Block) -> None:
        """Put a finished block into the open one, in whatever that one needs around it."""
        parent = self.here
        wrap = _WRAPPED.get(parent.tag)
        allowed_here = parent.tag in _ONLY_IN.get(block.tag, ())
        while wrap and not allowed_here:
            outer = Block(wrap, children=[block])
            block = _tight(outer) if wrap in MAY_BE_TIGHT else outer
            if parent.tag in _ONLY_IN[wrap]:
                break
            wrap = {"td": "tr", "tr": "tbody"}.get(wrap)
        if block.tag == "hr" and parent.children and parent.children[-1].tag == "hr":
            return
        parent.children.append(block)

    def flush(self) -> None:
        """Make paragraphs of what was read since the last block."""
        runs, self.runs = self.runs, []
        if not runs:
            return
        for paragraph in paragraphs(runs):
            block = Block("p", self.paragraph, runs=paragraph)
            linked = any(mark.tag == "a" for run in paragraph for mark in run.marks)
            if self.here.tag in FLOW and not linked and is_scene_break(block.text):
                block = Block("hr")
            self.place(block)

    def edge(self) -> None:
        """A block begins or ends here: start a new paragraph, or a new line where there are only lines."""
        if self.here.tag in LINES_ONLY:
            self.add("\n")
        else:
            self.flush()

    def enter(self, node: LexborNode) -> bool:
        """Take in a start tag; tell whether what is within it shall be read."""
        given: Mapping[str, str | None] = node.attributes
        name = node.tag or ""
        tag = _AS.get(name, name)
        if tag in _SKIP:
            return False
        if tag == "br":
            self.add("\n")
            return False
        if tag == "hr":
            self.edge()
            if self.here.tag not in LINES_ONLY:
                self.place(Block("hr"))
            return False
        if tag in _MEDIA:
            self.media(given)
            return False
        is_block = tag in LINES_ONLY or tag in _CONTAINERS or tag in _EDGES
        said = manner(tag, given, block=is_block)
        before = (self.marks, self.paragraph)
        self.left.append(((self._block(tag, said) if is_block else self._inline(tag, said, given)), *before))
        kept = (mark for mark in self.marks if mark.tag not in said.without)
        self.marks = tuple(dict.fromkeys((*kept, *said.marks)))
        return True

    def _inline(self, tag: str, said: Manner, given: Mapping[str, str | None]) -> str:
        """Set the mark of an inline tag."""
        within = {mark.tag for mark in self.marks}
        attributes = said.attributes
        if tag == "a":
            address = allowed.link(given.get("href") or "")
            if not address or "a" in within:
                return ""
            attributes = (("href", address), *attributes)
        elif tag in {"rt", "rp"}:
            if "ruby" not in within or within & {"rt", "rp"}:
                return ""
        elif (tag != "span" or not attributes) and (tag not in allowed.PLAIN_MARKS or tag in said.without):
            return ""
        mark = Mark(tag, attributes, next(self.serial) if tag in _ALONE else 0)
        if mark not in self.marks:
            self.marks = (*self.marks, mark)
        return ""

    def _block(self, tag: str, said: Manner) -> str:
        """Open a block; return what to do when it ends."""
        self.edge()
        here = self.here.tag
        if tag == "center":
            others = (pair for pair in said.attributes if pair[0] != "class")
            tag, said = "div", said._replace(attributes=(("class", "align-center"), *others))
        if tag not in {"p", "div"} and tag in _EDGES and said.attributes:
            tag = "div"
        misplaced = tag in _ONLY_IN and here not in _ONLY_IN[tag]
        if here in LINES_ONLY or misplaced or (tag == "summary" and self.here.children):
            return "edge"
        if tag == "p":
            self.paragraph = said.attributes
            return "edge"
        if tag in _EDGES or (tag == "div" and (not said.attributes or here == "dl")):
            return "edge"
        if len(self.open) > MAX_DEPTH:
            raise TextRefused(
                f"This text has more than {MAX_DEPTH} blocks inside each other; please simplify it."
            )
        self.open.append(Block(tag, said.attributes))
        self.paragraph = ()
        return "block"

    def leave(self) -> None:
        """Take in the end of an element."""
        what, marks, paragraph = self.left.pop()
        if what == "edge":
            self.edge()
        elif what == "block":
            self._finish()
        self.marks, self.paragraph = marks, paragraph

    def _finish(self) -> None:
        """Close the innermost block and put it where it belongs, if it holds anything."""
        if self.here.tag in LINES_ONLY:
            block = self.open.pop()
            block.runs = _lines_only(block.tag, self.runs)
            self.runs = []
            if block.runs:
                self.place(block)
            return
        self.flush()
        block = self.open.pop()
        if not block.children and block.tag not in _KEPT_EMPTY:
            return
        for one in _settle(block):
            self.place(one)

    def media(self, given: Mapping[str, str | None]) -> None:
        """A picture or film becomes a link under its description: a reader's page loads nothing from elsewhere."""
        address = allowed.link(given.get("src") or "")
        words = " ".join((given.get("alt") or given.get("title") or "").split())
        if {given.get("width"), given.get("height")} & {"0", "1", "2", "3"} or not (address or words):
            return
        if not words:
            parts = urlsplit(address or "")
            words = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1]) or parts.netloc
        marks = self.marks
        if address and not any(mark.tag == "a" for mark in marks):
            marks = (*marks, Mark("a", (("href", address),)))
        self.add(one_space(scrub(words)), marks)


def _lines_only(tag: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a heading or another block that has lines but no paragraphs."""
    if tag == "pre":
        whole = "".join(run.text for run in runs)
        if not whole.strip():
            return []
        start, end = len(whole) - len(whole.lstrip("\n")), len(whole.rstrip())
        return _cut(runs, start, end)
    return one_paragraph(runs)


def _cut(runs: list[Run], start: int, end: int) -> list[Run]:
    """Return runs without the characters before `start` and from `end` on."""
    kept: list[Run] = []
    position = 0
    for run in runs:
        text = run.text[max(0, start - position) : max(0, end - position)]
        position += len(run.text)
        if text:
            kept.append(Run(text, run.marks))
    return kept


def _tight(block: Block) -> Block:
    """Let a list item or cell hold its only paragraph's text itself."""
    if len(block.children) == 1 and block.children[0].tag == "p" and not block.children[0].attributes:
        block.runs, block.children = block.children[0].runs, []
    return block


def _settle(block: Block) -> list[Block]:
    """Return a finished block in its simplest form: a layout table is its content, a lone centred line a paragraph."""
    if block.tag in MAY_BE_TIGHT:
        return [_tight(block)]
    only = block.children[0] if len(block.children) == 1 else None
    if block.tag == "div" and only and only.tag == "p" and not only.attributes:
        name, value = block.attributes[0]
        if name != "class" or value.startswith("align-"):
            return [Block("p", block.attributes, runs=only.runs)]
    if block.tag == "table":
        rows = [row for part in block.children for row in part.children]
        cells = [cell for row in rows for cell in row.children]
        if not any(cell.runs or cell.children for cell in cells) and not any(
            part.runs for part in block.children
        ):
            return []
        if len(cells) == 1 and not any(part.runs for part in block.children):
            return cells[0].children or [Block("p", runs=cells[0].runs)]
    return [block]


def read(html: str) -> list[Block]:
    """Return the blocks of an HTML text. Raises TextRefused where it is too large or too deep."""
    html = guard.without_drawings(html)
    guard.check(html)
    body = LexborHTMLParser(f"<!doctype html><body>{scrub(html)}").body
    reader = _Reader()
    above: list[LexborNode] = []
    node = body.first_child if body else None
    while node is not None:
        within = None
        if node.is_text_node:
            reader.text(node.text_content or "")
        elif node.is_element_node and reader.enter(node):
            within = node.first_child
            if within is None:
                reader.leave()
        if within is not None:
            above.append(node)
            if len(above) > 3 * MAX_DEPTH:
                raise TextRefused(
                    f"This text has more than {MAX_DEPTH} tags inside each other; please simplify it."
                )
            node = within
            continue
        while node.next is None and above:
            node = above.pop()
            reader.leave()
        node = node.next
    reader.flush()
    return reader.open[0].children
