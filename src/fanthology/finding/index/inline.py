"""Catching up with the outbox in the asking process, where no other process does: in tests and small programs."""

from pathlib import Path
from typing import Any

from django.db.models import Max

from fanthology.finding.index import folders, searching
from fanthology.finding.index.writing import catch_up as take_next
from fanthology.finding.index.writing import rebuild, writing
from fanthology.finding.models import Change

_seen: tuple[Path, dict[str, Any]] | None = None


def catch_up() -> None:
    """Bring the index up to date with everything this connection sees; one query where nothing has changed."""
    global _seen  # noqa: PLW0603 (one a process, like the reader)
    newest = Change.objects.aggregate(id=Max("id"), made=Max("made"))
    folder = folders.current()
    mark = folders.read_mark(folder) if folder else None
    if folder is None or mark is None:
        folder = rebuild()
    elif _seen != (folder, newest):
        _take_all(folder, mark.mark)
    else:
        return
    _seen = (folder, newest)
    searching.look_at_once()


def _take_all(folder: Path, mark: int) -> None:
    with writing(folder) as writer:
        at, more = mark, True
        while more:
            before = at
            at, more = take_next(writer, before)
            more = more and at != before  # on PostgreSQL a transaction sees its own changes again and again
        take_next(writer, at)
