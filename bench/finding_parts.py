"""The ways of asking that `finding.py` measures, each run in a process of its own."""

import http.client
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from finding import KINDS, TEXTS, TOP, timed
from rivals import Postgres, Query, Sqlite, postgres_line

PORT = 8496
MIX = 120  # queries
EDITS = 7
WORDS = (5_000, 60_000)
SOUGHT = ("captain", "lighthouse")
Asks = dict[str, Callable[[], object]]


@dataclass(frozen=True)
class Cast:
    """The tags that the queries are about, as (id, name)."""

    fandoms: list[tuple[int, str]]
    partner: tuple[int, str]
    freeform: tuple[int, str]
    genre: tuple[int, str]
    rare: tuple[int, str]


def cast(data: Path) -> Cast:
    """The same tags for everybody, by the archive's own numbers."""
    line = sqlite3.connect(f"file:{data / 'archive.sqlite3'}?mode=ro", uri=True)
    used = "SELECT id, name FROM fanthology_tag WHERE kind = ? AND canonical_id IS NULL"
    order = " ORDER BY public_count DESC, id"
    leaves = (
        used
        + " AND id NOT IN (SELECT parent_id FROM fanthology_tagparent p JOIN fanthology_tag t ON t.id = child_id"
    )
    fandoms = line.execute(leaves + " AND t.kind = 'fandom')" + order + " LIMIT 40", ["fandom"]).fetchall()
    partner = line.execute(
        "SELECT t.id, t.name FROM fanthology_storytag a JOIN fanthology_storytag b ON a.story_id = b.story_id"
        " JOIN fanthology_story s ON s.id = a.story_id AND s.crossover JOIN fanthology_tag t ON t.id = b.tag_id"
        " WHERE a.tag_id = ? AND b.tag_id <> ? AND t.kind = 'fandom' AND t.canonical_id IS NULL"
        " GROUP BY t.id ORDER BY count(*) DESC, t.id LIMIT 1",
        [fandoms[0][0], fandoms[0][0]],
    ).fetchone()
    freeform = line.execute(used + order + " LIMIT 1 OFFSET 10", ["freeform"]).fetchone()
    genre = line.execute(used + order + " LIMIT 1", ["genre"]).fetchone()
    rare = line.execute(
        used + " AND public_count BETWEEN 1 AND 5" + order + " LIMIT 1", ["freeform"]
    ).fetchone()
    return Cast(fandoms, partner, freeform, genre, rare or freeform)


def asked_kinds(data: Path) -> tuple[str, ...]:
    """Words are looked for in the archive that has texts, all else in the others."""
    return ("text",) if data.name == TEXTS else tuple(kind for kind in KINDS if kind != "text")


def rival_queries(data: Path) -> tuple[dict[str, Query], list[Query]]:
    """The queries for PostgreSQL and SQLite, and the mix."""
    who = cast(data)
    main = who.fandoms[0][0]
    queries = {
        "newest": Query((main,)),
        "filter": Query((main, who.freeform[0]), (who.genre[0],), WORDS, complete=True),
        "crossover": Query((main, who.partner[0])),
        "everything": Query(),
        "rare": Query((who.rare[0],)),
        "text": Query((main,), text=" ".join(SOUGHT)),
    }
    mix = []
    for turn, (fandom, _) in enumerate(who.fandoms):
        mix += [
            Query((fandom,)),
            Query((fandom, who.freeform[0]), (who.genre[0],), (WORDS[0] + turn, WORDS[1]), complete=True),
            Query((main, fandom)),
        ]
    return {kind: queries[kind] for kind in asked_kinds(data)}, mix


def ours(data: Path) -> tuple[dict[str, Any], list[Any]]:
    """The same as wishes."""
    set_up(data)
    from fanthology.finding.wishes import Choice, Field, Span, State, Wishes, Words

    who = cast(data)

    def pick(field: Field, tag: tuple[int, str]) -> Choice:
        return Choice(field, (tag[0],), tag[1])

    main, freeform = pick(Field.FANDOM, who.fandoms[0]), pick(Field.FREEFORM, who.freeform)
    genre = pick(Field.GENRE, who.genre)
    wishes = {
        "newest": Wishes(include=(main,)),
        "filter": Wishes(
            include=(main, freeform), exclude=(genre,), length=Span(*WORDS), state=State.COMPLETE
        ),
        "crossover": Wishes(include=(main, pick(Field.FANDOM, who.partner))),
        "everything": Wishes(),
        "rare": Wishes(include=(pick(Field.FREEFORM, who.rare),)),
        "text": Wishes(include=(main,), words=tuple(Words((word,)) for word in SOUGHT)),
    }
    mix = []
    for turn, tag in enumerate(who.fandoms):
        fandom = pick(Field.FANDOM, tag)
        span = Span(WORDS[0] + turn, WORDS[1])
        mix += [
            Wishes(include=(fandom,)),
            Wishes(include=(fandom, freeform), exclude=(genre,), length=span, state=State.COMPLETE),
            Wishes(include=(main, fandom)),
        ]
    return {kind: wishes[kind] for kind in asked_kinds(data)}, mix


def set_up(data: Path) -> None:
    """Load Django for this archive."""
    os.environ.update(FANTHOLOGY_DATA=str(data), DJANGO_SETTINGS_MODULE="fanthology.settings")
    import django

    django.setup()


def measured(asks: Asks, mix: list[Callable[[], object]]) -> dict[str, Any]:
    """Times of each, and of the mix in queries a second."""
    found: dict[str, Any] = {kind: timed(ask) for kind, ask in asks.items()}
    if mix and "text" not in asks:
        began = time.perf_counter()
        done = 0
        for ask in mix[:MIX]:
            ask()
            done += 1
            if time.perf_counter() - began > 20:
                break
        found["mix"] = {"rate": done / (time.perf_counter() - began)}
    return found


def engine(data: Path) -> dict[str, Any]:
    """The index alone, in this process: ids, number, facets; nothing is read from the database.

    `facets` counts without what is kept; the other row keeps it, as every door does.
    """
    wishes, mix = ours(data)
    from fanthology.finding.index import compiling, searching

    def ask(one: Any, *, keep: bool) -> None:
        open_one = searching.reader()
        query = compiling.query_of(one, members=False)
        hits = searching.hits(open_one, query, one)
        if keep:
            searching.facets(open_one, query, one.but(page=1), hits.count)
        else:
            searching.count_facets(open_one, query)

    def calls(*, keep: bool) -> tuple[Asks, list[Callable[[], object]]]:
        return (
            {kind: lambda one=one: ask(one, keep=keep) for kind, one in wishes.items()},
            [lambda one=one: ask(one, keep=keep) for one in mix],
        )

    before = memory_of(os.getpid())[str(os.getpid())]
    numbers = {}
    for kind, one in wishes.items():
        numbers[kind] = searching.hits(searching.reader(), compiling.query_of(one, members=False), one).count
    kept = measured(*calls(keep=True))
    bare = measured(*calls(keep=False))
    after = memory_of(os.getpid())[str(os.getpid())]
    reader = [late - early for early, late in zip(before, after, strict=True)]
    return {"engine": kept, "engine, nothing kept": bare, "facts": {"found": numbers, "reader": reader}}


def find(data: Path) -> dict[str, Any]:
    """`finding.queries.find` for a visitor, in this process: with permissions, cards, and what facets are called."""
    wishes, mix = ours(data)
    from django.contrib.auth.models import AnonymousUser

    from fanthology.finding.queries import find as answer

    viewer = AnonymousUser()
    asks: Asks = {kind: lambda one=one: answer(one, viewer) for kind, one in wishes.items()}
    return {"find": measured(asks, [lambda one=one: answer(one, viewer) for one in mix])}


def sqlite(data: Path) -> dict[str, Any]:
    """SQLite."""
    rival = Sqlite(data.parent / f"rival-{data.name}.sqlite3", data, text=data.name == TEXTS)
    return rival_times(rival, data)


def postgres(data: Path) -> dict[str, Any]:
    """PostgreSQL."""
    with postgres_line() as line:
        return rival_times(Postgres(line, data, text=data.name == TEXTS), data)


def rival_times(rival: Sqlite | Postgres, data: Path) -> dict[str, Any]:
    """What a rival takes, also to be made and to be changed."""
    queries, mix = rival_queries(data)
    numbers = {
        kind: rival.ask(query) for kind, query in queries.items() if kind in {"rare", "crossover", "text"}
    }
    asks: Asks = {kind: lambda one=one: rival.ask(one) for kind, one in queries.items()}
    times = measured(asks, [lambda one=one: rival.ask(one) for one in mix])
    times["edit"] = timed(lambda: rival.edit(1))
    facts = {
        f"{rival.name} built": rival.built_in,
        f"{rival.name} bytes": rival.bytes,
        f"{rival.name} found": numbers,
    }
    return {rival.name: times, "facts": facts}


def http_parts(data: Path) -> dict[str, Any]:
    """A real server: the API and the page over one connection; then its memory; then edits."""
    wishes, _ = ours(data)
    who = cast(data)
    addresses = address_of(who, list(wishes))
    with server(data) as running:
        times = {}
        for door, path in (("API", "/api/v1/stories"), ("page", "/stories/")):
            line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
            asks: Asks = {
                kind: lambda path=f"{path}?{query}", line=line: fetch(line, path)
                for kind, query in addresses.items()
            }
            pages = [f"{path}?{query}" for query in mixed_addresses(who)]
            mix = [lambda path=path, line=line: fetch(line, path) for path in pages]
            times[door] = measured(asks, mix)
        memory = memory_of(running.pid)
        if "text" not in addresses:
            times["API"]["edit"] = edits()
    return {**times, "facts": {"memory": memory}}


def address_of(who: Cast, kinds: list[str]) -> dict[str, str]:
    """The query string of each."""
    main, freeform = f"fandom:{who.fandoms[0][1]}", f"freeform:{who.freeform[1]}"
    limits = {"words_from": WORDS[0], "words_to": WORDS[1], "complete": "yes"}
    found: dict[str, dict[str, Any]] = {
        "newest": {"in": main},
        "filter": {"in": [main, freeform], "out": f"genre:{who.genre[1]}", **limits},
        "crossover": {"in": [main, f"fandom:{who.partner[1]}"]},
        "everything": {},
        "rare": {"in": f"freeform:{who.rare[1]}"},
        "text": {"in": main, "q": " ".join(SOUGHT)},
    }
    return {kind: urlencode(found[kind], doseq=True) for kind in kinds}


def mixed_addresses(who: Cast) -> list[str]:
    """The query strings of the mix."""
    main, freeform = f"fandom:{who.fandoms[0][1]}", f"freeform:{who.freeform[1]}"
    found: list[dict[str, Any]] = []
    for turn, (_, name) in enumerate(who.fandoms):
        fandom = f"fandom:{name}"
        limits = {"words_from": WORDS[0] + turn, "words_to": WORDS[1], "complete": "yes"}
        found += [
            {"in": fandom},
            {"in": [fandom, freeform], "out": f"genre:{who.genre[1]}", **limits},
            {"in": list(dict.fromkeys([main, fandom]))},
        ]
    return [urlencode(query, doseq=True) for query in found]


@contextmanager
def server(data: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """The archive, served by one worker beside its background process."""
    command = [sys.executable, "-m", "fanthology", "--data", str(data), "run", "--port", str(PORT)]
    settings = {"PYTHONPATH": "src", "FANTHOLOGY_API_PER_MINUTE": "0", "FANTHOLOGY_WORKERS": "1"}
    running = subprocess.Popen(command, cwd=TOP, env={**os.environ, **settings}, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                fetch(http.client.HTTPConnection("127.0.0.1", PORT, timeout=60), "/health")
                break
            except OSError:
                time.sleep(0.05)
        yield running
    finally:
        running.terminate()
        running.wait(30)


def fetch(line: http.client.HTTPConnection, path: str) -> bytes:
    """A page's body."""
    line.request("GET", path)
    answer = line.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}: {body[:300]!r}")
    return body


def memory_of(pid: int) -> dict[str, list[int]]:
    """MB of each process of a server: its share of all (PSS), and what no file stands behind."""
    found = {}
    for process in [pid, *children(pid)]:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
        sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
        found[str(process)] = [round(sizes["Pss"]), round(sizes["Pss_Anon"])]
    return found


def children(pid: int) -> list[int]:
    """All processes below one."""
    own = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [each for child in own for each in (child, *children(child))]


def edits() -> dict[str, float]:
    """Milliseconds from the commit of a new title until the server's API finds it, asked every 20 ms."""
    from django.db import transaction

    from fanthology.core.happenings import tell
    from fanthology.stories.happenings import StoriesTouched
    from fanthology.stories.models import Openness, Story

    took = []
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    story = Story.objects.filter(openness=Openness.PUBLIC, hidden_at=None).order_by("-pk")[0]
    old = story.title
    for turn in range(EDITS + 1):
        word = f"bench{int(time.time() * 1000)}x{turn}"
        with transaction.atomic():
            Story.objects.filter(pk=story.pk).update(title=word if turn < EDITS else old)
            tell(StoriesTouched(story_ids=(story.pk,)))
        began = time.perf_counter()
        while turn < EDITS and time.perf_counter() - began < 30:
            if json.loads(fetch(line, f"/api/v1/stories?q={word}"))["count"]:
                break
            time.sleep(0.02)
        took.append(time.perf_counter() - began)
    return {"first": max(took[:EDITS]) * 1000, "again": statistics.median(took[:EDITS]) * 1000}


PARTS = {"engine": engine, "find": find, "http": http_parts, "sqlite": sqlite, "postgres": postgres}
