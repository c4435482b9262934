"""The terms that a text is found by, and passages of it with those terms marked.

One rule for the texts that are indexed and for the words that are looked for: case, width and accents do not matter
(`text.names.fold`); apostrophes join, all else that is no letter or digit parts; characters of scripts that are written
without spaces are terms of their own, so that a word of them is a phrase.
"""

import unicodedata

from fanthology.text.names import fold
from fanthology.text.words import JOINERS, ONE_BY_ONE

_HYPHENS = frozenset("-\u2010\u2011\ufe63\uff0d\u058a\u05be\u1400\u1806·_")
_LONGEST = 60
"""Characters of a term; what is longer is nothing that anybody types."""


class _Table(dict[int, str]):
    """What each character becomes in a folded text, looked up once; it remembers 100,000 of them at most."""

    def __missing__(self, code: int) -> str:
        found = _becomes(chr(code), code)
        if len(self) < 100_000:
            self[code] = found
        return found


def _becomes(sign: str, code: int) -> str:
    if sign in JOINERS:
        return " " if sign in _HYPHENS else ""
    kind = unicodedata.category(sign)[0]
    alone = any(first <= code <= last for first, last in ONE_BY_ONE)
    if kind == "M":
        return "" if alone else sign
    if kind in "LN":
        return f" {sign} " if alone else sign
    return " "


_TABLE = _Table()


def terms(text: str) -> list[str]:
    """Return the terms of a plain text, in order. Those of what is long are those of its pieces, one after the other."""
    plain = text.lower() if text.isascii() else _folded(text)
    found = plain.translate(_TABLE).split()
    return [term[:_LONGEST] for term in found] if len(plain) > _LONGEST else found


def _folded(text: str) -> str:
    return fold(text) if len(text) < 5_000 else " ".join(map(fold, text.split("\n")))


def passage(text: str, wanted: list[list[str]], *, width: int = 220) -> tuple[tuple[str, bool], ...]:
    """The first place in `text` where one of the phrases `wanted` stands, as pieces: text, and whether it is wanted.

    A phrase is a list of terms; where its last ends in `*`, the beginning of a word will do. Empty where there is none.
    `width` is about how many characters are shown. Looks at words as they stand in the text.
    """
    words = _placed(text)
    marks = _marks(words, wanted)
    if not marks:
        return ()
    begin, end = _window(text, marks[0], width)
    pieces: list[tuple[str, bool]] = [("… ", False)] if begin else []
    at = begin
    for first, last in marks:
        if last > end:
            break
        if first >= at:
            pieces += [(text[at:first], False), (text[first:last], True)]
            at = last
    pieces += [(text[at:end], False), (" …" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def _placed(text: str) -> list[tuple[str, int, int]]:
    """Each term with where its word begins and ends."""
    found: list[tuple[str, int, int]] = []
    at = 0
    for word in text.split():
        begin = text.index(word, at)
        at = begin + len(word)
        found += [(term, *_within(word, term, begin)) for term in terms(word)]
    return found


def _within(word: str, term: str, begin: int) -> tuple[int, int]:
    """Where a term stands in its word: the very letters where they can be told, else the word without its marks."""
    inside = word.lower().find(term)
    if inside >= 0 and len(word.lower()) == len(word):
        return begin + inside, begin + inside + len(term)
    lead = next((place for place, sign in enumerate(word) if sign.isalnum()), 0)
    trail = next((place for place, sign in enumerate(reversed(word)) if sign.isalnum()), 0)
    return begin + lead, begin + len(word) - trail


def _marks(words: list[tuple[str, int, int]], wanted: list[list[str]]) -> list[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    first: dict[str, list[list[str]]] = {}
    prefixes = [phrase for phrase in wanted if len(phrase) == 1 and phrase[0].endswith("*")]
    for phrase in wanted:
        first.setdefault(phrase[0].rstrip("*"), []).append(phrase)
    for place, (term, begin, end) in enumerate(words):
        for phrase in first.get(term, ()):
            there = words[place : place + len(phrase)]
            if len(there) == len(phrase) and all(
                _fits(have, want) for (have, _, _), want in zip(there, phrase, strict=True)
            ):
                found.add((begin, there[-1][2]))
        found.update((begin, end) for phrase in prefixes if _fits(term, phrase[0]))
    return sorted(found)


def _fits(have: str, want: str) -> bool:
    return have.startswith(want[:-1]) if want.endswith("*") else have == want


def _window(text: str, mark: tuple[int, int], width: int) -> tuple[int, int]:
    """A stretch of about `width` characters around the mark, cut between words."""
    begin = max(0, mark[0] - width // 3)
    if begin:
        begin = max(text.rfind(" ", 0, begin), text.rfind("\n", 0, begin)) + 1 or begin
    end = min(len(text), max(mark[1], begin + width))
    if end < len(text):
        spaces = [place for sign in " \n" if (place := text.find(sign, end)) >= 0]
        end = min(spaces, default=len(text))
        end = min(end, begin + 2 * width + (mark[1] - mark[0]))
    return begin, end
