"""Settings: where they come from, and that a mistake in them is one kind sentence."""

import dataclasses
import re
import stat
import threading
from pathlib import Path

import pytest

from fanthology import config
from fanthology.config import Config, ConfigError, load

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"


def with_file(folder, text):
    (folder / "fanthology.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_archive_needs_no_setting(tmp_path):
    found = load(tmp_path / "not there yet", {})
    assert (found.name, found.debug, found.signup, found.database) == ("Fanthology", False, "open", "")
    assert found.allowed_hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert found.local_url == "http://127.0.0.1:8000/"
    assert not (tmp_path / "not there yet").exists()


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path):
    with_file(tmp_path, 'name = "The Moors"\nport = 8001\nhosts = ["a.example", "b.example"]')
    found = load(tmp_path, {"FANTHOLOGY_PORT": "8002", "PORT": "1", "FANTHOLOGY_SERVICE_HOST": "10.0.0.1"})
    assert (found.name, found.port, found.hosts, found.threads) == (
        "The Moors", 8002, ("a.example", "b.example"), 8,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("word", "meant"),
    [("True", True), ("yes", True), ("ON", True), ("1", True),
     ("False", False), ("no", False), ("off", False), ("0", False), ("", False), (" false ", False)],
)  # fmt: skip
def test_words_for_yes_and_no(tmp_path, word, meant):
    assert load(tmp_path, {"FANTHOLOGY_DEBUG": word}).debug is meant
    assert load(with_file(tmp_path, f'private = "{word}"'), {}).private is meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('nmae = "x"', "“nmae” in {file} is not a setting; did you mean “name”?"),
        ('colour = "x"', "“colour” in {file} is not a setting."),
        ('port = "eighty"', "“port” in {file} must be a whole number from 1 to 65535, not 'eighty'."),
        ("port = true", "“port” in {file} must be a whole number from 1 to 65535, not True."),
        ("port = 8000.5", "“port” in {file} must be a whole number from 1 to 65535, not 8000.5."),
        ("port = 0", "“port” in {file} must be from 1 to 65535, not 0."),
        ("debug = 2", "“debug” in {file} must be true or false, not 2."),
        ("name = 3", "“name” in {file} must be text in quotation marks, not 3."),
        ('name = " "', "“name” in {file} must not be empty."),
        ("hosts = [1]", "“hosts” in {file} must be a list of words, not [1]."),
        ('signup = "maybe"', "“signup” in {file} must be one of open, closed, not 'maybe'."),
        ('time_zone = "Europe/Londn"', ("“time_zone” in {file}: there is no time zone “Europe/Londn”; "
                                       "did you mean “Europe/London”?")),
        ('time_zone = "../etc"', "“time_zone” in {file}: there is no time zone “../etc”."),
        ('url = "moors.example"', "“url” in {file} must look like https://archive.example, not 'moors.example'."),
        ('url = "https://x.example/path"', ("“url” in {file} must look like https://archive.example, "
                                           "not 'https://x.example/path'.")),
        ('url = "https://x.example:port"', ("“url” in {file} must look like https://archive.example, "
                                           "not 'https://x.example:port'.")),
        ('confirm_email = "yes"', ("confirm_email is “yes”, but without smtp_host no e-mail can be sent; "
                                   "nobody could join.")),
        ('data = "elsewhere"', "“data” in {file} can be set only with --data or FANTHOLOGY_DATA."),
        ("name = ", "{file} is not valid TOML: invalid value (at end of document)."),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_said_in_a_sentence(tmp_path, text, said):
    with pytest.raises(ConfigError) as caught:
        load(with_file(tmp_path, text), {})
    assert str(caught.value) == said.format(file=tmp_path / "fanthology.toml")


def test_a_file_that_is_not_text(tmp_path):
    (tmp_path / "fanthology.toml").write_bytes(b"name = '\xff'")
    with pytest.raises(ConfigError, match=r"fanthology\.toml is not UTF-8 text\.$"):
        load(tmp_path, {})


def test_a_misspelt_variable_is_noticed(tmp_path):
    with pytest.raises(
        ConfigError, match=r"^FANTHOLOGY_SMPT_HOST is not a setting; did you mean FANTHOLOGY_SMTP_HOST\?"
    ):
        load(tmp_path, {"FANTHOLOGY_SMPT_HOST": "mail.example"})


@pytest.mark.parametrize("setting", ["database", "smtp_password", "secret_key"])
def test_secrets_are_not_repeated(tmp_path, setting):
    hidden = "postgresql://u:hunter2@h/d" if setting == "database" else "hunter2"
    assert "hunter2" not in repr(load(tmp_path, {f"FANTHOLOGY_{setting.upper()}": hidden}))


@pytest.mark.parametrize(
    "wrong", ["mysql://u:hunter2@h/d", "postgresql://u:hunter2@h:x/d", "postgresql://u:hunter2@h"]
)
def test_a_database_that_cannot_be_used(tmp_path, wrong):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, {"FANTHOLOGY_DATABASE": wrong})
    assert "FANTHOLOGY_DATABASE" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_postgresql_addresses_are_taken_apart(tmp_path):
    address = "postgresql://a%40b:p%2Fw@db.example:5433/moors?sslmode=require"
    found = config.database_settings(load(tmp_path, {"FANTHOLOGY_DATABASE": address}))
    assert [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "a@b", "p/w", "db.example", "5433", "moors",
    ]  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "require"
    by_socket = load(tmp_path, {"FANTHOLOGY_DATABASE": "postgresql:///moors?host=/run/postgresql"})
    assert config.database_settings(by_socket)["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, False),
        ({"FANTHOLOGY_SMTP_HOST": "mail.example"}, True),
        ({"FANTHOLOGY_SMTP_HOST": "mail.example", "FANTHOLOGY_CONFIRM_EMAIL": "no"}, False),
        ({"FANTHOLOGY_SMTP_HOST": "mail.example", "FANTHOLOGY_CONFIRM_EMAIL": "yes"}, True),
    ],
)
def test_confirmation_needs_a_way_to_send_it(tmp_path, env, expected):
    assert load(tmp_path, env).confirms_email is expected


def test_the_archive_answers_to_the_names_it_was_given(tmp_path):
    env = {"FANTHOLOGY_URL": "https://moors.example:444/", "FANTHOLOGY_HOSTS": "www.moors.example, old.example",
           "FANTHOLOGY_HOST": "::1"}  # fmt: skip
    found = load(tmp_path, env)
    assert found.url == "https://moors.example:444"
    assert set(found.allowed_hosts) >= {
        "moors.example",
        "www.moors.example",
        "old.example",
        "[::1]",
        "localhost",
    }
    assert found.is_https
    assert found.sender == "noreply@moors.example"
    assert "*" not in load(tmp_path, {"FANTHOLOGY_HOST": "0.0.0.0"}).allowed_hosts


def test_the_secret_key_is_made_once_and_closed_to_others(tmp_path):
    found = load(tmp_path, {})
    key = config.secret_key(found)
    path = tmp_path / "secret-key"
    assert len(key) >= 50
    assert path.read_text() == key + "\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert config.secret_key(found) == key
    assert config.secret_key(load(tmp_path, {"FANTHOLOGY_SECRET_KEY": "mine"})) == "mine"


def test_many_first_starts_at_once_agree_on_one_key(tmp_path):
    found = load(tmp_path, {})
    keys = []
    threads = [threading.Thread(target=lambda: keys.append(config.secret_key(found))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 16
    assert len(set(keys)) == 1


def test_without_a_data_folder_nothing_is_written(tmp_path):
    found = load(tmp_path / "none", {})
    assert config.secret_key(found) != config.secret_key(found)
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_was_cut_short_is_not_used(tmp_path):
    (tmp_path / "secret-key").write_text("abc")
    with pytest.raises(ConfigError, match=r"empty or cut short; delete it"):
        config.secret_key(load(tmp_path, {}))


def test_a_new_data_folder_is_closed_to_others(tmp_path):
    config.make_data_folder(tmp_path / "a" / "data")
    assert stat.S_IMODE((tmp_path / "a" / "data").stat().st_mode) == 0o700
    config.make_data_folder(tmp_path / "a" / "data")
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match=r"^The data folder .* cannot be made"):
        config.make_data_folder(tmp_path / "file")


def documented() -> dict[str, str]:
    """Each setting in the tables of docs/settings.md, and the default given there."""
    return dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_setting_is_documented_and_every_documented_setting_exists():
    assert set(documented()) == {field.name for field in dataclasses.fields(Config)}


def test_the_documented_defaults_are_true():
    written = {"": "empty", (): "empty", True: "`true`", False: "`false`", Path("data"): "`./data`"}
    for field in dataclasses.fields(Config):
        default = field.default
        expected = f"`{default}`" if type(default) is int else written.get(default, f"`{default}`")
        assert documented()[field.name] == expected, field.name


def test_every_setting_says_what_it_is_for():
    for field in dataclasses.fields(Config):
        assert field.metadata["doc"].endswith("."), field.name
