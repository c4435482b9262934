"""What category and character names of the archive mean: fandoms, full names, the Buffyverse.

The vocabulary is data (`vocabulary.toml`); a name that is not in it is kept as written.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

CENTERED = ("-Centered", "-Centred")


@dataclass(frozen=True, slots=True)
class Someone:
    """A character: full name, and the fandom he or she is at home in ("" when not known)."""

    name: str
    fandom: str


@cache
def vocabulary() -> Mapping[str, Any]:
    """The archive's names, read once."""
    text = files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _buffyverse() -> Mapping[str, Someone]:
    """Short name → character of the two series."""
    words = vocabulary()
    found = {short: Someone(full, words["home"]) for short, full in words["buffy"].items()}
    found |= {short: Someone(full, "Angel: the Series") for short, full in words["angel"].items()}
    return found | {someone.name: someone for someone in found.values()}


def franchises() -> Mapping[str, str]:
    """Fandom → the franchise that it belongs to, for the catalogue: a story of both is no crossover."""
    words = vocabulary()
    return {words["home"]: words["franchise"], "Angel: the Series": words["franchise"]}


def path(category: str) -> tuple[str, ...]:
    """The parts of a category, from fandom to pairing or theme."""
    return tuple(part for part in (" ".join(each.split()) for each in category.split(" > ")) if part)


def focus_name(part: str) -> str:
    """ "Buffy" for "Buffy-Centered", "" for another part."""
    return next((part.removesuffix(end) for end in CENTERED if part.endswith(end)), "")


def is_focus(part: str) -> bool:
    """Whether a part of a path is a whole focus, theme or pairing that we know the form of."""
    return part in vocabulary()["focuses"] or focus_name(part) in _buffyverse()


def fandoms_of(category: str) -> tuple[str, ...]:
    """The fandoms that a path names, without what its focus implies."""
    words = vocabulary()
    for part in path(category):
        if part in words["fandoms"]:
            return tuple(words["fandoms"][part])
        if part in words["umbrellas"]:
            continue
        if is_focus(part) or focus_name(part) or part.startswith(("Pairing:", "Theme:")):
            return ()
        return (_turned(part),)
    return ()


def _turned(name: str) -> str:
    """ "The X-Files" for "X-Files, The"."""
    for article in ("The", "A", "An"):
        if name.endswith(f", {article}"):
            return f"{article} {name.removesuffix(f', {article}')}"
    return name


def without_buffyverse(categories: Sequence[str]) -> bool:
    """Whether these categories say that the story has nothing of the Buffyverse."""
    elsewhere = vocabulary()["elsewhere"]
    return bool(categories) and all(any(part in elsewhere for part in path(each)) for each in categories)


def someone(short: str, fandoms: Sequence[str]) -> Someone:
    """Whom a short name means in a story of these fandoms; the name itself where nobody knows.

    Anyone of the Buffyverse, or of the story's other fandoms as far as the vocabulary goes. With
    one other fandom only, a name that is not of the Buffyverse is at home there.
    """
    short = short.strip()
    known = _buffyverse().get(short)
    other = vocabulary()["others"].get(short)
    if other and _turned(other[1]) in fandoms:
        return Someone(other[0], _turned(other[1]))
    if known:
        return known
    others = [each for each in fandoms if each not in franchises()]
    return Someone(short, others[0] if len(others) == 1 else "")
