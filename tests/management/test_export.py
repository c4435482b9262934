"""`fanthology export`: a story as a file."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from fanthology.formats.exporters import FORMATS
from fanthology.management.commands.export import save
from fanthology.moderation.actions import hide_story
from fanthology.stories.models import Openness
from tests.make import a_chapter, a_moderator, a_story, an_account, an_author
from tests.tools import fanthology

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder to write into."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words) -> str:
    out = io.StringIO()
    call_command("export", *map(str, words), stdout=out)
    return out.getvalue()


def refusal(*words) -> str:
    with pytest.raises(CommandError) as told:
        run(*words)
    return str(told.value)


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_under_its_own_name(folder, kind):
    story = a_story(an_author("Tom Quill"), title="The Grin")
    assert run(story.pk, kind).startswith(f"Wrote The Grin - Tom Quill.{kind} (")
    assert names(folder) == [f"The Grin - Tom Quill.{kind}"]


def test_the_file_that_was_named(folder):
    story = a_story()
    run(story.pk, "epub", "-o", "grin.epub")
    assert ZipFile(folder / "grin.epub").testzip() is None
    run(story.pk, "epub", "--output", str(folder / "again.epub"))
    assert (folder / "again.epub").read_bytes() == (folder / "grin.epub").read_bytes()


def test_an_older_file_is_replaced_in_one_step(folder):
    (folder / "grin.txt").write_text("old")
    with (folder / "grin.txt").open() as old:
        run(a_story(title="The Grin").pk, "txt", "-o", "grin.txt")
        assert old.read() == "old", "whoever was reading it keeps what they had"
    assert (folder / "grin.txt").read_text().startswith("The Grin\n")
    assert names(folder) == ["grin.txt"]


def test_a_link_stays_a_link(folder):
    (folder / "real.txt").write_text("old")
    (folder / "link.txt").symlink_to("real.txt")
    run(a_story(title="The Grin").pk, "txt", "-o", "link.txt")
    assert (folder / "link.txt").is_symlink()
    assert (folder / "real.txt").read_text().startswith("The Grin\n")


def test_a_device_is_written_to_not_replaced():
    run(a_story().pk, "txt", "-o", "/dev/null")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("999", "epub"), "There is no story “999”."),
        (("grin", "epub"), "There is no story “grin”."),
        (("{story}", "pdf"), "There is no format “pdf”; there are epub, html, txt, md."),
        (("{story}", "epub", "-o", "."), ". is a folder; please name a file in it."),
        (("{story}", "epub", "-o", "nowhere/x.epub"), "nowhere/x.epub cannot be written: No such file or directory."),
        (("{story}", "epub", "--as", "no@body.example"), "There is no account “no@body.example”."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_sentence(folder, words, sentence):
    story = a_story()
    assert refusal(*(word.format(story=story.pk) for word in words)) == sentence
    assert names(folder) == []


def test_nothing_is_left_of_a_file_that_could_not_be_written(folder, monkeypatch):
    (folder / "x.epub").write_bytes(b"old")
    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(CommandError, match="cannot be written: No space left on device"):
        save(folder / "x.epub", b"new")
    assert (names(folder), (folder / "x.epub").read_bytes()) == (["x.epub"], b"old")


def no_room(_handle):
    raise OSError(28, "No space left on device")


def test_the_keeper_exports_all_but_drafts():
    members, hidden, draft = a_story(openness=Openness.MEMBERS), a_story(), a_story(openness=Openness.DRAFT)
    hide_story(by=a_moderator(), story=hidden, reason="Copied.")
    run(members.pk, "txt")
    run(hidden.pk, "txt")
    assert refusal(draft.pk, "txt") == (
        f"Story {draft.pk} is a draft: only its authors can export it, with --as and their e-mail address."
    )


def test_as_somebody(folder):
    author, stranger = an_account("Tom Quill"), an_account()
    story = a_story(author.pen_names.get(), openness=Openness.DRAFT)
    a_chapter(story, text="Not ready.", publish=False)
    run(story.pk, "txt", "--as", author.email.upper(), "-o", "mine.txt")
    assert "Not ready." in (folder / "mine.txt").read_text()
    assert (
        refusal(story.pk, "txt", "--as", stranger.email) == f"{stranger.email} may not read story {story.pk}."
    )


def test_a_story_without_chapters_is_not_exported():
    author = an_author()
    story = a_story(author, chapters=0, openness=Openness.DRAFT)
    assert (
        refusal(story.pk, "epub", "--as", author.account.email)
        == f"Story {story.pk} has no chapter to export."
    )


def test_from_a_shell(tmp_path):
    """A real archive: in by one command, out by the other, to a file and to the output, with a status."""
    lamp = tmp_path / "lamp.md"
    lamp.write_text(
        "# The Borrowed Lamp\n\nby Lanternhouse\n\nIt was dark in the shop.\n\nNobody had lit it."
    )
    data = tmp_path / "data"
    assert fanthology("import", "--yes", lamp, data=data).returncode == 0
    out = fanthology("export", "1", "txt", "-o", "-", data=data)
    assert (out.returncode, out.stderr) == (0, "")
    assert out.stdout.startswith("The Borrowed Lamp\nby Lanternhouse\n")
    file = fanthology("export", "1", "EPUB", "-o", tmp_path / "lamp.epub", data=data)
    assert (file.returncode, file.stderr) == (0, "")
    assert ZipFile(tmp_path / "lamp.epub").testzip() is None
    missing = fanthology("export", "2", "epub", data=data)
    assert (missing.returncode, missing.stdout, missing.stderr) == (1, "", "There is no story “2”.\n")
