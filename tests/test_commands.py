"""The command line as a whole: help that is true, kind errors, and an archive that is ready when a command needs it."""

import re
import sqlite3
import stat
import subprocess
import sys

import pytest
from django.core.management import load_command_class

from fanthology.cli import command_names, help_line, module_name
from fanthology.management.base import ArchiveCommand
from tests.tools import bare_environment, fanthology


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def test_without_words_it_lists_every_command(data):
    done = fanthology(data=data)
    assert done.returncode == 0
    for name in command_names():
        assert re.search(rf"^  {name} +{re.escape(help_line(name))}$", done.stdout, re.MULTILINE)
    assert not data.exists()


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_of_the_house_and_its_help_is_short(name):
    command = load_command_class("fanthology", module_name(name))
    assert isinstance(command, ArchiveCommand)
    assert command.help == help_line(name), "the overview reads it from the source"
    text = command.create_parser("fanthology", name).format_help()
    assert text.startswith(f"usage: fanthology {name} ")
    assert "--data DIR" in text
    for noise in ("--settings", "--pythonpath", "--traceback", "--no-color", "--verbosity", "--skip-checks"):
        assert noise not in text
    actions = command.create_parser("fanthology", name)._actions
    assert [action.dest for action in actions if not action.help] == [], "every option is explained"


def test_help_of_one_command_makes_no_archive(data):
    first, second = fanthology("run", "--help", data=data), fanthology("help", "run", data=data)
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    assert "--port NUMBER" in first.stdout
    assert not data.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rnu"], "There is no command “rnu”; did you mean “run”?"),
        (["migrate"], "There is no command “migrate”; `fanthology --help` lists them."),
        (["help", "exprot"], "There is no command “exprot”; "),
        (["--data"], "--data needs the name of a folder."),
        (["reclean", "--frobnicate"], "fanthology reclean: unrecognized arguments: --frobnicate; "),
        (["run", "--port"], "fanthology run: argument --port: expected one argument; "),
    ],
)
def test_words_that_cannot_be_understood(data, words, said):
    done = fanthology(*words, data=data)
    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1


def test_any_command_makes_the_archive_it_needs(data):
    done = fanthology("reclean", data=data)
    assert (done.returncode, done.stderr) == (0, "Making the archive's database …\n")
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    again = fanthology("reclean", data=data)
    assert (again.returncode, again.stderr) == (0, "")


def test_the_data_folder_may_be_named_behind_the_command_or_in_the_environment(tmp_path):
    by_option = [sys.executable, "-P", "-m", "fanthology", "reclean", f"--data={tmp_path / 'a'}"]
    by_variable = [sys.executable, "-P", "-m", "fanthology", "reclean"]
    for command, env in (
        (by_option, {}),
        (by_variable, {"FANTHOLOGY_DATA": str(tmp_path / "b")}),
        (by_variable, {}),
    ):
        done = subprocess.run(
            command, env=bare_environment(**env), cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", "data"}


def test_a_mistake_in_the_settings_is_one_line(data):
    data.mkdir()
    (data / "fanthology.toml").write_text('colour = "red"')
    done = fanthology("reclean", data=data)
    assert done.returncode == 1
    assert done.stderr == f"“colour” in {data / 'fanthology.toml'} is not a setting.\n"


def test_a_data_folder_that_cannot_be(tmp_path):
    (tmp_path / "file").write_text("")
    done = fanthology("reclean", data=tmp_path / "file" / "data")
    assert done.returncode == 1
    assert (
        done.stderr
        == f"The data folder {tmp_path / 'file' / 'data'} cannot be made: a file is in its place.\n"
    )


def test_a_database_that_is_none(data):
    data.mkdir()
    (data / "archive.sqlite3").write_bytes(b"Once upon a time, there was no database. " * 100)
    done = fanthology("reclean", data=data)
    assert (done.returncode, done.stderr) == (
        1, "The file archive.sqlite3 in the data folder is not a database of Fanthology's.\n",
    )  # fmt: skip


def test_an_archive_of_a_newer_fanthology_is_not_touched(data):
    assert fanthology("reclean", data=data).returncode == 0
    with sqlite3.connect(data / "archive.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('fanthology', '9999_later', 0)"
        )
    database.close()
    done = fanthology("reclean", data=data)
    assert (done.returncode, done.stderr) == (
        1, "This archive belongs to a newer Fanthology (it knows 9999_later); update this one first.\n",
    )  # fmt: skip


def test_a_database_server_that_is_not_there(data):
    done = fanthology("reclean", data=data, FANTHOLOGY_DATABASE="postgresql://me:hunter2@127.0.0.1:9/none")
    assert done.returncode == 1
    assert done.stderr.startswith("The archive's database cannot be used: ")
    assert len(done.stderr.splitlines()) == 1
    assert "hunter2" not in done.stderr


def test_a_reader_who_leaves_early_is_no_error(data):
    command = f"{sys.executable} -P -m fanthology --help | true"
    done = subprocess.run(
        command, shell=True, env=bare_environment(), capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_djangos_own_commands_are_behind_a_door(data):
    assert fanthology("reclean", data=data).returncode == 0
    done = fanthology("manage", "showmigrations", "--plan", data=data)
    assert done.returncode == 0
    assert "fanthology.0001_initial" in done.stdout
