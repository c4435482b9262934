"""`fanthology restore`: show again what was hidden."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError, CommandParser

from fanthology.management.base import ArchiveCommand
from fanthology.management.subjects import add_subject, find_account, find_chapter, find_story, sentence_of
from fanthology.moderation.actions import restore_account, restore_chapter, restore_story
from fanthology.moderation.models import Decision
from fanthology.people.queries import keeper


class Command(ArchiveCommand):
    """Show a hidden story, chapter or account again, as whoever holds the machine."""

    help = "Show a hidden story, chapter or account again."

    def add_arguments(self, parser: CommandParser) -> None:
        """What, and why."""
        add_subject(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Restore it, and say so."""
        try:
            decision = restore(options["kind"], options["which"], options["reason"])
        except ValidationError as problem:
            raise CommandError(sentence_of(problem)) from problem
        except PermissionDenied as problem:
            raise CommandError("An owner's account is never hidden.") from problem
        self.stdout.write(f"Shown again: {decision.named}")


def restore(kind: str, which: str, reason: str) -> Decision:
    """Show again what is meant."""
    if kind == "story":
        return restore_story(by=keeper(), story=find_story(which), reason=reason)
    if kind == "chapter":
        return restore_chapter(by=keeper(), chapter=find_chapter(which), reason=reason)
    return restore_account(by=keeper(), account=find_account(which), reason=reason)
