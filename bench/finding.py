"""How quickly stories are found: `python bench/finding.py`, from the top of the checkout, in the environment of `./fanthology`.

Fills an archive of each size (`fanthology populate`, seed 1; kept in `--folder` for the next run), makes its index, and
asks the eight kinds of query below of the engine alone, of `finding.queries.find`, of a real server's API and page, and
of PostgreSQL and SQLite with the same stories (`rivals.py`). Writes a table to `bench/results/finding.md`.

1. newest: the newest stories of the biggest fandom.
2. filter: a fandom and a freeform tag, without a genre, of 5,000 to 60,000 words, complete.
3. crossover: the biggest fandom and the one it is crossed with most.
4. everything: all stories, newest first.
5. text: two words in the chapters, in a fandom, with snippets (an archive of its own, with texts).
6. rare: a freeform tag that at most five stories carry.
7. mix: 1 to 4 and 6 by turns, each with another fandom and other numbers of words every time; queries a second.
8. edit: from the commit of a changed title to the moment when a search finds it.

Every answer has 20 stories, their number and the facets. "First" is a query that nobody has asked since the index was
opened, "again" the median of the ones after it, when the facets of answers of 5,000 stories and more are kept.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOP), str(TOP / "src"), str(TOP / "bench")]
SECONDS = 1.5  # as long is a query asked again for its median
TEXTS = "texts"
TEXT_STORIES, TEXT_WORDS = 20_000, 300
KINDS = ("newest", "filter", "crossover", "everything", "rare", "text")
Times = dict[str, Any]


def main() -> None:
    """Measure what was asked for, then write the table."""
    parser = argparse.ArgumentParser(description="How quickly stories are found.")
    parser.add_argument(
        "--sizes", default="10000,100000,1000000", help="numbers of stories, parted by commas"
    )
    parser.add_argument(
        "--folder", type=Path, default=Path("/tmp/fanthology-bench"), help="where archives are kept"
    )
    parser.add_argument("--output", type=Path, default=TOP / "bench" / "results" / "finding.md")
    parser.add_argument("--without", default="", help="postgres, sqlite or http, parted by commas")
    parser.add_argument("--again", action="store_true", help="make every index anew")
    parser.add_argument("--prepare", action="store_true", help="only make the archives and their indexes")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        import finding_parts

        print(json.dumps(finding_parts.PARTS[options.part](options.folder)))
        return
    sizes = [int(size) for size in options.sizes.split(",")]
    without = set(options.without.split(","))
    if options.prepare:
        for name in (TEXTS, *map(str, sizes)):
            measure(options.folder, name, without, again=options.again, prepare=True)
        return
    texts = measure(options.folder, TEXTS, without, again=options.again)
    found = {}
    for size in sizes:
        found[size] = measure(options.folder, str(size), without, again=options.again)
        for door, times in texts["times"].items():
            found[size]["times"].setdefault(door, {})["text"] = times.get("text")
        from finding_table import table

        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(table(found, texts), encoding="utf-8")
        options.output.with_suffix(".json").unlink(missing_ok=True)
    print(options.output.read_text(encoding="utf-8"))


def measure(folder: Path, name: str, without: set[str], *, again: bool, prepare: bool = False) -> Times:
    """All numbers of one archive."""
    data = folder / name
    data.mkdir(parents=True, exist_ok=True)
    notes = Notes(folder / f"{name}.json")
    say(f"{name}: archive")
    if not (data / "archive.sqlite3").exists() or "populate" not in notes.kept:
        fill(data, name, notes)
    if again or "index" not in notes.kept or not (data / "index" / "current").exists():
        say(f"{name}: index")
        notes.keep("index", fanthology(data, "reindex"))
    if prepare:
        return {}
    parts = ["engine", "find"]
    parts += [part for part in ("http", "sqlite", "postgres") if part not in without]
    times: Times = {}
    facts: Times = {
        "populate": notes.kept["populate"],
        "index": notes.kept["index"],
        "index_bytes": weigh(data / "index"),
    }
    for part in parts:
        say(f"{name}: {part}")
        began = time.perf_counter()
        told = run_part(data, part)
        facts.update(told.pop("facts", {}))
        times.update(told)
        say(f"{name}: {part} took {time.perf_counter() - began:.0f} s")
    return {"times": times, "facts": facts}


class Notes:
    """What was measured while an archive was made, kept beside it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.kept: Times = json.loads(file.read_text()) if file.exists() else {}

    def keep(self, name: str, value: object) -> None:
        """Remember one thing."""
        self.kept[name] = value
        self.file.write_text(json.dumps(self.kept))


def fill(data: Path, name: str, notes: Notes) -> None:
    """Make an archive; one that is there already is taken as it is."""
    if (data / "archive.sqlite3").exists():
        notes.keep("populate", None)
        return
    words = str(TEXT_WORDS if name == TEXTS else 0)
    number = str(TEXT_STORIES if name == TEXTS else int(name))
    options = ("--stories", number, "--seed", "1", "--words-per-story", words, "--no-index")
    notes.keep("populate", fanthology(data, "populate", *options))


def fanthology(data: Path, *words: str) -> tuple[float, float]:
    """Carry out a command on an archive; gives the seconds it took, and those of them that a core was busy with it."""
    command = [sys.executable, "-m", "fanthology", *words, "--data", str(data)]
    environment = {**os.environ, "PYTHONPATH": "src"}
    began, used = time.perf_counter(), busy()
    subprocess.run(command, cwd=TOP, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began, busy() - used


def busy() -> float:
    """Seconds of processor time of all that this process has started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_part(data: Path, part: str) -> Times:
    """Measure one way of asking in a process of its own, so that none profits from another."""
    command = [sys.executable, str(Path(__file__)), "--folder", str(data), "--part", part]
    done = subprocess.run(command, cwd=TOP, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        say(f"{part} failed")
        return {}
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def weigh(folder: Path) -> int:
    """Bytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def timed(ask: Callable[[], object]) -> dict[str, float]:
    """Milliseconds of the first answer, and the median of those after it."""
    began = time.perf_counter()
    ask()
    first = time.perf_counter() - began
    later = []
    until = time.perf_counter() + SECONDS
    while len(later) < 60 and (time.perf_counter() < until or not later):
        began = time.perf_counter()
        ask()
        later.append(time.perf_counter() - began)
    return {"first": first * 1000, "again": statistics.median(later) * 1000}


def say(text: str) -> None:
    """Tell whoever waits."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")


if __name__ == "__main__":
    main()
