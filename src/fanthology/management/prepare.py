"""Bring an archive up to date before it is used: its tables, and the files its pages are made with."""

import fcntl
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from fanthology.config import ConfigError

FINGERPRINT = ".fingerprint"
SERVER_SECONDS = 5  # how long a database server may take to answer


@contextmanager
def one_at_a_time(data: Path) -> Iterator[None]:
    """Let two starts in the same data folder wait for each other."""
    with (data / ".preparing").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def prepare_archive() -> None:
    """Migrate the database where it needs it. A start that finds it ready spends a few milliseconds here."""
    see_that_the_server_answers()
    missing, _ = compare_migrations()
    if not missing:
        return
    with one_at_a_time(settings.DATA):
        missing, is_new = compare_migrations()
        if missing:
            sys.stderr.write(
                "Making the archive's database …\n" if is_new else "Bringing the database up to date …\n"
            )
            sys.stderr.flush()
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)


def see_that_the_server_answers() -> None:
    """Say at once why a PostgreSQL server cannot be reached; the pool of connections would try for long, and in vain."""
    if connection.vendor != "postgresql":
        return
    import psycopg  # noqa: PLC0415 (an archive on SQLite need not load it)

    try:
        psycopg.connect(**{**connection.get_connection_params(), "connect_timeout": SERVER_SECONDS}).close()
    except psycopg.OperationalError as problem:
        reason = str(problem).strip().partition("\n")[0]
        raise ConfigError(f"The archive's database cannot be used: {reason}.") from problem


def compare_migrations() -> tuple[set[tuple[str, str]], bool]:
    """The migrations still to be applied, by file name (loading them takes long), and whether none was so far."""
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return migrations_on_disk(), True
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = set(cursor.fetchall())
    on_disk = migrations_on_disk()
    unknown = sorted(name for app, name in applied - on_disk if app == "fanthology")
    if unknown:
        raise ConfigError(
            f"This archive belongs to a newer Fanthology (it knows {unknown[-1]}); update this one first."
        )
    return on_disk - applied, not applied


def migrations_on_disk() -> set[tuple[str, str]]:
    """Every migration of every installed app, as (app, name)."""
    found = set()
    for app in apps.get_app_configs():
        spec = find_spec(f"{app.name}.migrations") if (Path(app.path) / "migrations").is_dir() else None
        for folder in (spec.submodule_search_locations or []) if spec else []:
            found |= {(app.label, path.stem) for path in Path(folder).glob("[!_]*.py")}
    return found


def prepare_static_files() -> None:
    """Collect what pages are made with (style, fonts, scripts) into the data folder, where it has changed."""
    root = Path(settings.STATIC_ROOT)
    wanted = static_fingerprint()
    note = root / FINGERPRINT
    if note.is_file() and note.read_text() == wanted:
        return
    with one_at_a_time(settings.DATA):
        call_command("collectstatic", interactive=False, verbosity=0)
        note.write_text(wanted)


def static_fingerprint() -> str:
    """Changes with the name, size or time of any file that belongs to the pages."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
