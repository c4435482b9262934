"""An archive of each release is migrated and keeps everything."""

import lzma
import sqlite3
from pathlib import Path

import pytest

from tests.tools import fanthology

ARCHIVES = sorted((Path(__file__).parent / "archives").glob("*.sqlite3.xz"))
WHAT_MUST_STAY = {
    "stories": "SELECT id, title, summary_source, openness, hidden_reason, words, published FROM fanthology_story ORDER BY id",
    "chapters": "SELECT story_id, position, title, text_source, text, published FROM fanthology_chapter ORDER BY id",
    "people": "SELECT id, email, password, role FROM fanthology_account ORDER BY id",
    "pen names": "SELECT id, name, account_id, about_source FROM fanthology_penname ORDER BY id",
    "tags": "SELECT id, kind, name, canonical_id FROM fanthology_tag ORDER BY id",
    "tags of stories": "SELECT story_id, tag_id, position FROM fanthology_storytag ORDER BY id",
    "series": "SELECT series_id, story_id, position FROM fanthology_seriesplace ORDER BY id",
    "provenance": "SELECT story_id, fingerprint, file_name FROM fanthology_provenance ORDER BY id",
    "decisions": "SELECT deed, named, reason FROM fanthology_decision ORDER BY id",
}
SINCE_0_2 = {
    "wranglers' steps": "SELECT deed, named, note, before, after FROM fanthology_tagstep ORDER BY id",
    "exclusions": "SELECT account_id, kind, key, reason FROM fanthology_exclusion ORDER BY id",
    "searches": "SELECT account_id, name, address, token FROM fanthology_savedsearch ORDER BY id",
}


def rows(database, questions):
    with sqlite3.connect(database) as connection:
        return {name: connection.execute(question).fetchall() for name, question in questions.items()}


def test_there_is_an_archive_of_every_release():
    assert ARCHIVES


@pytest.mark.parametrize("packed", ARCHIVES, ids=lambda path: path.name.removesuffix(".sqlite3.xz"))
def test_an_older_archive_is_taken_over_whole(packed, tmp_path):
    database = tmp_path / "archive.sqlite3"
    database.write_bytes(lzma.decompress(packed.read_bytes()))
    questions = WHAT_MUST_STAY | (SINCE_0_2 if not packed.name.startswith("0.1.") else {})
    before = rows(database, questions)
    assert all(before.values()), "the fixture has a row of everything"
    for words in (["reclean"], ["manage", "migrate", "--check"]):
        done = fanthology(*words, data=tmp_path)
        assert done.returncode == 0, done.stderr
    assert rows(database, questions) == before
