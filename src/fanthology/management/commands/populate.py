"""`fanthology populate`: fill an empty archive with made-up stories."""

import time
from functools import partial
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fanthology.finding.index.writing import rebuild
from fanthology.management.base import ArchiveCommand
from fanthology.management.progress import Line
from fanthology.populate.filling import fill
from fanthology.stories.models import Story

MOST = 2_000_000
MOST_WORDS = 100_000


class Command(ArchiveCommand):
    """For measuring and for trying things out; the same numbers give the same rows."""

    help = "Fill an empty archive with made-up stories, to measure and to try out."

    def add_arguments(self, parser: CommandParser) -> None:
        """How much of what."""
        parser.add_argument(
            "--stories", type=int, required=True, metavar="N", help=f"how many, up to {MOST:,}"
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=1,
            metavar="S",
            help="which made-up archive; the same seed gives the same (1)",
        )
        parser.add_argument(
            "--words-per-story",
            type=int,
            default=0,
            metavar="W",
            help="words of text in each story; with 0, the default, chapters have a length but no text",
        )
        parser.add_argument(
            "--no-index", action="store_true", help="leave the search index to be made by the next start"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Refuse what cannot be, fill, and let the index learn of it."""
        number, words = options["stories"], options["words_per_story"]
        if not 1 <= number <= MOST:
            raise CommandError(f"--stories must be from 1 to {MOST:,}, not {number:,}.")
        if not 0 <= words <= MOST_WORDS:
            raise CommandError(f"--words-per-story must be from 0 to {MOST_WORDS:,}, not {words:,}.")
        if Story.objects.exists():
            raise CommandError("This archive already has stories; populate fills only an empty one.")
        began = time.perf_counter()
        with Line() as line:
            done = fill(stories=number, seed=options["seed"], words_per_story=words, progress=line.tell)
            seconds = time.perf_counter() - began
            if not options["no_index"]:
                rebuild(partial(line.tell, "Making the search index"))
        self.stdout.write(f"{done:,} stories in {seconds:,.1f} s, {done / seconds:,.0f} a second.")
