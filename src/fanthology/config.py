"""What the person who keeps an archive can set, from three places: defaults, one file, the environment.

No Django here: the settings module, the launcher's tests and the command line all read it. The list of fields below is
the truth; `docs/settings.md` says the same at more length, and a test compares the two.
"""

import difflib
import os
import secrets
import socket
import time
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

FILE_NAME = "fanthology.toml"
PREFIX = "FANTHOLOGY_"
KEY_FILE = "secret-key"
WORDS_FOR_TRUE = frozenset({"true", "yes", "on", "1"})
WORDS_FOR_FALSE = frozenset({"false", "no", "off", "0", ""})
EVERY_ADDRESS = frozenset({"0.0.0.0", "::", "[::]"})  # noqa: S104 (compared with, not bound to)


class ConfigError(Exception):
    """A setting that cannot be used; its text is one sentence for the person who set it."""


def setting(doc: str, *, default: Any, **facts: Any) -> Any:
    """A field of `Config`: one sentence, the default, and facts (choices, least, most, secret) that `load` checks."""
    secret = facts.get("secret", False)
    return field(default=default, repr=not secret, metadata={"doc": doc, **facts})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every setting of one archive, read once when the program starts."""

    data: Path = setting(
        "The folder that holds everything the archive keeps.", default=Path("data"), file=False
    )
    name: str = setting("The archive's name, in pages, feeds and e-mails.", default="Fanthology", needed=True)
    tagline: str = setting("One line under the name on the front page.", default="")
    url: str = setting(
        "The address readers use, like https://archive.example; empty means as asked.", default=""
    )
    hosts: tuple[str, ...] = setting("Further host names that the archive answers to.", default=())
    host: str = setting(
        "The address the server listens on; 0.0.0.0 is all.", default="127.0.0.1", needed=True
    )
    port: int = setting("The port the server listens on.", default=8000, least=1, most=65535)
    database: str = setting(
        "A postgresql:// address; empty means a file in the data folder.", default="", secret=True
    )
    debug: bool = setting("Show the inside of an error to whoever meets it; never in public.", default=False)
    time_zone: str = setting("The zone in which dates are shown, such as Europe/London.", default="UTC")
    smtp_host: str = setting("The mail server; empty means that no e-mail is sent.", default="")
    smtp_port: int = setting("The mail server's port.", default=587, least=1, most=65535)
    smtp_user: str = setting("The name to sign in to the mail server with; empty means without.", default="")
    smtp_password: str = setting("The password that belongs to it.", default="", secret=True)
    smtp_security: str = setting(
        "How the way to it is secured.", default="starttls", choices=("none", "starttls", "tls")
    )
    mail_from: str = setting(
        "The sender of e-mails; empty means noreply at the archive's address.", default=""
    )
    confirm_email: str = setting(
        "Whether a new member must confirm the e-mail address; auto means where e-mail can be sent.",
        default="auto",
        choices=("auto", "yes", "no"),
    )
    signup: str = setting("Whether visitors may make an account.", default="open", choices=("open", "closed"))
    private: bool = setting("Ask search engines to leave the whole archive out.", default=False)
    trust_proxy: bool = setting("Believe the X-Forwarded headers of a web server in front.", default=False)
    workers: int = setting("How many server processes answer.", default=1, least=1, most=64)
    threads: int = setting("How many requests one process answers at a time.", default=8, least=1, most=256)
    upload_mb: int = setting("The largest request accepted, in mebibytes.", default=20, least=1, most=1024)
    api_per_minute: int = setting(
        "How many searches a minute one address may make through the API; 0 means any number.",
        default=120,
        least=0,
        most=1_000_000,
    )
    secret_key: str = setting(
        "Signs cookies and links; empty means the key in the data folder.", default="", secret=True
    )

    @property
    def confirms_email(self) -> bool:
        """Whether a new member must open the link in an e-mail first."""
        return self.confirm_email == "yes" or (self.confirm_email == "auto" and bool(self.smtp_host))

    @property
    def sender(self) -> str:
        """The `From` of the archive's e-mails."""
        if self.mail_from:
            return self.mail_from
        return f"noreply@{urlsplit(self.url).hostname or 'localhost'}"

    @property
    def is_https(self) -> bool:
        """Whether readers come by https, so that cookies may insist on it."""
        return self.url.startswith("https://")

    @property
    def local_url(self) -> str:
        """Where this very machine reaches the server, with a closing slash."""
        host = "127.0.0.1" if self.host in EVERY_ADDRESS else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    @property
    def allowed_hosts(self) -> list[str]:
        """The `Host` headers answered to; others are refused, since e-mailed links are built from that header."""
        found = ["localhost", "127.0.0.1", "[::1]", *self.hosts]
        if self.host in EVERY_ADDRESS:
            found += own_names()
        else:
            found.append(f"[{self.host}]" if ":" in self.host else self.host)
        if self.url:
            hostname = urlsplit(self.url).hostname or ""
            found.append(f"[{hostname}]" if ":" in hostname else hostname)
        return list(dict.fromkeys(found))


def own_names() -> list[str]:
    """What other machines of a home network call this one: its name, and the address its packets leave from."""
    name = socket.gethostname().lower()
    found = [name] if "." in name else [name, f"{name}.local"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address; connecting a UDP socket sends nothing
            found.append(probe.getsockname()[0])
        except OSError:
            pass  # no network: the name alone has to do
    return found


def data_folder(env: Mapping[str, str], asked: str | None = None) -> Path:
    """The data folder that was asked for: on the command line, in the environment, or `./data`."""
    return Path(asked or env.get(f"{PREFIX}DATA") or "data").expanduser().absolute()


def make_data_folder(data: Path) -> None:
    """Make sure that the data folder is there; a new one is closed to other users of the machine."""
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        if not data.is_dir():
            data.mkdir(mode=0o700, exist_ok=True)
        if not os.access(data, os.W_OK | os.X_OK):
            raise ConfigError(f"The data folder {data} cannot be written to by this user.")
    except (FileExistsError, NotADirectoryError) as problem:
        raise ConfigError(f"The data folder {data} cannot be made: a file is in its place.") from problem
    except OSError as problem:
        raise ConfigError(f"The data folder {data} cannot be made: {problem.strerror}.") from problem


def load(data: Path, env: Mapping[str, str]) -> Config:
    """Read the settings of the archive in `data`: the environment wins over the file, the file over the defaults."""
    known = {item.name: item for item in fields(Config)}
    values: dict[str, Any] = {}
    for name, raw in read_file(data / FILE_NAME).items():
        where = f"“{name}” in {data / FILE_NAME}"
        item = known.get(name)
        if item is None:
            raise ConfigError(f"{where} is not a setting{nearest(name, known)}")
        if not item.metadata.get("file", True):
            raise ConfigError(f"{where} can be set only with --data or {PREFIX}{name.upper()}.")
        values[name] = parse(item, raw, where)
    for name, item in known.items():
        raw_text = env.get(PREFIX + name.upper())
        if raw_text is not None:
            values[name] = parse(item, raw_text, PREFIX + name.upper())
    refuse_misspelt(env, known)
    config = Config(**{**values, "data": data.expanduser().absolute()})
    if config.confirm_email == "yes" and not config.smtp_host:
        raise ConfigError(
            "confirm_email is “yes”, but without smtp_host no e-mail can be sent; nobody could join."
        )
    return config


def read_file(path: Path) -> dict[str, Any]:
    """The settings file as it stands, or nothing where there is none."""
    try:
        return tomllib.loads(path.read_bytes().decode())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(
            f"{path} is not valid TOML: {str(problem)[:1].lower()}{str(problem)[1:]}."
        ) from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(f"{path} is not UTF-8 text.") from problem
    except OSError as problem:
        raise ConfigError(f"{path} cannot be read: {problem.strerror}.") from problem


def nearest(name: str, known: Iterable[str]) -> str:
    """How a sentence about an unknown name ends: with the name that was probably meant, or with a full stop."""
    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean “{close[0]}”?" if close else "."


def refuse_misspelt(env: Mapping[str, str], known: Mapping[str, Any]) -> None:
    """Stop at a variable that is nearly a setting; others may be somebody else's (a cluster's, say)."""
    for variable in env:
        name = variable.removeprefix(PREFIX).lower()
        if variable.startswith(PREFIX) and name not in known:
            close = difflib.get_close_matches(name, known, n=1, cutoff=0.84)
            if close:
                raise ConfigError(f"{variable} is not a setting; did you mean {PREFIX}{close[0].upper()}?")


def parse(item: "Field[Any]", raw: object, where: str) -> Any:
    """Turn what was written into the field's type, or say kindly why it cannot be."""
    if item.type is bool:
        value: object = parse_bool(raw, where)
    elif item.type is int:
        value = parse_int(item, raw, where)
    elif item.type is Path:
        value = Path(str(raw))
    elif item.type is str:
        value = parse_text(item, raw, where)
    else:
        value = parse_list(raw, where)
    check = CHECKS.get(item.name)
    return check(value, where) if check else value


def parse_bool(raw: object, where: str) -> bool:
    """True or false, also as the words people write in an environment."""
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower()
    if word in WORDS_FOR_TRUE:
        return True
    if word in WORDS_FOR_FALSE:
        return False
    raise ConfigError(f"{where} must be true or false, not {raw!r}.")


def parse_int(item: "Field[Any]", raw: object, where: str) -> int:
    """A whole number within the field's bounds."""
    least, most = item.metadata["least"], item.metadata["most"]
    try:
        value = int(raw.strip() if isinstance(raw, str) else repr(raw))  # so that True and 1.5 are no numbers
    except ValueError:
        raise ConfigError(f"{where} must be a whole number from {least} to {most}, not {raw!r}.") from None
    if not least <= value <= most:
        raise ConfigError(f"{where} must be from {least} to {most}, not {value}.")
    return value


def parse_text(item: "Field[Any]", raw: object, where: str) -> str:
    """A piece of text, one of the field's choices where it has some."""
    secret = item.metadata.get("secret", False)
    if not isinstance(raw, str):
        raise ConfigError(f"{where} must be text in quotation marks{'' if secret else f', not {raw!r}'}.")
    value = raw.strip()
    choices = item.metadata.get("choices")
    if choices and value.lower() not in choices:
        raise ConfigError(f"{where} must be one of {', '.join(choices)}, not {value!r}.")
    if item.metadata.get("needed") and not value:
        raise ConfigError(f"{where} must not be empty.")
    return value.lower() if choices else value


def parse_list(raw: object, where: str) -> tuple[str, ...]:
    """Several words: a TOML list, or words parted by commas or spaces."""
    if isinstance(raw, str):
        return tuple(raw.replace(",", " ").split())
    if isinstance(raw, list) and all(isinstance(word, str) for word in raw):
        return tuple(word.strip() for word in raw if word.strip())
    raise ConfigError(f"{where} must be a list of words, not {raw!r}.")


def check_url(value: str, where: str) -> str:
    """A web address without a path; the closing slash is taken off."""
    if not value:
        return value
    try:
        parts = urlsplit(value)
        _ = parts.port  # raises where it is no number
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        whole = False
    if not whole or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise ConfigError(f"{where} must look like https://archive.example, not {value!r}.")
    return f"{parts.scheme}://{parts.netloc}"


def check_database(value: str, where: str) -> str:
    """Only databases that the archive is tested on; the value may hold a password and is not repeated."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ConfigError(f"{where} is not a database address that can be read.") from None
    if value and (parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/")):
        raise ConfigError(f"{where} must be empty or look like postgresql://user:password@host/name.")
    return value


def check_time_zone(value: str, where: str) -> str:
    """A zone that this machine or the `tzdata` package knows."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        ending = nearest(value, available_timezones())
        raise ConfigError(f"{where}: there is no time zone “{value}”{ending}") from None
    return value


CHECKS: Mapping[str, Any] = {"url": check_url, "database": check_database, "time_zone": check_time_zone}


def database_settings(config: Config) -> dict[str, Any]:
    """What Django calls a database's settings; the SQLite options are the ones measured not to meet a lock."""
    if not config.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(config.data / "archive.sqlite3"),
            "CONN_MAX_AGE": None,  # a thread keeps its connection, and with it what it has read
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,  # seconds
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;"
                " PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(config.database)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    port = options.pop("port", None) or str(parts.port or "")
    pool = {"min_size": 1, "max_size": config.threads + 2, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": {"pool": pool, **options},
    }


def secret_key(config: Config) -> str:
    """The archive's signing key, made on first use.

    Without a data folder (a type checker reading the settings, say) nothing is written and the key lasts as long as the
    process.
    """
    if config.secret_key:
        return config.secret_key
    path = config.data / KEY_FILE
    if not config.data.is_dir():
        return secrets.token_urlsafe(48)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_key(path)
    except OSError as problem:
        raise ConfigError(f"The secret key {path} cannot be written: {problem.strerror}.") from problem
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(48)
        file.write(key + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key


def read_key(path: Path) -> str:
    """The key that is already there; one that another process is just writing is waited for, up to a second."""
    for _ in range(100):
        try:
            text = path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as problem:
            raise ConfigError(f"The secret key {path} cannot be read.") from problem
        if text.endswith("\n") and text.strip():
            return text.strip()
        time.sleep(0.01)
    raise ConfigError(f"The secret key {path} is empty or cut short; delete it, and a new one is made.")
