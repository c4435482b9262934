"""Catching up with the outbox in the asking process, where no other process does: in tests and small programs."""

from fanthology.finding.index import folders, searching
from fanthology.finding.index.writing import catch_up as take_next
from fanthology.finding.index.writing import rebuild, writing


def catch_up() -> None:
    """Bring the index up to date with everything this connection sees."""
    folder = folders.current()
    mark = folders.read_mark(folder) if folder else None
    if folder is None or mark is None:
        rebuild()
        searching.look_at_once()
        return
    with writing(folder) as writer:
        at, more = mark.mark, True
        while more:
            before = at
            at, more = take_next(writer, before)
            more = more and at != before  # on PostgreSQL a transaction sees its own changes again and again
        take_next(writer, at)
    searching.look_at_once()
