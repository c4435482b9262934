"""`fanthology reindex`: make the search index anew."""

import sys
import time
from pathlib import Path
from typing import Any

from fanthology.finding.index.writing import rebuild
from fanthology.management.base import ArchiveCommand

EVERY = 2.0
"""Seconds between two lines where the output is no terminal."""


class Command(ArchiveCommand):
    """Make the index beside the one in use, which goes on answering until the new one takes its place."""

    help = "Make the search index anew, beside the one in use."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Show how far it is, then what was done."""
        began = time.monotonic()
        tell = Progress("stories indexed")
        folder = rebuild(tell)
        tell.end()
        self.stdout.write(
            f"The index was made anew in {time.monotonic() - began:.1f} s ({size_of(folder):,.1f} MB)."
        )


def size_of(folder: Path) -> float:
    """The size of a folder, in megabytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


class Progress:
    """A line that says how far something is: one that changes on a terminal, else one now and then."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.last = time.monotonic()
        self.shown = False

    def __call__(self, done: int, total: int) -> None:
        """Say it, if the last time was long enough ago."""
        terminal = sys.stderr.isatty()
        if time.monotonic() - self.last < (0.1 if terminal else EVERY) and done < total:
            return
        self.last = time.monotonic()
        line = f"{done:,} of {total:,} {self.what}"
        sys.stderr.write(f"\r{line}" if terminal else f"{line}\n")
        sys.stderr.flush()
        self.shown = terminal

    def end(self) -> None:
        """Leave the line that changes."""
        if self.shown:
            sys.stderr.write("\n")
