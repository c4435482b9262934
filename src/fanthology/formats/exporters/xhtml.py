"""Cleaned HTML as XHTML, the stricter form that e-books are made of."""

import re
from html import escape
from urllib.parse import quote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanthology.text.allowed import CLASSES, TAGS
from fanthology.text.characters import scrub
from fanthology.text.languages import is_code

VOID = frozenset(("br", "hr"))
LETTERS = dict(
    zip(
        ("dt", "dd", "summary", "figcaption", "rt", "rp", "caption", "thead", "tbody", "tfoot"),
        "TDSFRPchbf",
        strict=True,
    )
)
ORDER = {
    "details": re.compile("S[^S]*"),
    "dl": re.compile("(?:T+D+)+"),
    "figure": re.compile("F?[^F]*|[^F]*F"),
    "ruby": re.compile("(?:x+(?:R|PRP))+"),
    "table": re.compile("c?h?b*f?"),
}
"""Elements whose children must stand in an order, as `_parts` spells them. A table stays one, and mends its parts."""
PART_OF = {
    **dict.fromkeys(("dt", "dd"), "dl"),
    **dict.fromkeys(("rt", "rp"), "ruby"),
    **dict.fromkeys(("caption", "thead", "tfoot"), "table"),
    "summary": "details",
    "figcaption": "figure",
}
PLAIN = {
    **dict.fromkeys(("details", "dl", "dt", "dd", "figure", "figcaption", "summary"), "div"),
    **dict.fromkeys(("ruby", "rt", "rp"), "span"),
    **dict.fromkeys(("thead", "tfoot"), "tbody"),
    "caption": "cell",
}
"""What stands for an element that cannot be where it is; `cell` is a row of its own in a table."""
_NUMBER = re.compile(r"-?\d{1,9}")
_SPAN = re.compile(r"[1-9]\d{0,2}")
_HOST = re.compile(
    r"[^\x00-\x2c\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]+|\[[0-9a-fA-F:.]+\]"
)  # a name, or an IPv6 address
_SAFE = "!$%&'()*+,/:;=?@~-._"  # characters that the parts of an address keep as they are
_LOST_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")


def xml(text: str) -> str:
    """Plain text for an XML file, within an element or an attribute; what XML cannot hold is left out."""
    return escape(scrub(text))


def address(url: str) -> str:
    """A link's address as every reading system accepts it; empty where it is none."""
    try:
        parts = urlsplit(scrub(url).strip())
        _ = parts.port  # raises where it is no number
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme == "mailto":
        return _quoted(parts._replace(fragment="").geturl()) if "@" in parts.path else ""
    if parts.scheme not in ("http", "https") or parts.username is not None or not _is_host(host):
        return ""
    port = f":{parts.port}" if parts.port is not None else ""
    rest = _quoted(parts._replace(scheme="", netloc="", fragment="").geturl())
    fragment = f"#{_quoted(parts.fragment)}" if parts.fragment else ""
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}{rest}{fragment}"


def _quoted(part: str) -> str:
    return quote(_LOST_PERCENT.sub("%25", part), safe=_SAFE)


def _is_host(host: str) -> bool:
    """Whether a browser would take the name."""
    name = f"[{host}]" if ":" in host else host
    labels = host.rstrip(".").split(".")
    return bool(_HOST.fullmatch(name)) and (":" in host or all(0 < len(label) <= 63 for label in labels))


def to_xhtml(html: str) -> str:
    """Cleaned HTML as the content of an XHTML `div`.

    Only what the sanitiser lets through is written; anything else loses its tags and keeps its words. Lists, tables and
    the like whose parts stand in an order that XHTML forbids become plain blocks. Nesting is followed without recursion.
    """
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    out: list[str] = []
    above: list[tuple[LexborNode, str]] = []
    broken: set[int] = set()
    node = body.first_child if body else None
    while node is not None:
        if node.is_text_node:
            out.append(escape(scrub(node.text_content or ""), quote=False))
        elif node.is_element_node:
            start, end = _tags(node, broken)
            out.append(start)
            within = node.first_child
            if within is not None:
                above.append((node, end))
                node = within
                continue
            out.append(end)
        while node.next is None and above:
            node, end = above.pop()
            out.append(end)
        node = node.next
    return "".join(out)


def _tags(node: LexborNode, broken: set[int]) -> tuple[str, str]:
    """The start and the end tag for an element; one whose parts are out of order joins `broken`."""
    tag = node.tag or ""
    if tag not in TAGS:
        return "", ""
    given = node.attributes
    kept = (
        "".join(f' {name}="{xml(value)}"' for name, value in _attributes(node, tag, given)) if given else ""
    )
    if tag in VOID:
        return f"<{tag}{kept}/>", ""
    if tag == "a" and "href" not in kept:
        tag = "span"
    elif tag in ORDER and not ORDER[tag].fullmatch(_parts(node)):
        broken.add(node.mem_id)
        tag = PLAIN.get(tag, tag)
    elif tag in PART_OF:
        tag = _part(node, tag, broken)
        if tag == "cell":
            return f"<tbody><tr><td{kept}>", "</td></tr></tbody>"
    return f"<{tag}{kept}>", f"</{tag}>"


def _parts(node: LexborNode) -> str:
    """An element's children, one letter each: the first of their tag where the order asks for it, else an x."""
    letters: list[str] = []
    child = node.first_child
    while child is not None:
        name = child.tag or ""
        if child.is_element_node:
            letters.append(LETTERS.get(name, "x"))
        elif child.is_text_node and (child.text_content or "").strip():
            letters.append("x")
        child = child.next
    if (
        node.tag == "ruby"
        and len(node.css("rt, rp, ruby")) > len([each for each in letters if each in "RP"]) + 1
    ):
        return "?"  # some stand deeper (the ruby itself is counted)
    return "".join(letters)


def _part(node: LexborNode, tag: str, broken: set[int]) -> str:
    """The tag for a part of a list, table, figure …: its own where that is in order."""
    parent = node.parent
    if parent is None or parent.tag != PART_OF[tag]:
        return PLAIN[tag]
    if parent.mem_id not in broken or (tag == "caption" and node.prev is None):
        return tag
    return PLAIN[tag]


def _attributes(node: LexborNode, tag: str, given: dict[str, str | None]) -> list[tuple[str, str]]:
    """Those of an element's attributes that XHTML takes, with their values made valid."""
    kept: list[tuple[str, str]] = []
    for name, raw in given.items():
        value = (raw or "").strip()
        if name == "class":
            classes = [each for each in value.split() if each in CLASSES]
            kept += [("class", " ".join(classes))] if classes else []
        elif name == "lang" and is_code(value):
            kept += [("lang", value), ("xml:lang", value)]
        elif name == "dir" and value in {"ltr", "rtl", "auto"}:
            kept.append(("dir", value))
        elif name == "href" and tag == "a" and (link := address(value)):
            kept.append(("href", link))
        elif name == "title" and tag == "abbr" and value:
            kept.append(("title", value))
        else:
            kept += _list_or_cell(node, tag, name, value)
    return kept


def _list_or_cell(node: LexborNode, tag: str, name: str, value: str) -> list[tuple[str, str]]:
    """The attributes of numbered lists and of tables."""
    valid = {
        ("ol", "start"): bool(_NUMBER.fullmatch(value)),
        ("ol", "type"): value in {"1", "a", "A", "i", "I"},
        ("ol", "reversed"): True,
        ("li", "value"): bool(_NUMBER.fullmatch(value)) and getattr(node.parent, "tag", "") == "ol",
        ("td", "colspan"): bool(_SPAN.fullmatch(value)),
        ("td", "rowspan"): bool(_SPAN.fullmatch(value)),
        ("th", "colspan"): bool(_SPAN.fullmatch(value)),
        ("th", "rowspan"): bool(_SPAN.fullmatch(value)),
        ("th", "scope"): value in {"row", "col"},
    }
    if not valid.get((tag, name), False):
        return []
    return [(name, "reversed" if name == "reversed" else value)]
