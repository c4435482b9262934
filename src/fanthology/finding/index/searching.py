"""Reading the index: ids, counts and facets of what a query finds. Each process opens it once, and again when it is new.

Facets of large answers are kept for as long as the index stays as it is; where it has changed meanwhile they are made
anew in the background, and until then the former ones are shown for at most `STALE` seconds. Counts are always exact.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as RanOut
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import tantivy
from tantivy import Query

from fanthology.finding.found import DEPTH
from fanthology.finding.index import compiling, folders
from fanthology.finding.index.schema import (
    ID_BITS,
    NAMES,
    ORDERS,
    SHUFFLES,
    story_schema,
    tag_schema,
    with_tokenizer,
)
from fanthology.finding.wishes import FACETS, Field, Sort, Wishes

T = TypeVar("T")
SECONDS = 5.0
"""How long a search may take."""
LOOK_AGAIN = 0.1
"""How often, in seconds, a reader looks whether the index has changed."""
LARGE = 5_000
"""Answers of so many stories have their facets kept."""
STALE = 120.0
KEPT = 400
"""Facets of so many different answers are kept, a few kilobytes each."""
AT_ONCE = 4
"""Searches that run at the same time; the rest wait for their turn, within their time."""
FACET_SIZE = 15
Counts = Mapping[Field, tuple[tuple[int | str, int], ...]]


class NoIndex(Exception):
    """There is no index yet, or it cannot be read."""


class TooLong(Exception):
    """A search ran over its time."""


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of an answer as the index knows it."""

    ids: tuple[int, ...]
    count: int


@dataclass(slots=True)
class Reader:
    """The open index of one process. Its searchers see the same state until `refresh` finds a newer one."""

    folder: Path
    stories: tantivy.Index
    tags: tantivy.Index
    seen: tuple[int, int] = (0, 0)
    looked: float = 0.0
    generation: int = 0
    facets: "OrderedDict[Hashable, tuple[int, float, Counts]]" = field(default_factory=OrderedDict)
    making: set[Hashable] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def refresh(self) -> None:
        """See what has been committed since."""
        self.looked = time.monotonic()
        now = _state(self.folder)
        if now != self.seen:
            self.stories.reload()
            self.tags.reload()
            self.seen = now
            self.generation += 1


def _state(folder: Path) -> tuple[int, int]:
    """Changes with every commit: the times of the files that name an index's pieces."""
    metas = (folder / part / "meta.json" for part in ("stories", "tags"))
    first, second = (meta.stat().st_mtime_ns for meta in metas)
    return first, second


_reader: Reader | None = None
_opening = threading.Lock()


def reader() -> Reader:
    """This process's reader, as new as `LOOK_AGAIN`. Raises NoIndex."""
    global _reader  # noqa: PLW0603 (one a process, like a connection)
    open_one = _reader
    if open_one is not None and time.monotonic() - open_one.looked < LOOK_AGAIN:
        return open_one
    with _opening:
        try:
            folder = folders.current()
            if folder is None or folders.read_mark(folder) is None:
                raise NoIndex
            if _reader is None or _reader.folder != folder:
                _reader = open_reader(folder)
            _reader.refresh()
        except (OSError, ValueError) as problem:
            raise NoIndex from problem
        return _reader


def open_reader(folder: Path) -> Reader:
    """A reader of this very index. Raises ValueError or OSError where it cannot be opened."""
    stories = with_tokenizer(tantivy.Index(story_schema(), path=str(folder / "stories")))
    tags = with_tokenizer(tantivy.Index(tag_schema(), path=str(folder / "tags")))
    for index in (stories, tags):
        index.config_reader(reload_policy="manual")
    return Reader(folder, stories, tags)


def look_at_once() -> None:
    """Let the next search see everything that has been committed up to now."""
    if _reader is not None:
        _reader.looked = 0.0


def forget() -> None:
    """Close the reader."""
    global _reader  # noqa: PLW0603 (see `reader`)
    _reader = None


_pool: ThreadPoolExecutor | None = None


def in_time(work: Callable[[], T], seconds: float = SECONDS) -> T:
    """Do `work` within its time, or raise TooLong. Threads are made in the process that searches, never before a fork."""
    global _pool  # noqa: PLW0603 (one a process)
    if _pool is None:
        _pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="search")
    future: Future[T] = _pool.submit(work)
    try:
        return future.result(seconds)
    except RanOut as problem:
        future.cancel()
        raise TooLong from problem


def hits(open_one: Reader, query: Query, wishes: Wishes) -> Hits:
    """The page of ids that the wishes ask for, in their order, and the number of all. A page too far is the last."""
    searcher = open_one.stories.searcher()
    page, size = max(1, wishes.page), wishes.per_page
    if page == 1:
        return _page(searcher, query, wishes, 0)
    count = number_of(searcher, query)
    last = max(1, -(-min(count, DEPTH) // size))
    return _page(searcher, query, wishes, (min(page, last) - 1) * size)


def number_of(searcher: tantivy.Searcher, query: Query) -> int:
    """How many stories a query finds."""
    return _count(searcher.search(query, 1))


def _count(found: Any) -> int:
    return int(found.count)  # the library's type hints forget it


def _page(searcher: tantivy.Searcher, query: Query, wishes: Wishes, offset: int) -> Hits:
    if wishes.sort == Sort.RANDOM:
        return _shuffled(searcher, query, wishes, offset)
    how: dict[str, Any] = {}
    if wishes.sort in ORDERS:
        how = {"order_by_field": ORDERS[wishes.sort], "order": _direction(down=not wishes.backwards)}
    elif wishes.sort in NAMES:
        how = {"order_by_field": NAMES[wishes.sort], "order": _direction(down=wishes.backwards)}
    found = searcher.search(query, wishes.per_page, offset=offset, **how)
    return Hits(ids_of(searcher, found), _count(found))


def ids_of(searcher: tantivy.Searcher, found: tantivy.SearchResult) -> tuple[int, ...]:
    """The ids of what was found, in order."""
    addresses = [address for _, address in found.hits]
    return tuple(int(id_ or 0) for id_ in searcher.fast_field_values("id", addresses))


def _direction(*, down: bool) -> tantivy.Order:
    return tantivy.Order.Desc if down else tantivy.Order.Asc


def _shuffled(searcher: tantivy.Searcher, query: Query, wishes: Wishes, offset: int) -> Hits:
    """One of the kept random orders, begun at a place that the seed gives: first what lies above it, then the rest."""
    name = f"shuffle{wishes.seed % SHUFFLES}"
    begin = wishes.seed * 2_654_435_761 % 2**31 << ID_BITS
    halves = [
        compiling.also(query, part)
        for part in (compiling.between(name, begin, None), compiling.between(name, 0, begin - 1))
    ]
    above = number_of(searcher, halves[0])
    count = number_of(searcher, query)
    ids: list[int] = []
    for half, skip in ((halves[0], offset), (halves[1], max(0, offset - above))):
        room = wishes.per_page - len(ids)
        if room and (half is halves[1] or skip < above):
            found = searcher.search(half, room, offset=skip, order_by_field=name, order=tantivy.Order.Asc)
            ids += ids_of(searcher, found)
    return Hits(tuple(ids), count)


def facets(open_one: Reader, query: Query, key: Hashable, count: int) -> Counts:
    """How many of what a query finds carry which values, the most common of each field. `key` names the query."""
    if count < LARGE:
        return count_facets(open_one, query)
    kept = open_one.facets.get(key)
    if kept is not None:
        with open_one.lock:
            open_one.facets.move_to_end(key)
        generation, made, counts = kept
        if generation == open_one.generation:
            return counts
        if time.monotonic() - made < STALE:
            _make_anew(open_one, query, key)
            return counts
    return _make(open_one, query, key)


def _make(open_one: Reader, query: Query, key: Hashable) -> Counts:
    generation, began = open_one.generation, time.monotonic()
    counts = count_facets(open_one, query)
    with open_one.lock:
        open_one.facets[key] = generation, began, counts
        while len(open_one.facets) > KEPT:
            open_one.facets.popitem(last=False)
        open_one.making.discard(key)
    return counts


def _make_anew(open_one: Reader, query: Query, key: Hashable) -> None:
    with open_one.lock:
        if key in open_one.making:
            return
        open_one.making.add(key)
    threading.Thread(target=partial(_make, open_one, query, key), daemon=True).start()


def count_facets(open_one: Reader, query: Query, size: int = FACET_SIZE) -> Counts:
    """Count the values of every field, exactly: each piece of the index tells all its values, not only its largest."""
    searcher = open_one.stories.searcher()
    asked = {name.value: terms_of(name, size) for name in FACETS}
    told = searcher.aggregate(query, asked)
    return {
        name: tuple(
            (_key(name, bucket["key"]), int(bucket["doc_count"])) for bucket in told[name.value]["buckets"]
        )
        for name in FACETS
    }


def terms_of(name: Field, size: int) -> dict[str, Any]:
    """The aggregation that counts a field's values; equal counts in the order of their keys."""
    return {"terms": {"field": name.value, "size": size, "segment_size": 65_000}}


def _key(name: Field, key: Any) -> int | str:
    return str(key) if name == Field.LANGUAGE else int(key)
