"""`fanthology password-link`: a link to a new password, for archives that send no e-mail."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from fanthology.management.base import ArchiveCommand
from fanthology.people.actions import password_link
from fanthology.people.models import Account


class Command(ArchiveCommand):
    """Print a link with which somebody can choose a new password, to be handed to them in person."""

    help = "Print a one-time link to a new password, for somebody who has forgotten theirs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose password."""
        parser.add_argument("email", metavar="EMAIL", help="the e-mail address they sign in with")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the link, and beside it what it is."""
        account = Account.objects.filter(email__iexact=options["email"].strip()).first()
        if account is None:
            raise CommandError(f"There is no account with the address {options['email']}.")
        config = settings.CONFIG
        self.stderr.write("Works once, and for three days. Whoever has it can sign in as them.")
        if not config.url:
            self.stderr.write("If the archive answers at another address or port, put that in its place.")
        self.stdout.write(password_link(base_url=config.url or config.local_url, account=account))
