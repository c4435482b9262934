"""Stories as the API tells them: two questions to the database, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote

from django.db import connection
from django.db.models import Model
from django.urls import reverse

from fanthology.catalogue.models import Category, Kind, Tag
from fanthology.finding.passages import snippets
from fanthology.finding.wishes import Words
from fanthology.people.models import PenName
from fanthology.people.queries import Viewer
from fanthology.stories.models import Authorship, Series, SeriesPlace, StoryCategory, StoryTag
from fanthology.stories.queries import listed_stories

LISTS: Final = {
    Kind.FANDOM.value: "fandoms",
    Kind.CHARACTER.value: "characters",
    Kind.RELATIONSHIP.value: "relationships",
    Kind.GENRE.value: "genres",
    Kind.WARNING.value: "warnings",
    Kind.FREEFORM.value: "tags",
}
"""What a result calls the tags of each kind."""
PLAIN: Final = ("title", "rating__code", "language", "summary", "words", "chapter_count", "planned_chapters",
                "complete", "crossover", "hits", "review_count", "recommendation_count", "published", "updated")  # fmt: skip
CALLED: Final = ("title", "rating", "language", "summary", "words", "chapters", "planned", "complete",
                 "crossover", "hits", "reviews", "recommendations", "published", "updated")  # fmt: skip
"""The columns of `PLAIN` as a result calls them."""

LINKS: Final[tuple[tuple[type[Model], type[Model], str, str, str, str, str], ...]] = (
    (Authorship, PenName, "pen_name_id", "'author'", "other.name", "other.slug", "0"),
    (StoryTag, Tag, "tag_id", "other.kind", "other.name", "''", "0"),
    (StoryCategory, Category, "category_id", "'category'", "other.path", "''", "0"),
    (
        SeriesPlace,
        Series,
        "series_id",
        "'series'",
        "other.title",
        "CAST(link.position AS varchar(12))",
        "other.id",
    ),
)
"""What hangs on a story: the table between, the table beyond, its column, and what is asked of them."""


def results(
    ids: Sequence[int], viewer: Viewer, base: str, words: tuple[Words, ...] = ()
) -> list[dict[str, Any]]:
    """The stories with these ids in this order, as far as the viewer may know of them; `base` begins their addresses.

    Each in whose texts `words` stand has a snippet, from the database as well.
    """
    found = dict[int, dict[str, Any]]()
    for id_, *values in listed_stories(viewer).filter(pk__in=ids).values_list("pk", *PLAIN):
        found[id_] = _begun(id_, values, base)
    author, series = base + _before("author_read", "x"), base + _before("series_read", 0)
    for id_, what, _, name, place, number in _linked(list(found)) if found else ():
        story = found[id_]
        if what == "author":
            story["authors"].append({"name": name, "url": f"{author}{_quoted(place)}/"})
        elif what == "series":
            address = f"{series}{number}/"
            story["series"].append({"id": number, "title": name, "position": int(place), "url": address})
        elif what == "category":
            story["categories"].append(name)
        else:
            story[LISTS[what]].append(name)
    for id_, pieces in snippets(list(found), words).items() if words else ():
        found[id_]["snippet"] = [{"text": text, "match": match} for text, match in pieces]
    return [found[id_] for id_ in ids if id_ in found]


def _begun(id_: int, values: Sequence[Any], base: str) -> dict[str, Any]:
    """A result without what stands in other tables."""
    story: dict[str, Any] = {"id": id_, "url": f"{base}{_before('story_read', 0)}{id_}/"}
    story.update(zip(CALLED, values, strict=True))
    story["published"] = story["published"].isoformat().replace("+00:00", "Z")
    story["updated"] = story["updated"].isoformat().replace("+00:00", "Z")
    for name in ("authors", *LISTS.values(), "categories", "series"):
        story[name] = []
    return story


def _linked(ids: list[int]) -> list[tuple[int, str, int, str, str, int]]:
    """What hangs on these stories: story, what it is, position, name, place in an address (or a series), number."""
    with connection.cursor() as cursor:
        cursor.execute(_question(len(ids)), ids * len(LINKS))
        rows: list[tuple[int, str, int, str, str, int]] = cursor.fetchall()
    return rows


@lru_cache(maxsize=128)
def _question(number: int) -> str:
    """One question for all that hangs on so many stories. In plain SQL: as a QuerySet, it took longer to put than to answer."""
    marks = ", ".join(["%s"] * number)
    parts = [
        f"SELECT link.story_id, {what}, link.position AS nth, {name}, {place}, {id_}"  # noqa: S608 (names of our own tables)
        f" FROM {table._meta.db_table} link JOIN {to._meta.db_table} other ON other.id = link.{by}"
        f" WHERE link.story_id IN ({marks})"
        for table, to, by, what, name, place, id_ in LINKS
    ]
    return " UNION ALL ".join(parts) + " ORDER BY nth"


@lru_cache(maxsize=8)
def _before(route: str, example: object) -> str:
    """The part of a page's path before the number or name that it ends with."""
    path = reverse(route, args=[example])
    return path[: path.rindex(str(example))]


@lru_cache(maxsize=4096)
def _quoted(slug: str) -> str:
    """A slug as it stands in an address."""
    return quote(slug, safe="!$&'()*+,;=~:@")
