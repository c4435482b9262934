"""Where the index lies: `index/<name>/` in the data folder, and the file `index/current` that names the one in use.

A name begins with the schema's version, so that another version's index is not opened. A new index is made beside the
old one; naming it in `current` is one atomic step, and whoever reads notices within a moment.
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from fanthology.finding.index.schema import VERSION

CURRENT = "current"
MARK = "mark.json"


class Busy(Exception):
    """Another process is writing this index."""


def root() -> Path:
    """The folder of all indexes of this archive."""
    return Path(getattr(settings, "FINDING_FOLDER", None) or settings.DATA / "index")


def current() -> Path | None:
    """The index in use, if there is one of this version."""
    try:
        name = (root() / CURRENT).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    folder = root() / name
    return folder if name.startswith(f"v{VERSION}-") and "/" not in name and folder.is_dir() else None


def new() -> Path:
    """An empty folder for a new index."""
    folder = root() / f"v{VERSION}-{secrets.token_hex(4)}"
    for part in ("stories", "tags"):
        (folder / part).mkdir(parents=True)
    return folder


def use(folder: Path) -> None:
    """Make `folder` the index in use. The old one stays for those who are reading it (`sweep`)."""
    write_whole(root() / CURRENT, folder.name)


def sweep() -> None:
    """Remove indexes that are neither in use nor being made by anyone."""
    now = current()
    for folder in root().glob("v*-*"):
        if folder != now and not _is_held(folder):
            shutil.rmtree(folder, ignore_errors=True)


def write_whole(path: Path, text: str) -> None:
    """Replace a file as a whole, so that nobody reads half of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the outbox has been read into an index, and when that was last so."""

    mark: int
    at: datetime


def read_mark(folder: Path) -> Mark | None:
    """The mark of an index; None where it was never finished."""
    try:
        kept = json.loads((folder / MARK).read_text(encoding="utf-8"))
        return Mark(int(kept["mark"]), datetime.fromisoformat(kept["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_mark(folder: Path, mark: int) -> None:
    """Keep the mark, after what it promises has been committed."""
    write_whole(folder / MARK, json.dumps({"mark": mark, "at": timezone.now().isoformat()}))


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Be the one process that writes this index; raises Busy where another is."""
    with (folder / ".writing").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise Busy from problem
        yield


def _is_held(folder: Path) -> bool:
    try:
        with held(folder):
            return False
    except (Busy, OSError):
        return True
