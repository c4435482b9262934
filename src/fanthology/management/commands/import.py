"""`fanthology import`: bring story files in."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError, CommandParser
from django.urls import reverse

from fanthology.formats.actions import BroughtIn, bring_in
from fanthology.formats.importers import MAX_BYTES, read_many
from fanthology.formats.manuscript import Manuscript, Refused
from fanthology.management.base import ArchiveCommand
from fanthology.people.actions import add_pen_name
from fanthology.people.models import PenName
from fanthology.people.queries import keeper, pen_name_called
from fanthology.people.rules import can_write_as
from fanthology.stories.models import Openness, Provenance, Story
from fanthology.stories.queries import fandoms_of, for_title_page


class Command(ArchiveCommand):
    """Read files, show what was understood, and save each story whole or not at all."""

    help = "Bring story files in: saved archive pages, HTML, Markdown, plain text."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, whose name they go under, and how much is asked."""
        parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file to bring in")
        parser.add_argument(
            "--as",
            dest="pen_name",
            metavar="PEN",
            help="post under this pen name (default: the authors that the file names)",
        )
        parser.add_argument("--yes", action="store_true", help="save without asking")
        parser.add_argument("--draft", action="store_true", help="save as drafts instead of publishing")
        parser.add_argument("--json", action="store_true", help="print one JSON object a story")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import every file that can be read; the status is 1 where one could not."""
        if not options["yes"] and not sys.stdin.isatty():
            raise CommandError("Nobody is here to ask; add --yes to save what is understood without asking.")
        files, refused = read_files(options["paths"])
        manuscripts, unread = read_many(files)
        refused += unread
        pen_name = self.pen_name(options["pen_name"]) if manuscripts else None
        for manuscript, name in manuscripts:
            if options["yes"] or self.agreed(manuscript):
                try:
                    self.report(
                        self.save(manuscript, name, pen_name, draft=options["draft"]), options["json"]
                    )
                except Refused as problem:
                    refused.append(problem)
        for refusal in refused:
            self.stderr.write(str(refusal))
        if refused:
            sys.exit(1)

    def pen_name(self, name: str | None) -> PenName | None:
        """The pen name that was asked for; one that is new here is made, and belongs to nobody yet."""
        if not name:
            return None
        found = pen_name_called(name)
        if found is None:
            try:
                found = add_pen_name(account=None, name=name)
            except ValidationError as problem:
                raise CommandError(" ".join(problem.messages)) from problem
            self.stderr.write(f"“{found}” is a new pen name here; no account writes under it yet.")
        return found

    def agreed(self, manuscript: Manuscript) -> bool:
        """Show what was understood and ask whether to save it."""
        self.stdout.write("\n".join(summary(manuscript)))
        answer = input("Save this story? [Y/n] ").strip().lower()
        return answer in {"", "y", "yes"}

    def save(
        self, manuscript: Manuscript, file_name: str, pen_name: PenName | None, *, draft: bool
    ) -> BroughtIn:
        """Make the story, or raise Refused with the reason in one sentence."""
        by = (pen_name.account if pen_name else None) or keeper()
        if pen_name is not None and not can_write_as(by, pen_name):
            raise Refused(file_name, f"The account behind “{pen_name}” is hidden and cannot post.")
        try:
            return bring_in(
                by=by,
                manuscript=manuscript,
                pen_names=(pen_name,) if pen_name else None,
                openness=Openness.DRAFT if draft else Openness.PUBLIC,
                file_name=file_name,
            )
        except ValidationError as problem:
            raise Refused(file_name, " ".join(problem.messages)) from problem
        except PermissionDenied as problem:
            raise Refused(file_name, "This account may not post it.") from problem

    def report(self, brought: BroughtIn, as_json: bool) -> None:  # noqa: FBT001 - an option, passed on
        """Print what became of a manuscript."""
        story = for_title_page(Story.objects.filter(pk=brought.story.pk)).get()
        said = describe(story, new=brought.new)
        if as_json:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        elif brought.new:
            self.stdout.write(f"{story.title} is story {story.pk}: {said['url']}")
        else:
            self.stdout.write(f"{story.title} is here already, as story {story.pk}: {said['url']}")


def read_files(paths: list[Path]) -> tuple[list[tuple[str, bytes]], list[Refused]]:
    """The files' names and bytes, and those that cannot be opened. What is too large is not read."""
    files: list[tuple[str, bytes]] = []
    refused: list[Refused] = []
    for path in paths:
        try:
            size = path.stat().st_size
            # A file over the limit is handed on as far as the limit and a byte: the reader says why it refuses it.
            with path.open("rb") as file:
                files.append((path.name, file.read(min(size, MAX_BYTES) + 1)))
        except OSError as problem:
            refused.append(Refused(path.name, f"The file cannot be read ({problem.strerror})."))
    return files, refused


def summary(manuscript: Manuscript) -> Iterator[str]:
    """What was understood of a manuscript, a line each."""
    lines = {
        "Title": manuscript.title,
        "Authors": ", ".join(manuscript.authors),
        "Categories": "; ".join(manuscript.categories),
        "Fandoms": " × ".join(manuscript.fandoms),
        "Rating": manuscript.rating,
        "Chapters": str(len(manuscript.chapters)),
        "Published": str(manuscript.published or ""),
        "Summary": manuscript.summary,
    }
    yield from (f"{label + ':':<12}{value}" for label, value in lines.items() if value)
    yield from (
        f"  ? {question.text}" if question.kind == "ask" else f"  · {question.text}"
        for question in manuscript.questions
    )


def describe(story: Story, *, new: bool) -> dict[str, Any]:
    """A story as one JSON object; where it was brought in, the counts are those of the archive it comes from."""
    source = Provenance.objects.filter(story=story).first() or Provenance(story=story)
    tags: dict[str, list[str]] = {}
    for link in story.tag_links.all():
        tags.setdefault(link.tag.kind, []).append(link.tag.name)
    base = settings.CONFIG.url or settings.CONFIG.local_url.rstrip("/")
    return {
        "id": story.pk,
        "new": new,
        "url": base + reverse("story_read", args=[story.pk]),
        "title": story.title,
        "authors": [link.pen_name.name for link in story.authorships.all()],
        "categories": [link.category.path for link in story.category_links.all()],
        "fandoms": [tag.name for tag in fandoms_of(story)],
        "crossover": story.crossover,
        "characters": tags.get("character", []),
        "relationships": tags.get("relationship", []),
        "genres": tags.get("genre", []),
        "rating": story.rating.code,
        "author_rating": story.author_rating,
        "language": story.language,
        "chapters": story.chapter_count,
        "words": story.words,
        "notes_words": story.notes_words,
        "archive": source.archive,
        "archive_words": source.words,
        "recs": story.recommendation_count if source.recommendations is None else source.recommendations,
        "reviews": story.review_count if source.reviews is None else source.reviews,
        "hits": story.hits if source.hits is None else source.hits,
        "published": story.published.date().isoformat() if story.published else None,
        "updated": story.updated.date().isoformat(),
        "complete": story.complete,
        "warnings": tags.get("warning", []),
        "confidence": source.confidence,
        "questions": [question["text"] for question in source.questions],
        "gaps": [gap["before_words"] for gap in source.gaps],
    }
