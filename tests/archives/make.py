"""Write this version's fixture: `python -m tests.archives.make`, from the top of the checkout.

The sample stories, an owner, a hidden story and an imported one, in an SQLite file packed with xz.
"""

import lzma
import os
import sqlite3
import tempfile
from pathlib import Path

from fanthology import __version__

HERE = Path(__file__).resolve().parent


def make(folder: Path) -> Path:
    """Fill a new archive in `folder` and pack its database beside this file."""
    os.environ["FANTHOLOGY_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "fanthology.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from fanthology.catalogue.actions import merge_tags, tag_named
    from fanthology.catalogue.models import Kind
    from fanthology.finding.actions import exclude, save_search
    from fanthology.finding.wishes import Choice, Field
    from fanthology.formats.actions import bring_in
    from fanthology.formats.importers import read
    from fanthology.moderation.actions import hide_story
    from fanthology.people.actions import make_owner, owner_token
    from fanthology.people.queries import keeper
    from fanthology.samples.load import fill
    from fanthology.stories.models import Openness

    call_command("migrate", verbosity=0)
    stories = fill()
    owner = make_owner(
        token=owner_token(), email="owner@example.org", password="three quiet lanterns", pen_name="The Owner"
    )
    hide_story(by=keeper(), story=stories[1], reason="So that a hidden story is in the fixture.")
    (manuscript,) = read(
        "lamp.md", b"# The Borrowed Lamp\n\nby Lanternhouse\n\nIt was dark.\n\nNobody lit it."
    )
    bring_in(
        by=keeper(), manuscript=manuscript, pen_names=None, openness=Openness.PUBLIC, file_name="lamp.md"
    )
    holmes = tag_named(kind=Kind.FANDOM, name="Sherlock Holmes")
    merge_tags(by=owner, tag=tag_named(kind=Kind.FANDOM, name="Baker Street"), into=holmes, note="The same.")
    exclude(by=owner, choice=Choice(Field.FANDOM, (holmes.pk,)), reason="So that one is in the fixture.")
    save_search(by=owner, name="Rainy days", address="q=rain")
    connection.close()
    return pack(folder / "archive.sqlite3", HERE / f"{__version__}.sqlite3.xz")


def pack(database: Path, target: Path) -> Path:
    """One file without free pages, packed."""
    whole = database.with_suffix(".whole")
    with sqlite3.connect(database) as source:
        source.execute("VACUUM INTO ?", (str(whole),))
    target.write_bytes(lzma.compress(whole.read_bytes(), preset=9))
    return target


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print(make(Path(name)))  # noqa: T201 - a tool for the terminal
