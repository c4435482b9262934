"""`fanthology check`: compare the search index with the database."""

import time
from typing import Any

from django.core.management.base import CommandError

from fanthology.finding.index import searching
from fanthology.finding.index.checking import differences, numbers
from fanthology.management.base import ArchiveCommand

PATIENCE = 3.0
"""Seconds that a difference may last while the archive is being served: the index follows a change by about one."""
NAMED = 20


class Command(ArchiveCommand):
    """Say what the index holds, and of which stories it says something else than the database."""

    help = "Compare the search index with the database."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Look twice, so that what has just changed is no difference."""
        try:
            open_one = searching.reader()
        except searching.NoIndex as problem:
            raise CommandError("There is no search index yet; `fanthology reindex` makes it.") from problem
        wrong = {pk for ids in differences(open_one) for pk in ids}
        if wrong:
            time.sleep(PATIENCE)
            open_one = searching.reader()
            wrong = {pk for ids in differences(open_one, wrong) for pk in ids}
        there, shelved = numbers(open_one)
        self.stdout.write(f"The index holds {there:,} of {shelved:,} stories that readers can find.")
        if wrong:
            some = ", ".join(map(str, sorted(wrong)[:NAMED])) + (" …" if len(wrong) > NAMED else "")
            raise CommandError(
                f"It differs from the database in {len(wrong):,} stories ({some}); `fanthology reindex` mends it."
            )
        self.stdout.write("It says what the database says.")
