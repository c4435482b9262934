"""Which characters a text may hold: those that every format, XML included, can carry."""

import re

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\u0085\u2028\u2029]")
# Controls, lone surrogates, non-characters; U+FEFF is a mark for machines that strays into texts.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_SUSPECT = re.compile(
    "[^\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SPACE = re.compile("[ \t\n]+")
BLANK = " \t\n\u00a0\u00ad\u1680\u2000-\u200f\u202f\u205f\u2060\u3000"
_VISIBLE = re.compile(f"[^{BLANK}]")


def scrub(text: str) -> str:
    """Return the text without unfit characters, its lines ended by a line feed."""
    if not _SUSPECT.search(text):
        return text
    return _UNFIT.sub("", _LINE_ENDS.sub("\n", text))


def one_space(text: str) -> str:
    """Return scrubbed text with each run of white space made one space, as HTML shows it."""
    if "\n" in text or "  " in text or "\t" in text:
        return _SPACE.sub(" ", text)
    return text


def is_blank(text: str) -> bool:
    """Tell whether nothing of the text is seen: spaces, no-break spaces, characters without width."""
    return not _VISIBLE.search(text)
