"""Names of people, fandoms and tags: how they are kept, compared and put into addresses."""

import re
import unicodedata

_UNSEEN = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def tidy(name: str) -> str:
    """Return the name as it is kept: one form, no stray space, no character that only misleads."""
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", name)).split())


def fold(name: str) -> str:
    """Return the key by which two spellings are known to be the same name."""
    plain = unicodedata.normalize("NFKD", tidy(name).casefold())
    return " ".join(unicodedata.normalize("NFKC", re.sub("[\u0300-\u036f]", "", plain)).casefold().split())


def slug(name: str, fallback: str) -> str:
    """Return the name as a part of an address, or the fallback where nothing would be left."""
    for candidate in (name, fallback):
        words = re.sub(r"[\W_]+", "-", tidy(candidate).lower()).strip("-")[:80].strip("-")
        if words:
            return words
    return "unnamed"
