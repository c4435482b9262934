"""Names for what was chosen by its id, and what a typed name may mean; nothing that the viewer may not know of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from django.db.models import QuerySet

from fanthology.catalogue.models import Category, Kind, Tag
from fanthology.catalogue.queries import category_at, tag_called
from fanthology.finding.wishes import TAG_FIELDS, Choice, Field
from fanthology.people.models import PenName
from fanthology.people.queries import Viewer, visible_pen_names
from fanthology.stories.models import Series, Story
from fanthology.stories.queries import visible_series, visible_stories
from fanthology.text.languages import LANGUAGES
from fanthology.text.names import fold, tidy

Thing: TypeAlias = Tag | Category | PenName | Series | Story
Key: TypeAlias = tuple[Field, int | str]

NAMESAKES: Final = 6
"""How many things of one name are told apart; there may be more stories called "Home"."""


def things(choices: Iterable[Choice], viewer: Viewer) -> Mapping[Key, Thing]:
    """The rows that choices name, by field and id: five queries at most, and none for a kind that nobody chose.

    A story, series or pen name that the viewer may not see is not there.
    """
    ids: dict[Field, set[int]] = {}
    for choice in choices:
        ids.setdefault(choice.field, set()).update(key for key in choice.keys if isinstance(key, int))
    found: dict[Key, Thing] = {}
    tags = set().union(*(ids.get(field, set()) for field in TAG_FIELDS))
    if tags:
        rows = Tag.objects.filter(pk__in=tags).only("kind", "name", "slug", "canonical")
        found.update({(Field(tag.kind), tag.pk): tag for tag in rows})
    for field in (Field.CATEGORY, Field.AUTHOR, Field.SERIES, Field.STORY):
        if ids.get(field):
            found.update({(field, row.pk): row for row in _rows(field, viewer).filter(pk__in=ids[field])})
    return found


def _rows(field: Field, viewer: Viewer) -> QuerySet[Any]:
    """What the viewer may know of that is no tag."""
    if field == Field.CATEGORY:
        return Category.objects.only("name", "path", "slug")
    if field == Field.AUTHOR:
        return visible_pen_names(viewer).only("name", "slug", "account")
    if field == Field.SERIES:
        return visible_series(viewer).only("title")
    return visible_stories(viewer).only("title", "language")


def named(choices: Iterable[Choice], viewer: Viewer) -> tuple[Choice, ...]:
    """`choices` with their names, in a fixed number of queries; one that has a name keeps it.

    What is gone, or not for this viewer to know of, stays without a name.
    """
    given = tuple(choices)
    rows = things((choice for choice in given if not choice.name), viewer)
    return tuple(choice if choice.name else replace(choice, name=name_of(choice, rows)) for choice in given)


def name_of(choice: Choice, rows: Mapping[Key, Thing]) -> str:
    """What a choice is called, where its row is among `rows`; a language has its name from our own table."""
    if choice.field == Field.LANGUAGE:
        code = str(choice.keys[0])
        return LANGUAGES[code].english if code in LANGUAGES else code
    return next((str(rows[choice.field, key]) for key in choice.keys if (choice.field, key) in rows), "")


def called(field: Field, name: str, viewer: Viewer) -> tuple[Choice, ...]:
    """What bears this name among what the viewer may know of: usually one thing or none, of titles perhaps several."""
    key = fold(name)
    if not key:
        return ()
    if field in TAG_FIELDS:
        tag = tag_called(Kind(field), name)
        rows: list[Thing] = [tag.canonical or tag] if tag else []
    elif field == Field.CATEGORY:
        whole = category_at(name)
        rows = [whole] if whole else list(Category.objects.filter(key=key)[:NAMESAKES])
    elif field == Field.AUTHOR:
        rows = list(visible_pen_names(viewer).filter(key=key)[:NAMESAKES])
    elif field == Field.SERIES:
        rows = list(visible_series(viewer).filter(title__iexact=tidy(name)).order_by("pk")[:NAMESAKES])
    elif field == Field.STORY:
        rows = list(visible_stories(viewer).filter(title_key=key).order_by("pk")[:NAMESAKES])
    elif field == Field.LANGUAGE:
        codes = (code for code, one in LANGUAGES.items() if key in map(fold, (code, one.english, one.native)))
        return tuple(Choice(field, (code,), LANGUAGES[code].english) for code in codes)
    else:
        rows = []
    return tuple(Choice(field, (row.pk,), str(row)) for row in rows)
