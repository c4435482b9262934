"""The process beside the server: what changes is soon findable, and whatever kills it loses nothing."""

import json
import os
import signal
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.tools import fanthology, parent_of, processes_of, served

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("background")]
PATIENCE = 60
OPEN = 16
"""Sample stories that are open to everyone; one more is for members."""


def indexer_of(archive) -> int | None:
    """The background process: the only one whose parent is neither the server nor from outside."""
    session = processes_of(archive.process.pid)
    others = (pid for pid in session if parent_of(pid) in session)
    return next((pid for pid in others if parent_of(pid) != archive.process.pid), None)


def found(archive, **wishes: str) -> int:
    query = "&".join(f"{name}={value}" for name, value in wishes.items())
    with urlopen(f"{archive.url}/api/v1/stories?facets=no&{query}") as answer:
        return json.load(answer)["count"]


def until(question) -> None:
    """Wait for something to be so, but not for ever."""
    end = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < end, "it never came to be so"
        time.sleep(0.6)  # the API counts how often it is asked


def test_nothing_is_lost_when_the_indexer_is_killed(tmp_path):
    data = tmp_path / "data"
    with served("--sample", data=data) as archive:
        until(lambda: found(archive) == OPEN)
        open_ones = [story for story in range(1, 9) if found(archive, q=f"story:{story}")][:5]
        for story in open_ones:
            done = fanthology("hide", "story", story, "--reason", "A test.", data=data)
            assert done.returncode == 0, done.stderr
            if pid := indexer_of(archive):
                os.kill(pid, signal.SIGKILL)
        until(lambda: found(archive) == OPEN - len(open_ones))
        until(lambda: fanthology("check", data=data).returncode == 0)
        done = fanthology("reindex", data=data)
        assert "made anew" in done.stdout
        fanthology("restore", "story", open_ones[0], "--reason", "A test.", data=data)
        until(lambda: found(archive) == OPEN - len(open_ones) + 1)
        begun = indexer_of(archive)
    assert begun
    until(lambda: not Path(f"/proc/{begun}").exists())


def test_a_broken_index_is_made_anew(tmp_path):
    data = tmp_path / "data"
    with served("--sample", data=data) as archive:
        until(lambda: found(archive) == OPEN)
    for meta in (data / "index").glob("v*/stories/meta.json"):
        meta.write_text("{")
    done = fanthology("check", data=data)
    assert (done.returncode, done.stderr) == (
        1,
        "There is no search index yet; `fanthology reindex` makes it.\n",
    )
    with served(data=data) as archive:
        until(lambda: found(archive) == OPEN)


def test_check_tells_what_differs(tmp_path):
    import sqlite3

    data = tmp_path / "data"
    with served("--sample", data=data) as archive:
        until(lambda: found(archive) == OPEN)
    with sqlite3.connect(data / "archive.sqlite3") as database:
        database.execute("UPDATE fanthology_story SET words = words + 1 WHERE id = 3")
    done = fanthology("check", data=data)
    assert done.returncode == 1
    assert "differs from the database in 1 stories (3)" in done.stderr
    assert fanthology("reindex", data=data).returncode == 0
    done = fanthology("check", data=data)
    assert (
        done.stdout
        == "The index holds 17 of 17 stories that readers can find.\nIt says what the database says.\n"
    )
