"""`fanthology export`: write a story to a file."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from fanthology.formats.book import Book, book_of
from fanthology.formats.exporters import FORMATS, Format, file_name
from fanthology.management.base import ArchiveCommand
from fanthology.management.subjects import find_story
from fanthology.people.models import Account
from fanthology.people.queries import keeper
from fanthology.stories.models import Openness, Story


class Command(ArchiveCommand):
    """Write one story in one format, whole or not at all."""

    help = "Write a story to a file: EPUB, HTML, plain text or Markdown."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which story, as what, where to, and for whose eyes."""
        parser.add_argument("story", metavar="ID", help="the story's number, as in its address")
        parser.add_argument("format", metavar="FORMAT", help=f"one of {', '.join(FORMATS)}")
        parser.add_argument(
            "-o",
            "--output",
            metavar="FILE",
            help="the file to write (default: “Title - Author”); - is the output",
        )
        parser.add_argument(
            "--as",
            dest="email",
            metavar="EMAIL",
            help="export what this account may read (default: all but other people's drafts)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file, and say where it is."""
        wanted = FORMATS.get(options["format"].lower())
        if wanted is None:
            raise CommandError(f"There is no format “{options['format']}”; there are {', '.join(FORMATS)}.")
        book = read(find_story(options["story"]), options["email"])
        data = wanted.write(book)
        if options["output"] == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return
        path = target(options["output"], book, wanted)
        save(path, data)
        self.stdout.write(f"Wrote {path} ({len(data):,} bytes).")


def read(story: Story, email: str | None) -> Book:
    """The story as the account may read it, or as the archive's keeper may."""
    viewer = keeper()
    if email:
        found = Account.objects.filter(email__iexact=email).first()
        if found is None:
            raise CommandError(f"There is no account “{email}”.")
        viewer = found
    try:
        book = book_of(story, viewer, settings.CONFIG.url or settings.CONFIG.local_url)
    except Story.DoesNotExist:
        if email:
            raise CommandError(f"{email} may not read story {story.pk}.") from None
        assert story.openness == Openness.DRAFT  # noqa: S101 (a keeper reads everything else)
        raise CommandError(
            f"Story {story.pk} is a draft: only its authors can export it, with --as and their e-mail address."
        ) from None
    if not book.chapters:
        raise CommandError(f"Story {story.pk} has no chapter to export.")
    return book


def target(output: str | None, book: Book, wanted: Format) -> Path:
    """The file that is meant; never a folder."""
    path = Path(output if output is not None else file_name(book, wanted.extension))
    if path.is_dir() or not path.name:
        raise CommandError(f"{output or path} is a folder; please name a file in it.")
    return path


def save(path: Path, data: bytes) -> None:
    """Put the file there in one step, so that nobody ever finds half of it. What is no plain file (a pipe, a device) is written to."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        whole = path.resolve()
        part = whole.with_name(f".{os.getpid()}.part")
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)
    except OSError as problem:
        raise CommandError(f"{path} cannot be written: {problem.strerror}.") from problem
