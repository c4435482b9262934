"""Writing the index: the one writer of a folder, and indexes made anew beside the old one."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

import tantivy
from django.db.models import Max, Min

from fanthology.finding import outbox
from fanthology.finding.index import folders
from fanthology.finding.index.ancestry import Ancestry
from fanthology.finding.index.documents import named_documents, story_documents
from fanthology.finding.index.schema import story_schema, tag_schema, with_tokenizer
from fanthology.finding.wishes import TAG_FIELDS, Field
from fanthology.stories.models import Authorship, Story, StoryCategory, StoryTag

T = TypeVar("T")
HEAP = 60_000_000
"""Bytes that tantivy may fill before it writes a segment; what it needs at least is 15 MB."""
BATCH = 200
"""Stories that are read from the database at once."""
PER_COMMIT = 2_000
"""Changes that are taken from the outbox at once."""
NAMED = (*TAG_FIELDS, Field.CATEGORY, Field.AUTHOR)


class Writer:
    """The writer of one index folder. Hold the folder (`folders.held`) while it lives."""

    def __init__(self, folder: Path, *, heap: int = HEAP) -> None:
        self.folder = folder
        self._stories = with_tokenizer(tantivy.Index(story_schema(), path=str(folder / "stories")))
        self._tags = with_tokenizer(tantivy.Index(tag_schema(), path=str(folder / "tags")))
        self._story_writer = self._stories.writer(heap_size=heap, num_threads=1)
        self._tag_writer = self._tags.writer(heap_size=15_000_000, num_threads=1)
        self.touched: set[int] = set()
        """Stories whose tags, categories and authors may be used more or less than their names' documents say."""
        self.calm: set[int] = set()
        """Stories of which only numbers have changed that may wait."""

    def write_stories(
        self, ids: Iterable[int], *, ancestry: Ancestry | None = None, anew: bool = False
    ) -> None:
        """Tell what these stories are now; those that readers cannot find are taken out. `anew`: none is there yet."""
        for batch in batches(ids, BATCH):
            if not anew:
                for id_ in batch:
                    self._story_writer.delete_documents_by_term("id", id_)
            for document in story_documents(batch, ancestry):
                self._story_writer.add_document(document)

    def write_named(self, field: Field, ids: Iterable[int] | None = None) -> None:
        """Tell how tags, categories or pen names are called now, and how much they are used."""
        chosen = None if ids is None else list(ids)
        for id_ in chosen or ():
            self._tag_writer.delete_documents_by_term("key", f"{field.value}{id_}")
        for document in named_documents(field, chosen):
            self._tag_writer.add_document(document)

    def write_tags(self, ids: Iterable[int]) -> None:
        """The same for tags whose kind is not known."""
        chosen = list(ids)
        for field in TAG_FIELDS if chosen else ():
            self.write_named(field, chosen)

    def write_calm(self) -> bool:
        """Tell the numbers that could wait."""
        some = bool(self.calm)
        self.write_stories(sorted(self.calm))
        self.calm.clear()
        return some

    def write_uses(self) -> bool:
        """Tell how much the names on touched stories are used now: their counts follow a story's change a little later."""
        for batch in batches(sorted(self.touched), BATCH):
            self.write_tags(_ids(StoryTag, "tag_id", batch))
            self.write_named(Field.CATEGORY, _lineage(batch))
            self.write_named(Field.AUTHOR, _ids(Authorship, "pen_name_id", batch))
        some = bool(self.touched)
        self.touched.clear()
        return some

    def commit(self, mark: int) -> None:
        """Make all that was written findable, then keep the mark. Told again after a crash, it does no harm."""
        self._story_writer.commit()
        self._tag_writer.commit()
        folders.write_mark(self.folder, mark)

    def settle(self) -> None:
        """Wait until the pieces of a new index have been joined; nothing can be written afterwards."""
        self._story_writer.wait_merging_threads()
        self._tag_writer.wait_merging_threads()

    def close(self) -> None:
        """Let go of the locks of the index."""
        del self._story_writer, self._tag_writer


def catch_up(writer: Writer, mark: int, *, most: int = PER_COMMIT, calm: bool = True) -> tuple[int, bool]:
    """Take the next changes from the outbox into the index. Gives the new mark, and whether there may be more.

    `calm` says whether the numbers that could wait are told as well.
    """
    told = writer.write_uses()
    batch = outbox.since(mark, most)
    writer.write_stories(batch.stories)
    writer.write_tags(batch.tags)
    writer.touched |= set(batch.stories)
    writer.calm = (writer.calm | set(batch.calm)) - set(batch.stories)
    if calm:
        told |= writer.write_calm()
    if told or batch.stories or batch.tags or batch.mark != mark:
        writer.commit(batch.mark)
    return batch.mark, bool(batch)


def _ids(links: type[StoryTag | Authorship], column: str, stories: list[int]) -> list[int]:
    return list(links._default_manager.filter(story__in=stories).values_list(column, flat=True).distinct())


def _lineage(stories: list[int]) -> list[int]:
    """The categories of these stories, and those above."""
    rows = StoryCategory.objects.filter(story__in=stories).values_list("category__lineage", flat=True)
    return sorted({int(part) for lineage in rows for part in lineage.strip("/").split("/") if part})


def rebuild(progress: Callable[[int, int], None] | None = None) -> Path:
    """Make the index anew beside the one in use, and put it in its place. Gives its folder.

    `progress` is told how many stories are done, of how many. What changes meanwhile is in the outbox, and is caught up
    with from the mark that was taken before the first story was read.
    """
    folder = folders.new()
    with folders.held(folder):
        mark = outbox.mark_now()
        writer = Writer(folder, heap=4 * HEAP)
        total = Story.objects.count()
        ancestry = Ancestry().learn()
        done = 0
        for ids in all_story_ids():
            writer.write_stories(ids, ancestry=ancestry, anew=True)
            done += len(ids)
            if progress:
                progress(done, total)
        for field in NAMED:
            writer.write_named(field)
        writer.commit(mark)
        writer.settle()
    folders.use(folder)
    folders.sweep()
    return folder


def all_story_ids(size: int = 1_000) -> Iterator[list[int]]:
    """The ids of all stories, by ranges of their numbers."""
    ends = Story.objects.aggregate(first=Min("pk"), last=Max("pk"))
    for start in range(ends["first"] or 0, (ends["last"] or -1) + 1, size):
        rows = Story.objects.filter(pk__gte=start, pk__lt=start + size).order_by("pk")
        if ids := list(rows.values_list("pk", flat=True)):
            yield ids


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """`things` in lists of up to `size`."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """The writer of a folder, for as long as the block lasts. Raises `folders.Busy` where another process writes."""
    with folders.held(folder):
        writer = Writer(folder)
        try:
            yield writer
        finally:
            writer.close()
