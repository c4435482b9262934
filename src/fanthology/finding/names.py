"""The names of what keys stand for, all at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from fanthology.catalogue.models import Category, Rating, Tag
from fanthology.finding.wishes import Choice, Field
from fanthology.people.models import PenName
from fanthology.stories.models import Series, Story
from fanthology.text.languages import LANGUAGES

Key = int | str
TABLES: Mapping[Field, tuple[Any, str]] = {
    Field.CATEGORY: (Category, "path"),
    Field.AUTHOR: (PenName, "name"),
    Field.SERIES: (Series, "title"),
    Field.RATING: (Rating, "code"),
    Field.STORY: (Story, "title"),
}


def names_of(keys: Mapping[Field, Iterable[Key]]) -> dict[Field, dict[Key, str]]:
    """The name of each of these keys, in one query. A key that is nothing any more is left out."""
    wanted = {field: list(ids) for field, ids in keys.items()}
    tables = {field: TABLES.get(field, (Tag, "name")) for field in wanted if field != Field.LANGUAGE}
    named = _named({field: (*tables[field], wanted[field]) for field in tables if wanted[field]})
    return {
        field: {key: language_name(str(key)) for key in ids}
        if field == Field.LANGUAGE
        else {key: named[field, key] for key in ids if (field, key) in named}
        for field, ids in wanted.items()
    }


def _named(wanted: Mapping[Field, tuple[Any, str, list[Key]]]) -> dict[tuple[Field, Key], str]:
    """In plain SQL: as a QuerySet, the question took longer to put than to answer."""
    if not wanted:
        return {}
    parts = [
        f"SELECT '{field.value}', id, {column} FROM {table._meta.db_table}"  # noqa: S608 (names of our own tables)
        f" WHERE id IN ({', '.join(['%s'] * len(ids))})"
        for field, (table, column, ids) in wanted.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [key for *_, ids in wanted.values() for key in ids])
        return {(Field(field), key): name for field, key, name in cursor.fetchall()}


def language_name(code: str) -> str:
    """A language's English name; a code we do not know stands for itself. Case does not matter."""
    known = _LANGUAGES.get(code.lower())
    return known.english if known else code


_LANGUAGES = {code.lower(): language for code, language in LANGUAGES.items()}


def with_names(choices: Iterable[Choice]) -> dict[Choice, Choice]:
    """Each of these choices with a name to show; one that has its name keeps it."""
    bare = [choice for choice in choices if not choice.name]
    keys: dict[Field, list[Key]] = {}
    for choice in bare:
        keys.setdefault(choice.field, []).extend(choice.keys)
    known = names_of(keys)
    return {
        choice: Choice(
            choice.field,
            choice.keys,
            ", ".join(known[choice.field][key] for key in choice.keys if key in known[choice.field]),
        )
        for choice in bare
    }
