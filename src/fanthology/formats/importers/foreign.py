"""Front matter that other programs wrote: its keys are header labels, whatever their spelling."""

import re
from collections.abc import Mapping
from typing import Any

from fanthology.formats.importers.draft import Draft
from fanthology.formats.importers.passages import Passage
from fanthology.formats.manuscript import SeriesPlace
from fanthology.text.headers import Header, fields_named
from fanthology.text.languages import LANGUAGES

_MOST_KEYS = 200
# Keys of site generators, as labels that `text/headers.py` knows.
_SAME = {
    "lang": "language",
    "draft": "",
    "layout": "",
    "slug": "",
    "weight": "",
    "lastmod": "updated",
    "modified": "updated",
    "words": "word count",
    "series": "series",
    "complete": "complete",
}


def take_foreign(draft: Draft, front: Mapping[str, Any]) -> None:
    """Take every key into its field; what has none is kept in the author's note with its name."""
    unknown = []
    for key, value in list(front.items())[:_MOST_KEYS]:
        label = _SAME.get(key.casefold(), re.sub(r"[_-]+", " ", key))
        if label and not _taken(draft, label, value):
            text = _written(value)
            if text:
                draft.notes.append(f"{key}: {text}")
                unknown.append(key)
    if unknown:
        names = ", ".join(f"“{key}”" for key in unknown[:8])
        draft.tell("author_note", f"{names} in the file's head: kept in the author's note.")


def _taken(draft: Draft, label: str, value: Any) -> bool:
    """Whether a key's value went into a field whole."""
    fields = fields_named(label)
    if len(fields) != 1 or fields == ("kept",):
        return False
    if _taken_as_data(draft, fields[0], value):
        return True
    text = _written(value)
    if not text:
        return False
    notes = len(draft.notes)
    whole = Passage(f"{label}: {text}")
    draft.take(Header(fields, label, text, whole.text), Passage(text), whole)
    if len(draft.notes) > notes and fields != ("author_note",):
        draft.notes.pop()  # the caller keeps it under the key as it was written
        return False
    return True


def _taken_as_data(draft: Draft, field: str, value: Any) -> bool:
    """Whether a value was taken because it is a list, a place in a series, a code, or yes and no."""
    if field == "complete" and isinstance(value, bool):
        draft.complete = value
    elif field == "language" and isinstance(value, str) and value in LANGUAGES:
        draft.language = value
    elif field in _LISTS and isinstance(value, list) and all(isinstance(each, str) for each in value[:100]):
        getattr(draft, field).extend(value[:100])
        return len(value) <= 100
    elif field == "series" and isinstance(value, Mapping) and isinstance(value.get("title"), str):
        number = value.get("number")
        counts = isinstance(number, int) and 0 <= number < 10_000
        draft.series.append(SeriesPlace(value["title"], number if counts else None))
    else:
        return False
    return True


_LISTS = frozenset(
    ("authors", "categories", "fandoms", "characters", "relationships", "genres", "warnings", "freeforms")
)


def _written(value: Any) -> str:
    """A value as a person would write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(filter(None, map(_written, value)))
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_written(each)}" for key, each in value.items())
    return str(value).strip()
