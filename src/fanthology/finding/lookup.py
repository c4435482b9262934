"""Names as people write them, looked up together: as many questions for thirty names as for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import reduce
from operator import or_
from typing import Final, TypeAlias

from django.db.models import Q

from fanthology.catalogue.models import Category, Rating, Tag
from fanthology.catalogue.queries import split_path
from fanthology.finding.wishes import TAG_FIELDS, Choice, Field
from fanthology.people.queries import Viewer, is_member, visible_pen_names
from fanthology.stories.queries import visible_series, visible_stories
from fanthology.text.languages import LANGUAGES, is_code
from fanthology.text.names import fold, tidy

Name: TypeAlias = tuple[Field, str]
"""A field, and a name as it was written."""
MOST_ROWS: Final = 1_000
NAMESAKES: Final = 50
NEAR: Final = 5


@dataclass(frozen=True, slots=True)
class Named:
    """What was found for names; and for a category's last name that several bear, their full names."""

    choices: dict[Name, Choice] = field(default_factory=dict)
    several: dict[Name, tuple[str, ...]] = field(default_factory=dict)


def look_up(names: Iterable[Name], viewer: Viewer) -> Named:
    """Look all names up, in one query for each sort of thing at the most."""
    wanted: dict[Field, list[str]] = {}
    for one, name in dict.fromkeys(names):
        wanted.setdefault(one, []).append(name)
    found = Named()
    _tags({one: wanted[one] for one in TAG_FIELDS if one in wanted}, found)
    _categories(wanted.get(Field.CATEGORY, []), viewer, found)
    _authors(wanted.get(Field.AUTHOR, []), viewer, found)
    _series(wanted.get(Field.SERIES, []), viewer, found)
    _stories(wanted.get(Field.STORY, []), viewer, found)
    _ratings(wanted.get(Field.RATING, []), found)
    for name in wanted.get(Field.LANGUAGE, []):
        if code := language_called(name):
            shown = LANGUAGES[code].english if code in LANGUAGES else code
            found.choices[Field.LANGUAGE, name] = Choice(Field.LANGUAGE, (code,), shown)
    return found


def _tags(wanted: Mapping[Field, list[str]], found: Named) -> None:
    if not wanted:
        return
    fits = reduce(or_, (Q(kind=kind, key__in=set(map(fold, names))) for kind, names in wanted.items()))
    rows = Tag.objects.filter(fits).select_related("canonical").only("kind", "key", "name", "canonical__name")
    tags = {(row.kind, row.key): row.canonical or row for row in rows}
    for one, names in wanted.items():
        for name in names:
            if tag := tags.get((one.value, fold(name))):
                found.choices[one, name] = Choice(one, (tag.pk,), tag.name)


def _categories(names: list[str], viewer: Viewer, found: Named) -> None:
    if not names:
        return
    paths = {name: tuple(map(fold, split_path(name))) for name in names}
    rows = Category.objects.filter(key__in={path[-1] for path in paths.values() if path})
    known = [(tuple(map(fold, split_path(row.path))), row) for row in rows.order_by("lineage")[:MOST_ROWS]]
    for name, path in paths.items():
        fitting = [row for other, row in known if other == path]
        if not fitting and len(path) == 1:
            fitting = [row for other, row in known if other[-1:] == path]
        if len(fitting) == 1:
            found.choices[Field.CATEGORY, name] = Choice(Field.CATEGORY, (fitting[0].pk,), fitting[0].path)
        elif fitting:
            shown = [row.path for row in fitting if seen_count(row, viewer)]
            found.several[Field.CATEGORY, name] = tuple(shown[:NEAR])


def _authors(names: list[str], viewer: Viewer, found: Named) -> None:
    if not names:
        return
    rows = visible_pen_names(viewer).filter(key__in=set(map(fold, names))).only("key", "name")
    known = {row.key: row for row in rows}
    for name in names:
        if row := known.get(fold(name)):
            found.choices[Field.AUTHOR, name] = Choice(Field.AUTHOR, (row.pk,), row.name)


def _series(names: list[str], viewer: Viewer, found: Named) -> None:
    if not names:
        return
    fits = reduce(or_, (Q(title__iexact=tidy(name)) for name in names))
    if numbers := {number for number in map(_id, names) if number}:
        fits |= Q(pk__in=numbers)
    rows = list(visible_series(viewer).filter(fits).only("title").order_by("pk")[:MOST_ROWS])
    for name in names:
        called = [row for row in rows if fold(row.title) == fold(name)][:NAMESAKES]
        fitting = called or [row for row in rows if row.pk == _id(name)]
        if fitting:
            keys = tuple(row.pk for row in fitting)
            found.choices[Field.SERIES, name] = Choice(Field.SERIES, keys, fitting[0].title)


def _stories(names: list[str], viewer: Viewer, found: Named) -> None:
    ids = {number for number in map(_id, names) if number}
    if not ids:
        return
    titles = dict(visible_stories(viewer).filter(pk__in=ids).values_list("pk", "title"))
    for name in names:
        number = _id(name)
        if number in titles:
            found.choices[Field.STORY, name] = Choice(Field.STORY, (number,), titles[number])


def _ratings(names: list[str], found: Named) -> None:
    if not names:
        return
    rows = list(Rating.objects.order_by("-scheme__in_use", "pk"))
    for name in names:
        if fitting := [row for row in rows if fold(row.code) == fold(name)]:
            keys = tuple(row.pk for row in fitting)
            found.choices[Field.RATING, name] = Choice(Field.RATING, keys, fitting[0].code)


def language_called(name: str) -> str:
    """The code of a language, by its code, its English name or its own name; empty where there is none."""
    key = fold(name)
    for code, one in LANGUAGES.items():
        if key in (code.casefold(), fold(one.english), fold(one.native)):
            return code
    return name if is_code(name) and name.casefold().partition("-")[0] in LANGUAGES else ""


def seen_count(row: Tag | Category, viewer: Viewer) -> int:
    """How many stories stand under it, as far as the viewer may know."""
    return row.member_count if is_member(viewer) else row.public_count


def near_code(one: Field, name: str) -> tuple[str, ...]:
    """Languages or ratings that somebody may have meant."""
    known = (
        [language.english for language in LANGUAGES.values()]
        if one == Field.LANGUAGE
        else list(dict.fromkeys(Rating.objects.values_list("code", flat=True)))
    )
    folded = {fold(other): other for other in known}
    return tuple(folded[key] for key in get_close_matches(fold(name), folded, n=NEAR))


def _id(name: str) -> int:
    """The number that `name` is, or 0."""
    digits = name.strip().lstrip("#")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 18 else 0
