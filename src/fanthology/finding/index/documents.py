"""What the index is told of stories and tags, read from the database a batch at a time."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import tantivy

from fanthology.catalogue.models import Category, Kind, Tag
from fanthology.finding.index.ancestry import Ancestry
from fanthology.finding.index.schema import ID_BITS, SHUFFLES
from fanthology.finding.wishes import Field
from fanthology.people.models import PenName
from fanthology.stories.models import (
    Authorship,
    Chapter,
    Openness,
    SeriesPlace,
    Story,
    StoryCategory,
    StoryTag,
)
from fanthology.stories.queries import shelved
from fanthology.text.blocks import texts
from fanthology.text.names import fold
from fanthology.text.reading import read
from fanthology.text.searching import terms

LEVELS = {Openness.PUBLIC: 1, Openness.MEMBERS: 2}
COLUMNS = (
    "pk",
    "title",
    "title_key",
    "language",
    "openness",
    "rating_id",
    "rating__age",
    "complete",
    "summary",
    "author_note",
    "published",
    "updated",
    "chapter_count",
    "words",
    "hits",
    "review_count",
    "recommendation_count",
    "fandom_count",
    "crossover",
)
CHAPTER_TEXTS = ("title", "summary", "note_before", "note_after", "text")
SHUFFLE_BITS = 31


def story_documents(ids: Sequence[int], ancestry: Ancestry | None = None) -> Iterator[tantivy.Document]:
    """What there is to find of those of these stories that readers can find; the others give nothing.

    A fixed number of questions, whatever the number of stories. `ancestry` holds all tags, where many batches follow.
    """
    rows = list(Story.objects.filter(shelved(), pk__in=ids).values(*COLUMNS))
    about = _Surroundings([row["pk"] for row in rows], ancestry)
    for row in rows:
        yield tantivy.Document(**_numbers(row), **about.of(row))


def _numbers(row: dict[str, Any]) -> dict[str, Any]:
    """What the story's own row tells."""
    pk, chapters, words = row["pk"], row["chapter_count"], row["words"]
    updated, published = _seconds(row["updated"]), _seconds(row["published"])
    ordered = {
        "updated": updated,
        "published": published,
        "words": words,
        "hits": row["hits"],
        "reviews": row["review_count"],
        "recommendations": row["recommendation_count"],
    }
    return {
        "id": pk,
        "rating": row["rating_id"],
        "age": row["rating__age"],
        "level": LEVELS[row["openness"]],
        "length": words,
        "chapters": chapters,
        "chapter_length": words // max(1, chapters),
        "fandoms": row["fandom_count"],
        "hits": row["hits"],
        "reviews": row["review_count"],
        "recommendations": row["recommendation_count"],
        "published_at": published,
        "updated_at": updated,
        "crossover_": int(row["crossover"]),
        "complete": int(row["complete"]),
        "one_shot": int(row["complete"] and chapters == 1),
        "language": sorted({row["language"].lower(), row["language"].lower().partition("-")[0]}),
        "by_title": f"{row['title_key']}\0{pk:012}",
        **{f"by_{name}": max(0, number) << ID_BITS | pk for name, number in ordered.items()},
        **{f"shuffle{turn}": shuffled(pk, turn) for turn in range(SHUFFLES)},
    }


def shuffled(pk: int, turn: int) -> int:
    """The story's place in one of the random orders; no two share one."""
    return zlib.crc32(f"{turn} {pk}".encode()) >> 1 << ID_BITS | pk


def _seconds(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


class _Surroundings:
    """What stands around a batch of stories: tags, categories, authors, series, chapters."""

    def __init__(self, ids: list[int], ancestry: Ancestry | None) -> None:
        self.tags = self._grouped(StoryTag, ids, "tag_id")
        self.ancestry = ancestry or Ancestry().learn({tag for rows in self.tags.values() for (tag,) in rows})
        self.categories = self._grouped(StoryCategory, ids, "category__lineage", "category__path")
        self.authors = self._grouped(Authorship, ids, "pen_name_id", "pen_name__name", "pen_name__key")
        self.series = self._grouped(SeriesPlace, ids, "series_id", "series__title")
        self.chapters = self._grouped(
            Chapter.objects.filter(published__isnull=False, hidden_at__isnull=True), ids, *CHAPTER_TEXTS
        )

    @staticmethod
    def _grouped(rows: Any, ids: list[int], *columns: str) -> dict[int, list[tuple[Any, ...]]]:
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        rows = rows if hasattr(rows, "filter") else rows.objects
        for story, *values in (
            rows.filter(story__in=ids).order_by("story", "position").values_list("story_id", *columns)
        ):
            found[story].append(tuple(values))
        return found

    def of(self, row: dict[str, Any]) -> dict[str, Any]:
        """The fields that tell of one story's surroundings."""
        pk = row["pk"]
        return {**self._tags(pk), **self._people(pk), **self._texts(row)}

    def _tags(self, pk: int) -> dict[str, Any]:
        written = [tag for (tag,) in self.tags[pk]]
        known = self.ancestry
        canonical = list(dict.fromkeys(known.canonical[tag] for tag in written))
        found: dict[str, set[int]] = defaultdict(set)
        for tag in canonical:
            found[known.kind[tag]].update(known.above(tag))
        own = [tag for tag in canonical if known.kind[tag] == Kind.FANDOM]
        found[Field.CATEGORY.value] = {
            int(part) for lineage, _ in self.categories[pk] for part in lineage.strip("/").split("/") if part
        }
        names = [known.terms[tag] for tag in dict.fromkeys((*written, *canonical))]
        names += [_words(path) for _, path in self.categories[pk]]
        names += [_words(title) for _, title in self.series[pk]]
        names += [_words(name) for _, name, _ in self.authors[pk]]
        return {
            **{field: sorted(ids) for field, ids in found.items()},
            "worlds": known.worlds(own),
            "relationships": sum(known.kind[tag] == Kind.RELATIONSHIP for tag in canonical),
            "names": names,
        }

    def _people(self, pk: int) -> dict[str, Any]:
        authors = self.authors[pk]
        first = authors[0][2] if authors else ""
        return {
            Field.AUTHOR.value: [author for author, _, _ in authors],
            Field.SERIES.value: [series for series, _ in self.series[pk]],
            "by_author": f"{first}\0{pk:012}",
        }

    def _texts(self, row: dict[str, Any]) -> dict[str, Any]:
        about, text = [row["summary"], row["author_note"]], []
        for title, summary, before, after, body in self.chapters[row["pk"]]:
            about += [summary, before, after]
            text += [_words(title), html_terms(body)]
        return {
            "title": _words(row["title"]),
            "about": [found for html in about if (found := html_terms(html))],
            "text": [found for found in text if found],
        }


def _words(text: str) -> str:
    return " ".join(terms(text))


def html_terms(html: str) -> str:
    """The terms of what a reader of the HTML sees, parted by spaces."""
    return _words("\n".join(texts(read(html)))) if html else ""


def named_documents(field: Field, ids: Iterable[int] | None = None) -> Iterator[tantivy.Document]:
    """What can be suggested of these tags, categories or pen names (all, if none are named): those that readers can find."""
    rows: Any
    if field == Field.CATEGORY:
        rows = Category.objects.filter(member_count__gt=0).values_list("pk", "path", "member_count")
    elif field == Field.AUTHOR:
        rows = PenName.objects.filter(member_count__gt=0).values_list("pk", "name", "member_count")
    else:
        rows = Tag.objects.filter(kind=field.value).values_list(
            "pk", "name", "member_count", "canonical__member_count"
        )
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    for pk, name, *counts in rows.iterator(chunk_size=5_000):
        use = next(number for number in reversed(counts) if number is not None)
        if use:
            yield tantivy.Document(
                key=f"{field.value}{pk}", field=field.value, id=pk, use=use, words=" ".join(terms(fold(name)))
            )
