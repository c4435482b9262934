"""The command line: `fanthology COMMAND …`, as installed, from `python -m fanthology`, and behind `./fanthology`.

Importing this module needs nothing but the standard library, so that the launcher can answer help and spelling mistakes
before its environment exists. The commands are the files of `management/commands/`.
"""

import ast
import difflib
import importlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn, TypeVar

from fanthology import __version__
from fanthology.config import PREFIX, ConfigError, data_folder, make_data_folder

Status = TypeVar("Status", int, int | None)
COMMANDS = Path(__file__).parent / "management" / "commands"
SETTINGS = "fanthology.settings"
WRONG_USE = 2  # the exit status for a command line that cannot be understood
OVERVIEW = """\
Fanthology {version}: the fan-fiction archive that anyone can host.

Usage: fanthology [--data DIR] COMMAND …

{commands}

  --data DIR   the archive's folder (default: ./data, or what FANTHOLOGY_DATA says)

Every command explains itself with --help. What can be set is in docs/settings.md.
"""


def command_names() -> list[str]:
    """Every command: its file's name, with hyphens."""
    return sorted(path.stem.replace("_", "-") for path in COMMANDS.glob("[!_]*.py"))


def module_name(name: str) -> str:
    """The module of a command."""
    return name.replace("-", "_")


def help_line(name: str) -> str:
    """The `help` of a command, read from its source: importing it would need Django and an archive."""
    tree = ast.parse((COMMANDS / f"{module_name(name)}.py").read_text(encoding="utf-8"))
    for part in ast.walk(tree):
        if (
            isinstance(part, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == "help" for target in part.targets)
            and isinstance(part.value, ast.Constant)
        ):
            return str(part.value.value)
    return ""


def overview(extra: Mapping[str, str]) -> str:
    """What there is to do, a line each; `extra` are the launcher's own commands."""
    lines = {**{name: help_line(name) for name in command_names()}, **extra}
    width = max(map(len, lines))
    listed = "\n".join(f"  {name:<{width}}   {lines[name]}" for name in sorted(lines))
    return OVERVIEW.format(version=__version__, commands=listed)


def answer(words: Sequence[str], extra: Mapping[str, str]) -> int | None:
    """Answer what needs no archive, and give the exit status; None means that there is a command to carry out."""
    try:
        rest, _ = take_data(words)
    except ConfigError as problem:
        return complain(str(problem), WRONG_USE)
    if not rest or rest[0] in {"-h", "--help"} or rest == ["help"]:
        sys.stdout.write(overview(extra))
        return 0
    if rest[0] == "--version":
        sys.stdout.write(f"Fanthology {__version__}\n")
        return 0
    name = rest[1] if rest[0] == "help" else rest[0]
    known = [*command_names(), *extra, "manage"]
    if name in known:
        return None
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean “{close[0]}”?" if close else "`fanthology --help` lists them."
    return complain(f"There is no command “{name}”; {hint}", WRONG_USE)


def complain(text: str, status: int = 1) -> int:
    """One line on standard error; gives the status back so that it can be returned."""
    sys.stderr.write(f"{text}\n")
    return status


def take_data(words: Sequence[str]) -> tuple[list[str], str | None]:
    """Take `--data DIR` out of the command line, wherever it stands before a `--`, but leave `manage`'s words alone."""
    rest: list[str] = []
    data = None
    todo = list(words)
    while todo:
        word = todo.pop(0)
        if word in {"--", "manage"}:
            rest += [word, *todo]
            break
        if word == "--data":
            data = todo.pop(0) if todo else ""
        elif word.startswith("--data="):
            data = word.removeprefix("--data=")
        else:
            rest.append(word)
    if data == "":
        raise ConfigError("--data needs the name of a folder.")
    return rest, data


def carry_out(words: list[str]) -> int:
    """Prepare Django for the archive that is meant, and hand the words to the command."""
    rest, data = take_data(words)
    if rest[0] == "help":
        rest = [rest[1], "--help"]
    folder = data_folder(os.environ, data)
    os.environ[f"{PREFIX}DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    name, *arguments = rest
    if name == "manage":
        from django.core.management import execute_from_command_line  # noqa: PLC0415 (Django is loaded only here)

        execute_from_command_line(["fanthology manage", *arguments])
        return 0
    if not {"-h", "--help"} & set(arguments):
        if name == "run":
            from fanthology.serve import claim  # noqa: PLC0415 (only this command needs it)

            claim(folder, arguments)
        make_data_folder(folder)
    import django  # noqa: PLC0415 (after the environment says which archive)

    django.setup()
    module = importlib.import_module(f"fanthology.management.commands.{module_name(name)}")
    module.Command().run_from_argv(["fanthology", name, *arguments])
    return 0


def misuse(name: str, message: str) -> NoReturn:
    """End over words after `fanthology NAME` that cannot be understood."""
    sys.exit(complain(f"fanthology {name}: {message}; `fanthology {name} --help` tells more.", WRONG_USE))


def kindly(act: Callable[[], Status]) -> Status | int:
    """Do something; whatever stops it, at most one line is left for the person. Gives the exit status where it stops."""
    try:
        done = act()
        sys.stdout.flush()
    except ConfigError as problem:
        return complain(str(problem))
    except KeyboardInterrupt:
        return complain("Stopped.", 130)
    except BrokenPipeError:  # the reader of our output has gone: say nothing, also not at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return done


def main() -> int:
    """Run the command line's command."""
    words = sys.argv[1:]
    status = kindly(lambda: answer(words, {}))
    return kindly(lambda: carry_out(words)) if status is None else status
