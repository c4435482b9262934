"""The names of what keys stand for, many at once: one question a kind of row."""

from collections.abc import Iterable, Mapping
from typing import Any

from fanthology.catalogue.models import Category, Rating, Tag
from fanthology.finding.wishes import TAG_FIELDS, Choice, Field
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
    """The name of each of these keys. A key that is nothing any more is left out."""
    tags = {key for field in TAG_FIELDS for key in keys.get(field, ())}
    named = _named(Tag, "name", tags)
    found: dict[Field, dict[Key, str]] = {}
    for field, wanted in keys.items():
        if field in TAG_FIELDS:
            found[field] = {key: named[key] for key in wanted if key in named}
        elif field == Field.LANGUAGE:
            found[field] = {key: language_name(str(key)) for key in wanted}
        else:
            table, column = TABLES[field]
            found[field] = _named(table, column, wanted)
    return found


def language_name(code: str) -> str:
    """A language's English name; a code we do not know stands for itself. Case does not matter."""
    known = _LANGUAGES.get(code.lower())
    return known.english if known else code


_LANGUAGES = {code.lower(): language for code, language in LANGUAGES.items()}


def _named(table: Any, column: str, keys: Iterable[Key]) -> dict[Key, str]:
    ids = list(keys)
    return dict(table.objects.filter(pk__in=ids).values_list("pk", column)) if ids else {}


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
