"""`fanthology run`: prepare the archive and serve it."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import connections
from django.urls import get_resolver

from fanthology.background import run_beside, wait_for_index
from fanthology.config import EVERY_ADDRESS, Config, own_names
from fanthology.management.base import ArchiveCommand
from fanthology.management.prepare import prepare_static_files
from fanthology.people.actions import owner_link
from fanthology.samples.load import fill
from fanthology.serve import add_options, serve
from fanthology.stories.models import Story


class Command(ArchiveCommand):
    """Serve until Ctrl-C or SIGTERM."""

    help = "Start the archive and serve its pages."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen (read before Django is loaded, by `serve.claim`), and whether to fill an empty archive."""
        add_options(parser)
        parser.add_argument(
            "--sample", action="store_true", help="fill an empty archive with the sample stories"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare, then serve; the address is printed once it answers."""
        config: Config = settings.CONFIG
        prepare_static_files()
        if options["sample"]:
            fill_empty_archive()
        base = config.url + "/" if config.url else config.local_url
        link = owner_link(base)
        load_pages()

        def ready() -> None:
            wait_for_index()
            self.stdout.write(f"Fanthology is at {base}")
            if config.host in EVERY_ADDRESS and not config.url:
                self.stdout.write(
                    f"Others in the network reach it at http://{own_names()[-1]}:{config.port}/"
                )
            if link:
                self.stdout.write(f"It has no owner yet; become it with this link, which works once: {link}")
            self.stdout.write("Ctrl-C stops it.")
            self.stdout.flush()

        run_beside(lambda: serve(config, ready=ready))


def fill_empty_archive() -> None:
    """Load the sample stories, but never among somebody's own."""
    if Story.objects.exists():
        raise CommandError("This archive already has stories; --sample fills only an empty one.")
    fill()


def load_pages() -> None:
    """Import what the first request would, before the workers are forked; then let go of the database."""
    from fanthology.wsgi import application  # noqa: PLC0415 (it builds the middleware, which needs the static files)

    assert application  # noqa: S101 (loaded for its effect)
    _ = get_resolver().url_patterns
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
