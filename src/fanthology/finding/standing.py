"""What a reader never wants to see: kept with their account, or for a visitor in a cookie.

A mark keeps the id under which something was chosen. Where a tag has become a synonym since then, what it stands for
today is looked up when the marks are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import BigIntegerField, Case, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Cast

from fanthology.catalogue.models import Tag
from fanthology.core import limits
from fanthology.finding.models import Exclusion
from fanthology.finding.wishes import TAG_FIELDS, Choice, Field, Standing
from fanthology.people.models import Account
from fanthology.people.queries import Viewer, as_account
from fanthology.text.languages import is_code

OLDEST: Final = 21
"""The highest age, in years, that a rating can have (`catalogue.models.Rating`)."""
LETTERS: Final = {
    Field.FANDOM: "f",
    Field.CHARACTER: "c",
    Field.RELATIONSHIP: "p",
    Field.GENRE: "g",
    Field.WARNING: "w",
    Field.FREEFORM: "t",
    Field.CATEGORY: "k",
    Field.AUTHOR: "a",
    Field.SERIES: "e",
    Field.LANGUAGE: "l",
    Field.RATING: "r",
    Field.STORY: "s",
}
"""How the cookie writes each field: `f12.c7.s99.lde.r13`."""
_FIELDS: Final = {letter: field for field, letter in LETTERS.items()}
_ID: Final = re.compile(r"[1-9][0-9]{0,17}")
COOKIE_LENGTH: Final = 2_400
"""Characters of a cookie that are looked at; a full one of our own is shorter."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that a reader never wants to see, under the key it was chosen by.

    `now` is the key that counts today; it differs where a tag has become a synonym. For a rating, `key` is the highest age
    in years that they wish to see. Visitors have no reasons and no dates.
    """

    field: Field
    key: str
    now: str = ""
    reason: str = ""
    made: datetime | None = None

    @property
    def choice(self) -> Choice:
        """What it is, as searches write it."""
        key = self.now or self.key
        return Choice(self.field, (key if self.field == Field.LANGUAGE else int(key),))


def field_called(name: str) -> Field | None:
    """The field of this name."""
    return next((field for field in Field if field.value == name), None)


def is_key(field: Field, key: str) -> bool:
    """Whether `key` can be a key of this field: an id, a language's code, or an age."""
    if field == Field.LANGUAGE:
        return is_code(key)
    if field == Field.RATING:
        return key.isascii() and key.isdecimal() and len(key) <= 2 and int(key) <= OLDEST
    return _ID.fullmatch(key) is not None


def standing_of(viewer: Viewer, cookie_text: str = "") -> Standing:
    """What the viewer never wants to see. One query for a member; for a visitor one where the cookie names tags, else none.

    The cookie counts only for visitors. Its choices have no names (`finding.named.named` gives them some).
    """
    return standing(marks_of(viewer, cookie_text))


def marks_of(viewer: Viewer, cookie_text: str = "") -> tuple[Mark, ...]:
    """The viewer's marks, in the order in which they were made."""
    account = as_account(viewer)
    if account is None:
        return _as_of_today(marks_in(cookie_text))
    rows = with_canonical(exclusions_of(account).order_by("made", "pk"))
    return tuple(
        Mark(Field(row.kind), row.key, str(canonical or ""), row.reason, row.made)
        for row in rows
        if is_key(Field(row.kind), row.key)
        for canonical in (getattr(row, "canonical", None),)
    )


def exclusions_of(account: Account) -> QuerySet[Exclusion]:
    """The account's rows."""
    return Exclusion.objects.filter(account=account)


def with_canonical(exclusions: QuerySet[Exclusion]) -> QuerySet[Exclusion]:
    """`exclusions` with `canonical`: the id of the tag that an excluded tag is a synonym of by now, or nothing."""
    tag = Tag.objects.filter(pk=Cast(OuterRef("key"), BigIntegerField()))
    return exclusions.annotate(
        canonical=Case(When(kind__in=TAG_FIELDS, then=Subquery(tag.values("canonical")[:1])))
    )


def standing(marks: Iterable[Mark]) -> Standing:
    """Marks as a search applies them: each thing once, and the lowest of the limits of ratings."""
    ages = []
    choices: dict[Choice, None] = {}
    for mark in marks:
        if mark.field == Field.RATING:
            ages.append(int(mark.key))
        else:
            choices[mark.choice] = None
    return Standing(tuple(choices), min(ages, default=None))


def marks_in(cookie_text: str) -> tuple[Mark, ...]:
    """The marks that a cookie holds, each once; what nobody of ours has written is passed over."""
    found: dict[tuple[Field, str], Mark] = {}
    for part in cookie_text[:COOKIE_LENGTH].split("."):
        field, key = _FIELDS.get(part[:1]), part[1:]
        if field is not None and is_key(field, key):
            found[field, key] = Mark(field, key)
    return tuple(found.values())[: limits.EXCLUSIONS_IN_COOKIE]


def cookie_of(marks: Sequence[Mark]) -> str:
    """The marks as a cookie holds them; empty for none."""
    return ".".join(f"{LETTERS[mark.field]}{mark.key}" for mark in marks)


def with_mark(marks: Sequence[Mark], mark: Mark) -> tuple[Mark, ...]:
    """`marks` and one more, each once; a limit of ratings takes the place of another."""
    return (*without_mark(marks, mark), mark)


def without_mark(marks: Sequence[Mark], mark: Mark) -> tuple[Mark, ...]:
    """`marks` without one; for a rating, without any limit."""
    return tuple(
        one
        for one in marks
        if one.field != mark.field or (one.field != Field.RATING and mark.key not in {one.key, one.now})
    )


def _as_of_today(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """A visitor's marks, tags that have become synonyms led on; tags that are none, or not of the kind, are left out."""
    ids = [int(mark.key) for mark in marks if mark.field in TAG_FIELDS]
    if not ids:
        return marks
    rows = Tag.objects.filter(pk__in=ids).values_list("pk", "kind", "canonical")
    known = {(kind, str(pk)): str(canonical or "") for pk, kind, canonical in rows}
    return tuple(
        Mark(mark.field, mark.key, known.get((mark.field.value, mark.key), ""))
        for mark in marks
        if mark.field not in TAG_FIELDS or (mark.field.value, mark.key) in known
    )


def exclusions_called(account: Account, field: Field, key: str) -> QuerySet[Exclusion]:
    """The account's rows that keep this key, or the key of what is a synonym of it by now."""
    keys = [key]
    if field in TAG_FIELDS and is_key(field, key):
        keys += map(str, Tag.objects.filter(canonical=int(key)).values_list("pk", flat=True))
    return exclusions_of(account).filter(kind=field, key__in=keys)
