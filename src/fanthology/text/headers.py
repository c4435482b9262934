"""Header lines that authors type above a story: "Disclaimer: …", "Timeline- …", "Pairings/Rating: …".

Pure recognition: which fields a label names, where the value begins. What is made of the value is
the importers' business. Labels are English, as the archives that people leave mostly are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# The field each label names. "kept" are labels with a meaning but without a field of their own:
# they stay in the author's note as they are.
_SPELLINGS: Mapping[str, str] = {
    "title": "title|story title|fic title|story|fic",
    "authors": "author|authors|by|written by|pen name|penname|writer|story by|author name",
    "summary": "summary|description|synopsis|blurb|short summary|teaser|story summary",
    "fandoms": (
        "fandom|fandoms|crossover|crossovers|crossover with|crossover fandom|crossover fandoms"
        "|x-over|xover|xovers|crossed with|universe|universes"
    ),
    "categories": "category|categories",
    "relationships": "pairing|pairings|main pairing|main pairings|ship|ships|relationship|relationships|couple|couples",
    "characters": "character|characters|main character|main characters|starring|featuring",
    "warnings": (
        "warning|warnings|content warning|content warnings|trigger warning|trigger warnings"
        "|tw|cw|caution|archive warning|archive warnings"
    ),
    "genres": "genre|genres",
    "rating": "rating|ratings|rated|author's rating",
    "timeline": "timeline|timelines|time line|time-line|setting|set|timeframe|time frame|takes place",
    "disclaimer": "disclaimer|disclaimers|disclaim|standard disclaimer|legal|legal stuff|legalese",
    "author_note": (
        "author's note|author's notes|authors note|authors notes|authors' note|authors' notes"
        "|author note|author notes|a/n|a/ns|an|note|notes|a note|notes from the author|note from the author"
    ),
    "credits": (
        "credit|credits|art cred|art creds|art credit|art credits|art|art by|artwork|artwork by|banner"
        "|banner by|cover|cover by|cover art|beta|betas|beta by|beta reader|beta readers|beta'd by|betaed by"
    ),
    "language": "language",
    "series": "series|part of|part of series",
    "complete": "status|complete|completed|completion status",
    "published": "published|posted|date|date posted|first posted|date published|publication date",
    "updated": "updated|last updated|date updated",
    "freeforms": "tags|tag|additional tags|freeform tags|freeforms|keywords",
    "kept": (
        "spoilers|spoiler|feedback|archive|archiving|distribution|permission to archive|e-mail|email|contact"
        "|website|web|web site|homepage|url|dedication|dedicated to|thanks|thanks to|thank you|word count|words"
        "|sequel|sequel to|prequel|prequel to|challenge|prompt|requested by|request|written for|content|type"
        "|classification|started|finished|draft|response to|in response to|acknowledgements|acknowledgments"
        "|chapter|chapters|part|parts|copyright|inspired by|inspiration|stats|statistics|collections|music|song|soundtrack|pov|point of view"
    ),
}
_FIELDS: Mapping[str, str] = {
    spelling: field for field, spellings in _SPELLINGS.items() for spelling in spellings.split("|")
}

# Fields that a header can fill; "kept" is none of them.
FIELDS = frozenset(_SPELLINGS) - {"kept"}

_LONGEST_LABEL = 60
_JOINTS = re.compile(r"\s*(?:/|&|,|\+|\band\b)\s*")
_MARKS = re.compile(r"[*_]+")
_NUMBER = re.compile(r"\s*(?:#|no\.?)?\s*\d{1,2}$")
_LABELLIKE = re.compile(r"[^\W\d_][\w'’./&()# -]*")


@dataclass(frozen=True, slots=True)
class Header:
    """One header line or paragraph.

    `fields` are what its label names (several for "Pairings/Warnings/Rating"); empty when the
    label is none that we know. `label` and `value` are as typed, `verbatim` is all of it.
    """

    fields: tuple[str, ...]
    label: str
    value: str
    verbatim: str


def read_header(line: str) -> Header | None:
    """The header that a line or paragraph is, or None when it carries no label.

    A colon ends any label, known or not ("Word of the day: whale"), as long as it looks like one;
    a dash ends known labels only, since a dash also stands in any sentence ("Here's the thing- …").
    """
    text = line.strip()
    near = text[:_LONGEST_LABEL].partition("\n")[0]
    colon = near.find(":")
    if colon > 0 and not text.startswith("//", colon + 1):
        header = _cut(line, text, colon)
        if header.fields or _looks_like_a_label(header):
            return header
    dashes = (at for at in range(1, len(near) - 1) if near[at] in "-–—" and near[at + 1] in " \t*_")
    return next((header for at in dashes if (header := _cut(line, text, at)).fields), None)


def fields_named(label: str) -> tuple[str, ...]:
    """The fields that a label names, in its order; empty when any part of it is unknown."""
    label = _plainly(label)
    whole = _field(label)
    if whole:
        return (whole,)
    parts = [_field(part) for part in _JOINTS.split(label)]
    if len(parts) < 2 or not all(parts):
        return ()
    return tuple(dict.fromkeys(part for part in parts if part))


def _cut(verbatim: str, text: str, at: int) -> Header:
    """The header that `text` is when its label ends at `at`."""
    label = _MARKS.sub("", text[:at]).strip()
    value = text[at + 1 :].strip()
    # "**Rating:** PG": the marks that closed a bold or slanted label are not part of the value.
    opening = text[: len(text) - len(text.lstrip("*_"))]
    if opening and value.startswith(opening):
        value = value.removeprefix(opening).lstrip()
    return Header(fields_named(label), label, value, verbatim)


def _plainly(label: str) -> str:
    """A label for looking up: small letters, plain apostrophes, "(s)" and counting numbers off."""
    label = " ".join(_MARKS.sub("", label).casefold().replace("’", "'").replace("‘", "'").split())
    label = label.replace("(s)", "s").strip(" .#[](){}")
    return _NUMBER.sub("", label) if len(label) > 2 else label


def _field(name: str) -> str | None:
    return _FIELDS.get(name.strip())


def _looks_like_a_label(header: Header) -> bool:
    """Short, begins with a capital, is not a sentence, and something follows it."""
    words = header.label.split()
    return (
        bool(header.value)
        and 1 <= len(words) <= 4
        and header.label[0].isupper()
        and _LABELLIKE.fullmatch(header.label) is not None
    )
