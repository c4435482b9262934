"""How many words a text has, by one rule for every script (docs/words.md)."""

import re
from html import unescape

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+")
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_INLINE = frozenset("a abbr b bdi cite code del em i ins q s small span strong sub sup u".split())


def count_words(text: str) -> int:
    """Count the words of plain text."""
    joined = re.sub("['’‘-]", "", text.replace("--", " "))
    return sum(1 for _ in _TOKEN.finditer(joined))


def count_words_html(html: str) -> int:
    """Count the words of cleaned HTML; tags that stand inside a word do not split it."""
    return count_words(unescape(_TAG.sub(lambda tag: "" if tag[2] in _INLINE else " ", html)))
