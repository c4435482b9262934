"""What a reader never wants to see, as a text to take along: a line each of kind, name and reason, parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from fanthology.core import limits
from fanthology.finding.named import called, name_of, named, things
from fanthology.finding.standing import Mark, field_called, is_key
from fanthology.finding.wishes import Choice, Field
from fanthology.people.queries import Viewer
from fanthology.text.names import fold, tidy

NUMBERED: Final = frozenset({Field.SERIES, Field.STORY})
"""Fields whose names are titles, which several may share: the number goes along."""
_NUMBERED: Final = re.compile(r"#([1-9][0-9]{0,17}) (.+)", re.DOTALL)


def as_text(marks: Iterable[Mark], viewer: Viewer) -> str:
    """The list. What is gone, or not for this viewer to know of, is not in it."""
    given = list(marks)
    rows = things((mark.choice for mark in given if mark.field != Field.RATING), viewer)
    lines = []
    for mark in given:
        name = mark.key if mark.field == Field.RATING else name_of(mark.choice, rows)
        if mark.field == Field.LANGUAGE:
            name = mark.key
        if mark.field in NUMBERED and name:
            name = f"#{mark.choice.keys[0]} {name}"
        if name:
            lines.append("\t".join(filter(None, (mark.field.value, name, mark.reason))))
    return "".join(f"{line}\n" for line in lines)


def from_text(text: str, viewer: Viewer) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """The marks in a list, and the lines that could not be read: nothing is called so, or several things are."""
    found: dict[tuple[Field, str], Mark] = {}
    lost = []
    for line in [line for line in text.splitlines() if line.strip()][: limits.EXCLUSIONS]:
        mark = _mark_in(line, viewer)
        if mark is None:
            lost.append(line)
        else:
            found[mark.field, mark.key] = mark
    return tuple(found.values()), tuple(lost)


def _mark_in(line: str, viewer: Viewer) -> Mark | None:
    kind, _, rest = line.partition("\t" if "\t" in line else ":")
    kind, (name, _, reason) = kind.strip().lower(), rest.partition("\t")
    name = tidy(name)
    field = field_called(kind)
    if field is None or not name:
        return None
    if field == Field.RATING:
        return Mark(field, name) if is_key(field, name) else None
    numbered = _NUMBERED.fullmatch(name) if field in NUMBERED else None
    choices: tuple[Choice, ...] = ()
    if numbered:
        (one,) = named([Choice(field, (int(numbered[1]),))], viewer)
        name = numbered[2]
        choices = (one,) if fold(one.name) == fold(name) else ()
    choices = choices or called(field, name, viewer)
    if len(choices) != 1:
        return None
    return Mark(field, str(choices[0].keys[0]), reason=tidy(reason)[: limits.EXCLUSION_REASON])
