"""`fanthology reclean`: bring stored HTML up to date with the sanitiser."""

from typing import Any

from django.core.management.base import CommandError

from fanthology.core.recleaning import reclean
from fanthology.management.base import ArchiveCommand
from fanthology.text.clean import SANITISER


class Command(ArchiveCommand):
    """Clean every text again from its source where an older sanitiser made its HTML."""

    help = "Clean stored texts again after the sanitiser has changed."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say how many rows were cleaned; name those whose source is refused now."""
        done = refused = 0
        for row, problem in reclean():
            if problem:
                refused += 1
                self.stderr.write(f"{row._meta.verbose_name} {row.pk} ({row}): {problem}")
            else:
                done += 1
        self.stdout.write(f"{done:,} texts cleaned with sanitiser {SANITISER}.")
        if refused:
            raise CommandError(f"{refused:,} texts are refused by it and keep their old HTML; see above.")
