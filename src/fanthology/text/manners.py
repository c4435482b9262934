"""What the attributes of an HTML tag say about its text, in the few words we keep.

Old archives, word processors and web editors say "centred" and "italic" in a dozen ways (`align=`, `<center>`,
`style=`). They all become one class of the closed list, or one element.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from fanthology.text.allowed import CLASSES, HEADINGS
from fanthology.text.blocks import Attributes, Mark
from fanthology.text.languages import is_code

_ALIGN = {
    "left": "align-left",
    "right": "align-right",
    "center": "align-center",
    "middle": "align-center",
    "-webkit-center": "align-center",
    "-moz-center": "align-center",
    "justify": "align-justify",
}
_PROPERTY = re.compile(r"([a-z-]{4,24})\s*:\s*([^;]{1,100})")
_DIGITS = re.compile(r"-?[0-9]{1,6}")
_SMALL = re.compile(r"[1-9][0-9]?")
_MARKS_OF = {"bold": ("b", "strong"), "italic": ("i", "em")}


class Manner(NamedTuple):
    """What a tag says: attributes to keep, marks to set on the text within, marks to take off it."""

    attributes: Attributes = ()
    marks: tuple[Mark, ...] = ()
    without: tuple[str, ...] = ()


_PLAIN = Manner()


def _style(value: str) -> dict[str, str]:
    return {
        name: said.replace("!important", "").strip() for name, said in _PROPERTY.findall(value[:2000].lower())
    }


def _is_bold(weight: str) -> bool:
    return weight.startswith("bold") or (weight.isascii() and weight.isdigit() and int(weight) >= 600)


def _emphasis(style: Mapping[str, str], tag: str) -> tuple[list[str], list[str]]:
    """Return the names of marks that a style sets, and of those that it takes off."""
    marks: list[str] = []
    without: list[str] = []
    weight, slant = style.get("font-weight"), style.get("font-style")
    if weight and tag not in HEADINGS:
        if _is_bold(weight):
            marks.append("strong")
        elif weight != "inherit":
            without += _MARKS_OF["bold"]
    if slant in {"italic", "oblique"}:
        marks.append("em")
    elif slant == "normal":
        without += _MARKS_OF["italic"]
    line = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    if "underline" in line and tag != "a":
        marks.append("u")
    if "line-through" in line:
        marks.append("s")
    raised = style.get("vertical-align")
    if raised in {"sub", "super"}:
        marks.append("sub" if raised == "sub" else "sup")
    return marks, without


def _classes(given: Mapping[str, str | None], style: Mapping[str, str], *, block: bool) -> str:
    kept = {name for name in (given.get("class") or "").split() if name in CLASSES}
    if "small-caps" in style.get("font-variant", "") + style.get("font-variant-caps", ""):
        kept.add("smallcaps")
    align = _ALIGN.get(style.get("text-align", "")) or _ALIGN.get((given.get("align") or "").lower())
    aligned = sorted(name for name in kept if name.startswith("align-"))
    kept.difference_update(aligned)
    if block and (align or aligned):
        kept.add(align or aligned[0])
    return " ".join(sorted(kept))


def _own(tag: str, given: Mapping[str, str | None]) -> Attributes:
    """Return the attributes that only this tag may have."""
    own: list[tuple[str, str]] = []
    if tag == "ol":
        own += [("reversed", "")] if "reversed" in given else []
        own += [("start", start)] if _DIGITS.fullmatch(start := given.get("start") or "") else []
        own += [("type", kind)] if (kind := given.get("type") or "") in {"a", "A", "i", "I"} else []
    elif tag == "li" and _DIGITS.fullmatch(value := given.get("value") or ""):
        own.append(("value", value))
    elif tag in {"td", "th"}:
        own += [
            (name, span) for name in ("colspan", "rowspan") if _SMALL.fullmatch(span := given.get(name) or "")
        ]
        if tag == "th" and (scope := (given.get("scope") or "").lower()) in {"row", "col"}:
            own.append(("scope", scope))
    elif tag == "abbr" and (title := " ".join((given.get("title") or "").split())[:200]):
        own.append(("title", title))
    return tuple(own)


def manner(tag: str, given: Mapping[str, str | None], *, block: bool) -> Manner:
    """Return what a tag with these attributes says about its text. Only a block can be aligned."""
    if not given:
        return _PLAIN
    style = _style(given.get("style") or "")
    attributes: list[tuple[str, str]] = []
    if classes := _classes(given, style, block=block):
        attributes.append(("class", classes))
    direction = (given.get("dir") or style.get("direction") or "").lower()
    if direction in {"ltr", "rtl", "auto"}:
        attributes.append(("dir", direction))
    language = (given.get("lang") or given.get("xml:lang") or "").strip()
    if is_code(language):
        attributes.append(("lang", language))
    attributes += _own(tag, given)
    marks, without = _emphasis(style, tag) if style else ([], [])
    return Manner(tuple(attributes), tuple(Mark(name) for name in marks), tuple(without))
