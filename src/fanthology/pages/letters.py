"""Lists of names by their first letter."""

from typing import Final, TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)

OTHER: Final = "other"
LETTERS: Final = (*"abcdefghijklmnopqrstuvwxyz", OTHER)
"""Names are sorted by a key without accents and capitals, so that É stands with E; other scripts and digits are one group."""


def starting_with(rows: "QuerySet[M]", letter: str) -> "QuerySet[M]":
    """Those of `rows` whose `key` starts with the letter; all of them, for no letter or one that is none."""
    if letter not in LETTERS:
        return rows
    if letter == OTHER:
        return rows.filter(key__regex=r"^[^a-z]")
    return rows.filter(key__startswith=letter)
