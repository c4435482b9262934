"""The parent of every command: short help, one kind line for an error, and an archive that is ready."""

import argparse
import sys
from functools import partial
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, OperationalError, connections

from fanthology.cli import misuse
from fanthology.management.prepare import prepare_archive

NOISE = frozenset(
    {"version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks"}
)


class ArchiveCommand(BaseCommand):
    """A command of ours. `help` is one sentence; the overview of all commands shows it.

    Raise `CommandError` with one kind sentence for whatever the person can mend: it is printed to standard error, and
    the exit status is 1. Output goes to `self.stdout`, remarks beside it to `self.stderr`.
    """

    needs_archive = True  # bring the database up to date first
    requires_system_checks: list[str] = []  # the tests run them; a start has better things to do

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser that shows only our options, and takes none of them abbreviated."""
        parser = super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)
        for action in parser._actions:  # noqa: SLF001 (argparse has no other way to hide an option)
            if action.dest in NOISE:
                action.help = argparse.SUPPRESS
        parser.add_argument(
            "--data",
            metavar="DIR",
            help="the archive's folder (default: ./data, or what FANTHOLOGY_DATA says)",
        )
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """Carry out the command line; leave with a status other than 0 where it cannot be done."""
        parser = self.create_parser(argv[0], argv[1])
        parser.error = partial(misuse, argv[1])  # type: ignore[method-assign]
        options = vars(parser.parse_args(argv[2:]))
        try:
            if self.needs_archive:
                prepare_archive()
            self.execute(*options.pop("args", ()), **options)
        except CommandError as problem:
            self.leave(str(problem), problem.returncode)
        except DatabaseError as problem:
            reason = database_reason(problem)
            if reason is None:
                raise
            self.leave(reason)
        finally:
            connections.close_all()

    def leave(self, sentence: str, status: int = 1) -> NoReturn:
        """End with one line on standard error."""
        self.stderr.style_func = None
        self.stderr.write(sentence)
        sys.exit(status)


def database_reason(problem: DatabaseError) -> str | None:
    """What a database's complaint means for the person, or None where it is a mistake of ours."""
    text = str(problem).strip().partition("\n")[0]
    if "locked" in text:
        return "The archive is busy: another program is writing to its database; try again in a moment."
    if "not a database" in text:
        return "The file archive.sqlite3 in the data folder is not a database of Fanthology's."
    if isinstance(problem, OperationalError) and "no such" not in text:
        return f"The archive's database cannot be used: {text}."
    return None
