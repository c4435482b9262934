"""`fanthology reindex`: make the search index anew."""

import time
from functools import partial
from pathlib import Path
from typing import Any

from fanthology.finding.index.writing import rebuild
from fanthology.management.base import ArchiveCommand
from fanthology.management.progress import Line


class Command(ArchiveCommand):
    """Make the index beside the one in use, which goes on answering until the new one takes its place."""

    help = "Make the search index anew, beside the one in use."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Show how far it is, then what was done."""
        began = time.monotonic()
        with Line() as line:
            folder = rebuild(partial(line.tell, "Making the search index"))
        self.stdout.write(
            f"The index was made anew in {time.monotonic() - began:.1f} s ({size_of(folder):,.1f} MB)."
        )


def size_of(folder: Path) -> float:
    """The size of a folder, in megabytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
