"""Which lines are scene breaks: the marks that writers set between two scenes.

Seen in archives: `***`, `* * *`, `---`, `~*~`, `-x-`, `xXx`, `oOo`, `#`, `⁂`, `<><><>`, `-scene break-` and hundreds
of mixtures. What may be speech, a face, kisses or a clock (`…`, `—`, `o_O`, `xoxo`, `X`, `00:00`) is left to the story.
"""

import re

MAX_CHARS = 120
"""A longer line is an ornament or a mistake, and is kept."""

_ONCE = frozenset("*#~§¶†‡⁂⁎⁑※❦❧☙❖✦✧★☆✶✷✸✹✺✻✼❀❁✿♦♢◆◇◊○●◦•·∞☼☽☾⚜")
"""Ornaments: one is enough."""
_TWICE = frozenset("-‐‑‒–—―−─━═=_")
"""Dashes and lines: at least two, for a single one may be speech that breaks off."""
_THRICE = frozenset("+^<>/\\:|@&%$°¤♠♣♥♡❤")
"""Other signs: three alike, or four."""
_BETWEEN = frozenset(".,'`\"()[]{}")
"""May stand between the others, never alone."""
_LETTERS = frozenset("oOxX0")
_SIGNS = _ONCE | _TWICE | _THRICE | _BETWEEN

_SAID = re.compile(
    r"[-~*=_#+<>\[\]() .]*(?:(?:scene|line|page|section)[ -]?break|scene[ -]?(?:change|shift)|\[break\])"
    r"[-~*=_#+<>\[\]() .]*",
    re.IGNORECASE,
)
_KISSES = re.compile(r"[xo]?(?:ox)+o?|[xo]?(?:OX)+O?|[XO]?(?:OX)+O?")
_FACE = re.compile(
    r"[^\w\s]?[oOxX0^\-~*+><=@°][_.][oOxX0^\-~*+><=@°][^\w\s]?|[>]?[:=8][-'o^]?[*()\[\]/\\|@<>]"
)
_CRY = re.compile(r"o{0,5}|Oo*")


def _is_mark_of_letters(letters: str) -> bool:
    """Tell whether letters alone (`xXx`, `oOo`, `xxx`) are meant as a mark."""
    if len(letters) < 3 or _KISSES.fullmatch(letters) or _CRY.fullmatch(letters) or set(letters) == {"0"}:
        return False
    return letters == letters[::-1] or len(set(letters.lower())) == 1


def _is_mark_of_signs(signs: list[str], letters: str, marks: str) -> bool:
    """Tell whether signs, perhaps with letters among them, are meant as a mark."""
    if any(sign in _ONCE for sign in signs):
        return True
    dashes = sum(sign in _TWICE for sign in signs)
    others = [sign for sign in signs if sign in _THRICE]
    if letters:
        if set(letters) == {"0"} and dashes < len(signs):
            return False
        framed = marks[0] not in _LETTERS and marks[-1] not in _LETTERS
        if not dashes and not others:
            return framed and len(letters) > 5 and _is_mark_of_letters(letters)
        return dashes + len(others) >= 2 and (framed or len(letters) >= 3)
    return dashes >= 2 or dashes + len(others) >= 4 or (len(others) == 3 and len(set(others)) == 1)


def is_scene_break(line: str) -> bool:
    """Tell whether a line holds nothing but the mark of a scene break."""
    if len(line) > MAX_CHARS:
        return False
    line = line.replace("\ufe0e", "").replace("\ufe0f", "").strip()
    parts = line.split()
    marks = "".join(parts)
    if not marks or _FACE.fullmatch(marks):
        return False
    letters = "".join(sign for sign in marks if sign in _LETTERS)
    signs = [sign for sign in marks if sign not in _LETTERS]
    if not signs:
        apart = len(parts) >= 3 and len(parts) == len(marks) and not _KISSES.fullmatch(letters.lower())
        return (apart and set(letters) != {"0"}) or _is_mark_of_letters(letters)
    if _SIGNS.issuperset(signs):
        return _is_mark_of_signs(signs, letters, marks)
    return _SAID.fullmatch(line) is not None
