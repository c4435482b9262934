"""Fill an empty archive."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from django.db import connection, transaction
from django.db.models import Model

from fanthology.catalogue.models import Category, Tag, TagParent
from fanthology.people.models import PenName
from fanthology.populate.stories import BATCH, Batch, Counts, Ids, Writer
from fanthology.populate.tables import Table, keep_counts, settle_sequences
from fanthology.populate.world import World
from fanthology.stories.models import (
    Authorship,
    Chapter,
    Series,
    SeriesPlace,
    Story,
    StoryCategory,
    StoryTag,
)

Shelves = dict[type[Model], Counts]
FILLED = (Story, Chapter, StoryTag, StoryCategory, Authorship, Series, SeriesPlace)
Progress = Callable[[str, int, int], None]
"""Is told what is being done, how many of it are, and of how many."""


class Tables:
    """The tables that a batch of stories goes into."""

    def __init__(self) -> None:
        self.story = Table(
            Story, "id", "title", "title_key", "language", "openness", "rating_id", "complete", "planned_chapters",
            "summary_source", "summary", "created", "published", "updated", "chapter_count", "words", "hits",
            "review_count", "recommendation_count", "fandom_count", "crossover", "hidden_at", "hidden_reason",
        )  # fmt: skip
        self.chapter = Table(
            Chapter, "id", "story_id", "position", "title", "text_source", "text", "words", "created", "published",
            "edited",
        )  # fmt: skip
        self.tag = Table(StoryTag, "id", "story_id", "tag_id", "position")
        self.category = Table(StoryCategory, "id", "story_id", "category_id", "position")
        self.authorship = Table(Authorship, "id", "story_id", "pen_name_id", "position")
        self.series = Table(Series, "id", "title", "owner_id", "created")
        self.place = Table(SeriesPlace, "id", "series_id", "story_id", "position")

    def ids(self) -> Ids:
        """The next id of each."""
        return Ids(**{name: getattr(self, name).next_id() for name in Ids.__slots__})

    def add(self, batch: Batch) -> None:
        """Write a batch."""
        self.story.add(batch.stories)
        self.chapter.add(batch.chapters)
        self.tag.add(batch.tags)
        self.category.add(batch.categories)
        self.authorship.add(batch.authorships)
        self.series.add(batch.series)
        self.place.add(batch.places)


def fill(*, stories: int, seed: int, words_per_story: int, progress: Progress) -> int:
    """Make so many stories with all that belongs to them; give back how many there are.

    Every batch is a transaction. Where a KeyboardInterrupt comes, the running batch is undone, what is there is counted,
    and the interrupt goes on.
    """
    chance = Random(f"fanthology {seed}")  # noqa: S311 (no secret)
    progress("Thinking of fandoms, tags and authors", 0, 1)
    world = World(stories, chance)
    with quick_database():
        with transaction.atomic():
            for step in world.write():
                progress(f"Writing {step}", 0, 1)
        tables = Tables()
        writer = Writer(world, chance, tables.ids(), words_per_story)
        shelves: Shelves = {Tag: Counts(), Category: Counts(), PenName: Counts()}
        done = 0
        try:
            while done < stories:
                batch = writer.batch(min(BATCH, stories - done))
                with transaction.atomic():
                    tables.add(batch)
                shelves[Tag].add(batch.under_tags)
                shelves[Category].add(batch.under_categories)
                shelves[PenName].add(batch.under_authors)
                done += len(batch.stories)
                progress("Writing stories", done, stories)
        finally:
            progress("Counting what stands where", 0, 1)
            _settle(shelves)
    return done


def _settle(shelves: Shelves) -> None:
    with transaction.atomic():
        for model, counts in shelves.items():
            keep_counts(model, counts.rows())
        settle_sequences((*shelves, TagParent, *FILLED))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def quick_database() -> Iterator[None]:
    """Let SQLite keep more in memory, and not look up every row that another points to: it has just been written."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size=-300000")  # KiB
        cursor.execute("PRAGMA wal_autocheckpoint=20000")  # pages of 4 KiB
    checked = connection.disable_constraint_checking()
    gc.disable()  # nothing here goes in circles, and looking for that takes a tenth of the time
    try:
        yield
    finally:
        gc.enable()
        if checked:
            connection.enable_constraint_checking()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size=-20000")
            cursor.execute("PRAGMA wal_autocheckpoint=1000")
