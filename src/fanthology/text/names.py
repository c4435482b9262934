"""Names of people, fandoms, characters and tags: how they are kept, compared and put into addresses."""

import re
import unicodedata

MAX_SLUG = 80
"""Characters of a name in an address."""

# Controls, lone surrogates and non-characters; bidi embeddings, overrides and isolates, which would turn round the
# page beside the name; characters without width that only make two like names differ. Joiners stay: Persian and
# emoji are spelt with them.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_MOST_MARKS = 6
"""Combining marks on one letter; Hebrew and Vietnamese need four, a tower of them covers the lines above."""

_TYPED_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼʹ`´＇′", "'"),
        **dict.fromkeys("“”„‟«»＂″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ё": "е",
        **dict.fromkeys("\u0640\u200c\u200d\ufe0e\ufe0f", ""),  # Arabic stretching, joiners, emoji style
    }
)
# Accents that a name is often typed without: those of Latin and Greek letters, vowel points of Hebrew and Arabic.
# Marks of other scripts (й, が, की) make other letters and stay.
_ACCENTED = re.compile(
    "(?<=[a-z\u0370-\u03ff])[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+|[\u0591-\u05bd\u05bf-\u05c7\u064b-\u0652\u0670]"
)
_SPACES = re.compile(r"\s+")
_APOSTROPHES = re.compile("['’‘ʼ]")
_HYPHENS = re.compile("-+")


def tidy(name: str) -> str:
    """Return a name as it is kept: composed, without stray spaces, without characters that only mislead."""
    name = _SPACES.sub(" ", _UNFIT.sub("", name)).strip()
    if not name.isascii():
        name = _without_towers(unicodedata.normalize("NFC", name))
    return name


def _without_towers(name: str) -> str:
    """Return the name with no more marks on a letter than a language needs."""
    kept: list[str] = []
    marks = 0
    for sign in name:
        marks = marks + 1 if unicodedata.category(sign)[0] == "M" else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def _fold_once(name: str) -> str:
    wide = unicodedata.normalize("NFKC", tidy(name)).casefold().translate(_TYPED_ALIKE)
    bare = _ACCENTED.sub("", unicodedata.normalize("NFD", wide))
    return tidy(unicodedata.normalize("NFKC", bare))


def fold(name: str) -> str:
    """Return the key of a name: two names with the same key are the same name. Folding a key changes nothing.

    Case, width, accents of Latin and Greek letters, vowel points, the kind of quote or dash and the number of spaces
    do not tell names apart. For showing, keep the name itself.
    """
    for _ in range(8):  # a few exotic characters fold into others that fold again
        folded = _fold_once(name)
        if folded == name:
            break
        name = folded
    return name


def _part_of_address(name: str) -> str:
    lower = unicodedata.normalize("NFKC", tidy(name)).lower()
    lower = unicodedata.normalize("NFC", _APOSTROPHES.sub("", lower))
    kept = "".join(sign if unicodedata.category(sign)[0] in "LNM" else "-" for sign in lower)
    words = _HYPHENS.sub("-", kept).strip("-")
    if len(words) > MAX_SLUG:
        whole = words[: MAX_SLUG + 1].rpartition("-")[0]
        words = (whole if len(whole) > MAX_SLUG // 2 else words[:MAX_SLUG]).strip("-")
    return words


def slug(name: str, fallback: str) -> str:
    """Return a name as a part of an address: lower-case letters and digits of any script, joined by hyphens.

    At most 80 characters, never empty: where a name has no letter or digit (`…!!!`) the fallback stands for it.
    """
    return _part_of_address(name) or _part_of_address(fallback) or "unnamed"
