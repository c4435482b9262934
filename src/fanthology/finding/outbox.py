"""The outbox: what the index has yet to learn, written in the transaction that changes it.

Each reader of it (one indexer a machine) remembers a mark: all changes before it are in its index. On SQLite one
transaction writes at a time, so ids come in order and the mark is an id. On PostgreSQL ids do not commit in order; there
the mark is a transaction number, and only changes of transactions are read below which all have ended
(`pg_snapshot_xmin`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Func, Max
from django.utils import timezone

from fanthology.catalogue.happenings import TagMoved
from fanthology.finding.models import Change
from fanthology.stories.happenings import StoriesTouched, StoryChanged, StorySeen

KEPT = timedelta(days=7)
"""How long a change is kept for indexers on other machines; one that sleeps longer makes its index anew."""
CALM = timedelta(minutes=5)
"""How long a calm change may wait for company."""


def note_story(happening: StoryChanged) -> None:
    """Record that a story is not as it was."""
    note(Change.Subject.STORY, [happening.story_id])


def note_stories(happening: StoriesTouched) -> None:
    """Record that these stories are not as they were."""
    note(Change.Subject.STORY, happening.story_ids)


def note_seen(happening: StorySeen) -> None:
    """Record that a story was read: its numbers may wait."""
    lately = Change.objects.filter(
        subject=Change.Subject.STORY, subject_id=happening.story_id, calm=True, made__gt=timezone.now() - CALM
    )
    if not lately.exists():
        note(Change.Subject.STORY, [happening.story_id], calm=True)


def note_tags(happening: TagMoved) -> None:
    """Record that tags have changed their name, their place or their canonical."""
    note(Change.Subject.TAG, happening.tag_ids)


def note(subject: Change.Subject, ids: Iterable[int], *, calm: bool = False) -> None:
    """Write lines of the outbox; the caller's transaction decides whether they stay."""
    Change.objects.bulk_create(
        [Change(subject=subject, subject_id=id_, calm=calm, turn=_this_turn()) for id_ in ids], batch_size=500
    )


def _this_turn() -> Any:
    if connection.vendor != "postgresql":
        return 0
    return Func(template="pg_current_xact_id()::text::bigint", output_field=BigIntegerField())


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes since a mark: ids of stories and tags, and the mark that holds once they are in the index.

    `calm` are ids of stories that may wait.
    """

    stories: tuple[int, ...]
    tags: tuple[int, ...]
    calm: tuple[int, ...]
    mark: int

    def __bool__(self) -> bool:
        return bool(self.stories or self.tags or self.calm)


def mark_now() -> int:
    """The mark of an index that is made from what the database holds at this moment, or a little later."""
    if connection.vendor == "postgresql":
        return _horizon()
    return Change.objects.aggregate(last=Max("id"))["last"] or 0


def since(mark: int, most: int) -> Batch:
    """The next changes after `mark`, about `most` of them (on PostgreSQL, never part of a transaction)."""
    if connection.vendor == "postgresql":
        rows, mark = _turns_since(mark, most)
    else:
        rows = list(_columns(Change.objects.filter(id__gt=mark).order_by("id"))[:most])
        mark = rows[-1][0] if rows else mark
    stories = {id_ for _, subject, id_, calm in rows if subject == Change.Subject.STORY and not calm}
    calm_ones = {id_ for _, subject, id_, calm in rows if subject == Change.Subject.STORY and calm}
    tags = {id_ for _, subject, id_, _ in rows if subject == Change.Subject.TAG}
    return Batch(tuple(sorted(stories)), tuple(sorted(tags)), tuple(sorted(calm_ones - stories)), mark)


def _columns(rows: Any) -> Any:
    return rows.values_list("id", "subject", "subject_id", "calm")


def _turns_since(mark: int, most: int) -> tuple[list[Any], int]:
    """Changes of the transactions from `mark` on, below the oldest that may still be writing; of our own, what we see."""
    horizon = _horizon()
    end = max(horizon, _number("pg_current_xact_id()") + 1) if connection.in_atomic_block else horizon
    ready = Change.objects.filter(turn__gte=mark, turn__lt=end).order_by("turn", "id")
    last = ready.values_list("turn", flat=True)[most - 1 : most].first()
    if last is not None:
        horizon = min(horizon, last + 1)
        ready = ready.filter(turn__lte=last)
    return list(_columns(ready)), max(mark, horizon)


def _horizon() -> int:
    return _number("pg_snapshot_xmin(pg_current_snapshot())")


def _number(transaction: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {transaction}::text::bigint")  # one of our own expressions
        return int(cursor.fetchone()[0])


def sweep() -> None:
    """Forget changes that every indexer must have read by now."""
    Change.objects.filter(made__lt=timezone.now() - KEPT).delete()
