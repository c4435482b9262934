"""`fanthology import`: files in, one JSON object a story out."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from fanthology.formats.importers import MAX_BYTES
from fanthology.people.models import PenName
from fanthology.stories.models import Story
from tests.make import an_author

pytestmark = pytest.mark.django_db

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "eventually.txt"
STORY = "# The Borrowed Lamp\n\nby Lanternhouse\n\nIt was dark in the shop.\n\nNobody had lit the lamp."
WANTED = {
    "id", "url", "title", "authors", "categories", "fandoms", "crossover", "rating", "author_rating", "chapters", "words",
    "notes_words", "archive_words", "recs", "reviews", "hits", "published", "updated", "complete", "warnings", "questions",
}  # fmt: skip


def run(*paths, **options):
    """What the command prints, what it complains of, and its status."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        given = {"yes": True, "json": True, "stdout": out, "stderr": err, **options}
        call_command("import", *map(str, paths), **given)
    except SystemExit as stop:
        status = stop.code
    return out.getvalue(), err.getvalue(), status


@pytest.fixture
def lamp(tmp_path):
    path = tmp_path / "lamp.md"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_one_json_object_a_story(lamp):
    out, err, status = run(lamp)
    (line,) = out.splitlines()
    said = json.loads(line)
    assert (status, err) == (0, "")
    assert set(said) >= WANTED
    assert (said["title"], said["new"], said["chapters"]) == ("The Borrowed Lamp", True, 1)
    assert said["url"].endswith(f"/stories/{said['id']}/")


def test_a_second_time_offers_the_story_that_is_here(lamp):
    first, again = (json.loads(run(lamp)[0]) for _ in range(2))
    assert (again["id"], again["new"]) == (first["id"], False)
    assert Story.objects.count() == 1
    assert "here already" in run(lamp, json=False)[0]


def test_under_a_members_pen_name(lamp):
    alice = an_author("Alice")
    said = json.loads(run(lamp, pen_name="alice")[0])
    assert said["authors"] == ["Alice"]
    assert Story.objects.get().authors.get() == alice


def test_a_new_pen_name_belongs_to_nobody_yet(lamp):
    out, err, status = run(lamp, pen_name="Inkwell")
    assert (json.loads(out)["authors"], status) == (["Inkwell"], 0)
    assert "“Inkwell” is a new pen name here" in err
    assert Story.objects.get().authors.get().account is None


def test_a_name_that_cannot_be(lamp):
    with pytest.raises(CommandError, match="at least one letter"):
        run(lamp, pen_name="…")
    assert not Story.objects.exists()


def test_a_file_that_is_refused_makes_no_pen_name(tmp_path):
    (tmp_path / "empty.txt").touch()
    run(tmp_path / "empty.txt", pen_name="Inkwell")
    assert not PenName.objects.exists()


def test_the_file_is_remembered(lamp):
    run(lamp)
    assert Story.objects.get().provenance.file_name == "lamp.md"


def test_as_a_draft(lamp):
    run(lamp, draft=True)
    assert Story.objects.get().openness == "draft"


def test_without_anybody_to_ask_it_says_so(lamp, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="--yes"):
        run(lamp, yes=False)


BAD = {
    "empty.txt": b"",
    "spaces.txt": b" \n\n\t\n",
    "huge.txt": b"word " * (MAX_BYTES // 5 + 1),
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "login.html": b"<html><body><form action='/login'><input name='user'><input type='password'></form></body></html>",
    "broken.txt": b"It was dark.\n\n" * 20 + b"\xff\xfe\xfa caf\xe9 \x80\n",
    "deep.html": b"<html><body>" + b"<div>" * 20_000 + b"Text" + b"</div>" * 20_000,
    "missing.txt": None,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence_and_leaves_nothing(tmp_path, name):
    path = tmp_path / name
    if BAD[name] is not None:
        path.write_bytes(BAD[name])
    out, err, status = run(path)
    assert (out, status) == ("", 1)
    (line,) = err.splitlines()
    assert line.startswith(f"{name}: ")
    assert line.endswith(".")
    assert not Story.objects.exists()


def test_one_bad_file_never_stops_the_others(tmp_path, lamp):
    (tmp_path / "empty.txt").touch()
    out, err, status = run(tmp_path / "empty.txt", lamp)
    assert status == 1
    assert "The Borrowed Lamp" in out
    assert "empty.txt" in err


@pytest.mark.skipif(not SEED.exists(), reason="the user's document is not beside this checkout")
def test_the_users_document():
    said = json.loads(run(SEED)[0])
    assert (said["title"], said["authors"]) == ("Eventually", ["SlayerFest"])
    assert said["categories"] == ["Smallville > Buffy-Centered"]
    assert set(said["fandoms"]) == {"Smallville", "Buffy the Vampire Slayer"}
    assert said["crossover"] is True
    assert (said["rating"], said["author_rating"]) == ("FR13", "PG")
    assert (said["chapters"], said["complete"]) == (1, True)
    assert said["published"] == said["updated"] == "2011-04-06"
    assert (said["recs"], said["reviews"], said["hits"], said["archive_words"]) == (0, 4, 1372, 2491)
    assert said["relationships"] == ["Buffy/Lex"]
    assert len(said["gaps"]) == 7
    assert said["questions"]
    assert abs(said["words"] - 2376) < 25
    assert 80 < said["notes_words"] < 130
    text = Story.objects.get().chapters.get().text
    assert text.count("<p") == 60
    assert text.count("<hr") == 7
    assert "‘re" in text
