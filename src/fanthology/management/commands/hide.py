"""`fanthology hide`: hide a story, a chapter or an account, with a reason."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError, CommandParser

from fanthology.management.base import ArchiveCommand
from fanthology.management.subjects import add_subject, find_account, find_chapter, find_story, sentence_of
from fanthology.moderation.actions import hide_account, hide_chapter, hide_story
from fanthology.moderation.models import Decision
from fanthology.people.queries import keeper


class Command(ArchiveCommand):
    """Hide something from readers, as whoever holds the machine."""

    help = "Hide a story, a chapter or an account from readers, with a reason."

    def add_arguments(self, parser: CommandParser) -> None:
        """What, and why."""
        add_subject(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Hide it, and say so."""
        try:
            decision = hide(options["kind"], options["which"], options["reason"])
        except ValidationError as problem:
            raise CommandError(sentence_of(problem)) from problem
        except PermissionDenied as problem:
            raise CommandError("An owner's account cannot be hidden.") from problem
        self.stdout.write(f"Hidden: {decision.named}")


def hide(kind: str, which: str, reason: str) -> Decision:
    """Hide what is meant."""
    if kind == "story":
        return hide_story(by=keeper(), story=find_story(which), reason=reason)
    if kind == "chapter":
        return hide_chapter(by=keeper(), chapter=find_chapter(which), reason=reason)
    return hide_account(by=keeper(), account=find_account(which), reason=reason)
