"""What Fanthology's finding is measured against: the same stories in PostgreSQL (GIN) and in SQLite (FTS5).

Each answers as `finding.queries` must: the newest 20 stories, how many there are, and the 20 most frequent values of
each of seven facets (the six kinds of tag, and the rating). Fanthology itself counts eleven. Both find a story under
its canonical tags and all above them, from rows that were prepared for that and for nothing else: no permission is
checked, no card is fetched, no standing exclusion applied.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.postgres import programs, run, temporary_server

TOP = 20
FEW = 10_000
"""Where fewer stories are found, PostgreSQL must sort them: left alone it walks through all by date for a rare tag."""


@dataclass(frozen=True)
class Query:
    """A search in numbers: ids of tags wanted and not wanted, words from and to, whether complete, words of the text."""

    tags: tuple[int, ...] = ()
    out: tuple[int, ...] = ()
    words: tuple[int, int] | None = None
    complete: bool = False
    text: str = ""


def rows_of(archive: Path) -> Iterator[tuple[Any, ...]]:
    """Public stories of an archive: id, updated, words, complete, rating, tags with all above them, text."""
    source = sqlite3.connect(f"file:{archive / 'archive.sqlite3'}?mode=ro", uri=True)
    above = _above(source)
    links = source.execute("SELECT story_id, tag_id FROM fanthology_storytag ORDER BY story_id")
    link = next(links, None)
    for story in source.execute(
        "SELECT id, CAST(strftime('%s', updated) AS INTEGER), words, complete, rating_id,"
        " openness = 'public' AND hidden_at IS NULL AND chapter_count > 0 FROM fanthology_story ORDER BY id"
    ):
        tags: set[int] = set()
        while link is not None and link[0] == story[0]:
            tags |= above[link[1]]
            link = next(links, None)
        if story[-1]:
            yield (*story[:-1], sorted(tags))
    source.close()


def _above(source: sqlite3.Connection) -> dict[int, frozenset[int]]:
    kinds = dict(source.execute("SELECT id, kind FROM fanthology_tag"))
    parents: dict[int, list[int]] = {}
    for child, parent in source.execute("SELECT child_id, parent_id FROM fanthology_tagparent"):
        if kinds[child] == kinds[parent]:
            parents.setdefault(child, []).append(parent)
    found = {}
    for tag, canonical in source.execute("SELECT id, coalesce(canonical_id, id) FROM fanthology_tag"):
        reached, edge = {canonical}, [canonical]
        while edge:
            edge = [parent for child in edge for parent in parents.get(child, ()) if parent not in reached]
            reached.update(edge)
        found[tag] = frozenset(reached)
    return found


def kinds_of(archive: Path) -> list[tuple[int, str]]:
    """Each tag's kind."""
    source = sqlite3.connect(f"file:{archive / 'archive.sqlite3'}?mode=ro", uri=True)
    return list(source.execute("SELECT id, kind FROM fanthology_tag"))


def texts_of(archive: Path) -> Iterator[tuple[int, str]]:
    """Each story's text, of all its chapters."""
    source = sqlite3.connect(f"file:{archive / 'archive.sqlite3'}?mode=ro", uri=True)
    yield from source.execute(
        "SELECT story_id, group_concat(text_source, char(10)) FROM fanthology_chapter GROUP BY story_id"
    )


class Sqlite:
    """Tags in two tables without rowid, one for each direction; FTS5 for text.

    CROSS JOIN tells SQLite to begin with what was found, of which it has no statistics.
    """

    name = "SQLite + FTS5"

    def __init__(self, file: Path, archive: Path, *, text: bool) -> None:
        whole = file.with_suffix(".whole")
        began = time.perf_counter()
        if not whole.exists():
            file.unlink(missing_ok=True)
        self.line = sqlite3.connect(file, isolation_level=None)
        self.line.execute("PRAGMA cache_size=-400000")
        self.line.execute("PRAGMA mmap_size=8000000000")
        if not whole.exists():
            self._build(archive, text=text)
            whole.write_text(str(time.perf_counter() - began))
        self.built_in = float(whole.read_text())
        self.bytes = file.stat().st_size

    def _build(self, archive: Path, *, text: bool) -> None:
        line = self.line
        line.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE s (id INTEGER PRIMARY KEY, updated INT, words INT, complete INT, rating INT);"
            "CREATE TABLE loose (tag INT, updated INT, story INT);"
            "CREATE TABLE ts (story INT, tag INT, PRIMARY KEY (story, tag)) WITHOUT ROWID;"
            "CREATE TABLE kinds (tag INTEGER PRIMARY KEY, kind TEXT);"
            "CREATE TABLE st (tag INT, updated INT, story INT, PRIMARY KEY (tag, updated, story)) WITHOUT ROWID;"
            "BEGIN"
        )
        line.executemany("INSERT INTO kinds VALUES (?, ?)", kinds_of(archive))
        for row in rows_of(archive):
            line.execute("INSERT INTO s VALUES (?, ?, ?, ?, ?)", row[:5])
            line.executemany("INSERT INTO loose VALUES (?, ?, ?)", [(tag, row[1], row[0]) for tag in row[5]])
            line.executemany("INSERT INTO ts VALUES (?, ?)", [(row[0], tag) for tag in row[5]])
        line.execute("INSERT INTO st SELECT tag, updated, story FROM loose ORDER BY 1, 2, 3")
        line.execute("DROP TABLE loose")
        line.execute("CREATE INDEX s_updated ON s (updated, id)")
        if text:
            line.execute("CREATE VIRTUAL TABLE f USING fts5(body)")
            line.executemany("INSERT INTO f (rowid, body) VALUES (?, ?)", texts_of(archive))
        line.execute("COMMIT")
        line.execute("ANALYZE")

    def ask(self, query: Query) -> int:
        """Answer; gives the number of stories found."""
        where, values = self._where(query)
        self.line.execute("DROP TABLE IF EXISTS temp.hits")
        if query.tags or query.text or query.words:
            self.line.execute("CREATE TEMP TABLE hits (id INTEGER PRIMARY KEY, updated INT, rating INT)")
            self.line.execute(
                f"INSERT INTO temp.hits SELECT id, updated, rating FROM s WHERE {where}", values
            )
            hits, join = "temp.hits", "FROM temp.hits h CROSS JOIN ts ON ts.story = h.id"
        else:
            hits, join = "s", "FROM ts"
        number = self.line.execute(f"SELECT count(*) FROM {hits}").fetchone()[0]
        self.line.execute(f"SELECT id FROM {hits} ORDER BY updated DESC, id DESC LIMIT {TOP}").fetchall()
        if query.text:
            self.line.execute(
                f"SELECT snippet(f, 0, '<b>', '</b>', '…', 30) FROM f CROSS JOIN {hits} h ON h.id = f.rowid"
                f" WHERE f MATCH ? ORDER BY rank LIMIT {TOP}",
                (query.text,),
            ).fetchall()
        self.line.execute(
            f"SELECT kind, tag, number FROM (SELECT kind, c.tag, number, row_number() OVER"
            f" (PARTITION BY kind ORDER BY number DESC, c.tag) AS place"
            f" FROM (SELECT tag, count(*) AS number {join} GROUP BY tag) c JOIN kinds USING (tag)) WHERE place <= {TOP}"
        ).fetchall()
        self.line.execute(f"SELECT rating, count(*) FROM {hits} GROUP BY rating").fetchall()
        return int(number)

    def _where(self, query: Query) -> tuple[str, list[Any]]:
        parts, values = ["1"], []
        for tag in query.tags:
            parts.append("id IN (SELECT story FROM st WHERE tag = ?)")
            values.append(tag)
        for tag in query.out:
            parts.append("id NOT IN (SELECT story FROM st WHERE tag = ?)")
            values.append(tag)
        if query.words:
            parts.append("words BETWEEN ? AND ?")
            values += query.words
        if query.complete:
            parts.append("complete")
        if query.text:
            parts.append("id IN (SELECT rowid FROM f WHERE f MATCH ?)")
            values.append(query.text)
        return " AND ".join(parts), values

    def edit(self, story: int) -> None:
        """Change a story so that it is found anew."""
        self.line.execute("UPDATE s SET updated = updated + 1 WHERE id = ?", (story,))


class Postgres:
    """An array of tags with a GIN index; facets by `unnest`."""

    name = "PostgreSQL, GIN"

    def __init__(self, line: "psycopg.Connection[Any]", archive: Path, *, text: bool) -> None:
        self.line = line
        began = time.perf_counter()
        line.execute("DROP TABLE IF EXISTS s, kinds")
        line.execute(
            "CREATE UNLOGGED TABLE s (id int PRIMARY KEY, updated int, words int, complete bool, rating int,"
            " tags int[], body text, found tsvector)"
        )
        line.execute("CREATE UNLOGGED TABLE kinds (tag int PRIMARY KEY, kind text)")
        bodies = dict(texts_of(archive)) if text else {}
        with line.cursor() as cursor:
            with cursor.copy("COPY s (id, updated, words, complete, rating, tags, body) FROM STDIN") as copy:
                for row in rows_of(archive):
                    copy.write_row((*row[:3], bool(row[3]), *row[4:], bodies.get(row[0], "")))
            with cursor.copy("COPY kinds FROM STDIN") as copy:
                for kind in kinds_of(archive):
                    copy.write_row(kind)
        line.execute("SET maintenance_work_mem = '1GB'")
        line.execute("CREATE INDEX ON s USING gin (tags) WITH (fastupdate = off)")
        line.execute("CREATE INDEX ON s (updated DESC, id DESC)")
        if text:
            line.execute("UPDATE s SET found = to_tsvector('simple', body)")
            line.execute("CREATE INDEX ON s USING gin (found)")
        line.execute("VACUUM ANALYZE s")
        line.execute("ANALYZE kinds")
        self.built_in = time.perf_counter() - began
        size = line.execute("SELECT pg_total_relation_size('s')").fetchone()
        self.bytes = int(size[0]) if size else 0
        for setting in (
            "work_mem = '256MB'",
            "jit = off",
            "random_page_cost = 1.1",
            "effective_cache_size = '8GB'",
        ):
            line.execute(f"SET {setting}")

    def ask(self, query: Query) -> int:
        """Answer; gives the number of stories found."""
        where, values = self._where(query)
        ask = self.line.execute
        number = ask(f"SELECT count(*) FROM s WHERE {where}", values).fetchone()
        few = number is not None and number[0] < FEW
        order = "updated + 0 DESC, id DESC" if few else "updated DESC, id DESC"
        ask(f"SELECT id FROM s WHERE {where} ORDER BY {order} LIMIT {TOP}", values).fetchall()
        if query.text:
            ask(
                f"SELECT ts_headline('simple', body, q) FROM (SELECT body, to_tsquery('simple', %s) AS q FROM s"
                f" WHERE {where} ORDER BY ts_rank(found, to_tsquery('simple', %s)) DESC LIMIT {TOP}) best",
                [_tsquery(query.text), *values, _tsquery(query.text)],
            ).fetchall()
        ask(
            f"SELECT kind, tag, number FROM (SELECT kind, c.tag, number, row_number() OVER"
            f" (PARTITION BY kind ORDER BY number DESC, c.tag) AS place FROM"
            f" (SELECT tag, count(*) AS number FROM s, unnest(tags) AS tag WHERE {where} GROUP BY tag) c"
            f" JOIN kinds USING (tag)) best WHERE place <= {TOP}",
            values,
        ).fetchall()
        ask(f"SELECT rating, count(*) FROM s WHERE {where} GROUP BY rating", values).fetchall()
        return int(number[0]) if number else 0

    def _where(self, query: Query) -> tuple[str, list[Any]]:
        parts: list[str] = []
        values: list[Any] = []
        if query.tags:
            parts.append("tags @> %s::int[]")
            values.append(list(query.tags))
        if query.out:
            parts.append("NOT tags && %s::int[]")
            values.append(list(query.out))
        if query.words:
            parts.append("words BETWEEN %s AND %s")
            values += query.words
        if query.complete:
            parts.append("complete")
        if query.text:
            parts.append("found @@ to_tsquery('simple', %s)")
            values.append(_tsquery(query.text))
        return " AND ".join(parts) or "true", values

    def edit(self, story: int) -> None:
        """Change a story so that it is found anew."""
        self.line.execute("UPDATE s SET updated = updated + 1 WHERE id = %s", (story,))


def _tsquery(text: str) -> str:
    return " & ".join(text.split())


@contextmanager
def postgres_line() -> "Iterator[psycopg.Connection[Any]]":
    """A server of our own with 2 GB of buffers, and a line to it."""
    with temporary_server() as address:
        home = Path(address.rpartition("host=")[2])
        with psycopg.connect(address, autocommit=True) as line:
            line.execute("ALTER SYSTEM SET shared_buffers = '2GB'")
        where = programs()
        assert where is not None
        run(where / "pg_ctl", "-D", home / "cluster", "-w", "-m", "fast", "-l", home / "log", "restart")
        with psycopg.connect(address, autocommit=True) as line:
            yield line
