"""How many words a text has, by one rule for every script. The rule and its examples: docs/words.md.

Every character is turned into one of four things (itself, nothing, a space, a word of its own); the words are then
what stands between spaces. So the time needed is in proportion to the text, whatever the text.
"""

import re
import unicodedata

from fanthology.text.blocks import texts
from fanthology.text.reading import read

_SPLIT, _JOIN = " ", ""

# Hyphens, apostrophes and signs that stand within words. They are taken out, so that what they join is one word.
JOINERS = frozenset(
    "-\u2010\u2011\u00ad\ufe63\uff0d"  # hyphens (not dashes)
    "'’‘‛ʹʼʻˈ`´′＇\u055a\u07f4\u07f5"  # apostrophes, turned either way
    "\u058a\u05be\u1400\u1806"  # hyphens of Armenian, Hebrew, Canadian syllabics, Mongolian
    "\u05f3\u05f4\u00b7_\uff9e\uff9f"  # Hebrew abbreviation signs, Catalan dot, typed underlines, half-width voice marks
)
# One word for each character: scripts written without spaces between words.
ONE_BY_ONE = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # Han radicals
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3031, 0x303C),
    (0x3041, 0x30FA),  # Hiragana, Katakana
    (0x30FC, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA9E0, 0xA9FF),  # Burmese, extended
    (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9D),  # half-width Katakana
    (0x1AFF0, 0x1B16F),  # Kana, extended
    (0x20000, 0x3FFFD),  # Han, with the planes that are still being filled
)
_EMOJI = range(0x1F000, 0x20000)

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-;=?-~]+|(?<![!-~])[\w.+-]++@[\w-]++(?:\.[\w-]++)+", re.IGNORECASE
)
_IN_NUMBER = re.compile(r"(?<=\d)(?:[.,:/٫٬·˙]|[\u00a0\u2009\u202f](?=\d{3}(?!\d)))(?=\d)")
_HEBREW_SHORT = re.compile(r"(?<=[א-ת])\"(?=[א-ת])")
# Khmer and Burmese set a consonant below another: both are one character to a reader.
_STACKED = re.compile("[\u17d2\u1039].?", re.DOTALL)


def _becomes(code: int) -> str:
    """Return what one character is turned into."""
    sign = chr(code)
    if sign in JOINERS:
        return _JOIN
    if code == 0x200B:  # zero-width space: where Thai and Khmer writers part words
        return _SPLIT
    kind = unicodedata.category(sign)
    if kind[0] == "M" or kind == "Cf":
        return _JOIN
    if kind in {"Lo", "Lm", "So", "Nl", "Cn"} and any(first <= code <= last for first, last in ONE_BY_ONE):
        return f" {sign} "
    if kind[0] in "LN" or kind == "Co":
        return sign
    # Letters that are newer than this Python's tables count as letters; anything newer among the emoji does not.
    return sign if kind == "Cn" and code not in _EMOJI and code & 0xFFFE != 0xFFFE else _SPLIT


class _Table(dict[int, str]):
    """What each character becomes, looked up once. It remembers 100,000 of them at most (about 10 MB)."""

    def __missing__(self, code: int) -> str:
        found = _becomes(code)
        if len(self) < 100_000:
            self[code] = found
        return found


_TABLE = _Table()


def count_words(text: str) -> int:
    """Return the number of words in a plain text."""
    if "://" in text or "www." in text or "@" in text:
        text = _ADDRESS.sub(" x ", text)
    if '"' in text:
        text = _HEBREW_SHORT.sub("", text)
    if "\u17d2" in text or "\u1039" in text:
        text = _STACKED.sub("", text)
    text = _IN_NUMBER.sub("", text.replace("--", " "))
    return len(text.translate(_TABLE).split())


def count_words_html(html: str) -> int:
    """Return the number of words that a reader of the HTML sees; readings above words (`<rt>`) are not counted."""
    return count_words("\n".join(texts(read(html))))
