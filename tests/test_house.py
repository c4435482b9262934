"""The house's conventions (docs/architecture.md), so that nobody has to remember them."""

import ast
import re
import subprocess
import sys
from argparse import SUPPRESS
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import load_command_class
from django.urls import URLPattern, URLResolver, get_resolver

from fanthology.cli import command_names, help_line, module_name
from fanthology.core.prose import Prose
from tests.tools import bare_environment

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "fanthology"
PAGES = SOURCE / "pages"
TEMPLATES = PAGES / "templates"
LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 40

DOORS_WITHOUT_TEMPLATES = ("api", "feeds")
# Routes that answer with something else than a page of their own, each with what it answers.
WITHOUT_TEMPLATE = {
    "chapter_publish": "the way back to the desk",
    "chapter_withdraw": "the way back to the desk",
    "chapter_move": "the way back to the desk",
    "place_add": "the way back to the desk",
    "place_move": "the way back to the desk",
    "place_remove": "the way back to the desk",
    "story_open": "the way back to the desk",
    "arrival_save": "the way to the story, or the preview again",
    "exclusion_export": "the list as a text",
    "exclusion_take_over": "the way back to the list",
    "health": "one word",
    "story_banner": "a picture",
    "story_file": "the story as a file",
    "story_seen": "nothing: it counts a reader",
}
# Code that declares a text safe that is no constant, each with why it is.
MAY_BE_SAFE = {
    "pages/look.py": "names and values from our own closed lists",
    "pages/stories/about.py": "JSON whose < is escaped, so that nothing in it can end its element",
}


def python_files() -> list[Path]:
    return [ROOT / "fanthology", *(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)]


def templates() -> list[Path]:
    return [path for path in TEMPLATES.rglob("*") if path.is_file()]


def tracked_files() -> list[Path]:
    """Everything that belongs to the project, also what is not committed yet."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:  # an unpacked release
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def routes(resolver=None) -> list[URLPattern]:
    """Every named route of the website that is ours, once; pages of accounts that refine allauth's keep its names."""
    found: list[URLPattern] = []
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found += routes(entry)
        elif entry.callback.__module__.startswith("fanthology."):
            found.append(entry)
    return list({route.name: route for route in found}.values())


def name_of(thing) -> str:
    return thing.name if isinstance(thing, URLPattern) else str(thing.relative_to(ROOT))


def door_of(route: URLPattern) -> str:
    """Which door opens on a route: `pages`, `feeds` or `api`."""
    door = route.callback.__module__.split(".")[1]
    assert door in {"pages", *DOORS_WITHOUT_TEMPLATES}, (
        f"{route.name} is no door's: {route.callback.__module__}"
    )
    return door


def folder_of(route: URLPattern) -> str:
    """The folder of `pages` that a route belongs to."""
    module = route.callback.__module__.split(".")
    assert module[:2] == ["fanthology", "pages"], f"{route.name} is not a page: {route.callback.__module__}"
    return module[2]


def page_routes() -> list[URLPattern]:
    """The routes of the website's pages."""
    return [route for route in routes() if door_of(route) == "pages"]


@pytest.mark.parametrize(
    "route", [route for route in routes() if door_of(route) in DOORS_WITHOUT_TEMPLATES], ids=name_of
)
def test_one_name_in_route_view_and_test(route):
    assert hasattr(sys.modules[route.callback.__module__], route.name), "the view is called like its route"
    test = ROOT / "tests" / door_of(route) / f"test_{route.name}.py"
    assert test.is_file(), f"there is no {test.relative_to(ROOT)}"


@pytest.mark.parametrize("route", page_routes(), ids=name_of)
def test_one_name_in_route_view_template_and_test(route):
    assert hasattr(sys.modules[route.callback.__module__], route.name), "the view is called like its route"
    folder = folder_of(route)
    template = list(TEMPLATES.glob(f"{folder}/{route.name}.*")) + list(
        TEMPLATES.glob(allauths_template(route.name))
    )
    if route.name in WITHOUT_TEMPLATE:
        assert not template, f"{route.name} has a template after all; take it from the list"
    else:
        assert template, f"there is no pages/templates/{folder}/{route.name}.html"
    test = ROOT / "tests" / "pages" / folder / f"test_{route.name}.py"
    assert test.is_file(), f"there is no {test.relative_to(ROOT)}"


def allauths_template(name: str) -> str:
    """Where allauth looks for the template of a page of its own: `account_signup` in `account/signup.html`."""
    return f"{name.replace('_', '/', 1)}.html"


def test_the_list_of_routes_without_template_is_true():
    assert set(WITHOUT_TEMPLATE) <= {route.name for route in routes()}


def test_every_page_template_belongs_to_a_route():
    shared = {"account", "errors", "parts"}
    views = {(folder_of(route), route.name) for route in page_routes()}
    lost = [
        name
        for path in templates()
        if (name := str(path.relative_to(TEMPLATES))).split("/")[0] not in shared
        and "/" in name
        and (path.parent.name, path.stem) not in views
        and not is_named(name)
    ]
    assert lost == []


def is_named(template: str) -> bool:
    """Whether a view names a further template of its own, or another template stands on it."""
    sources = [*PAGES.rglob("*.py"), *templates()]
    return any(f'"{template}"' in path.read_text(encoding="utf-8") for path in sources)


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_no_file_and_no_function_is_too_long(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES_IN_A_FILE
    long = [
        f"{part.name}: {length} lines"
        for part in ast.walk(ast.parse(text))
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := part.end_lineno - part.lineno + 1) > LINES_IN_A_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_everything_says_what_it_is_for(path):
    if path.name == "fanthology":
        return  # its functions say it in their names; it must stay short
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not tree.body:
        return
    assert ast.get_docstring(tree), "the file has no docstring"
    silent = [
        part.name for part in tree.body if isinstance(part, ast.ClassDef) and not ast.get_docstring(part)
    ]
    assert silent == []


def test_templates_declare_only_cleaned_text_safe():
    """Cleaned HTML stands in the columns of `Prose`, and nowhere else."""
    cleaned = {name for model in apps.get_models() if issubclass(model, Prose) for name in model.PROSE}
    assert len(cleaned) > 5
    others = [
        f"{path.relative_to(TEMPLATES)}: {expression}"
        for path in templates()
        for expression in re.findall(r"[{]+[^{}]*\|\s*safe\b[^{}]*[}]+", path.read_text(encoding="utf-8"))
        if not re.fullmatch(rf"{{{{ \w+\.({'|'.join(sorted(cleaned))})\|safe }}}}", expression)
    ]
    assert others == []


def test_templates_escape_by_themselves():
    """Only letters, which are plain text, switch it off."""
    off = {path.parent.name for path in templates() if "autoescape off" in path.read_text(encoding="utf-8")}
    assert off <= {"email"}


def test_code_declares_a_text_safe_only_where_it_is_listed():
    found = {
        str(path.relative_to(SOURCE))
        for path in python_files()
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(part, ast.Call)
        and getattr(part.func, "id", getattr(part.func, "attr", ""))
        in {"mark_safe", "SafeString", "SafeText"}
        and not all(isinstance(word, ast.Constant) for word in part.args)
    }
    assert found == set(MAY_BE_SAFE)


@pytest.mark.parametrize("path", [path for path in templates() if path.suffix == ".html"], ids=name_of)
def test_templates_hold_no_style_and_no_script(path):
    """The Content-Security-Policy refuses them, and nobody would see it in a test without a browser."""
    text = path.read_text(encoding="utf-8")
    if "email" in path.parts and "account" in path.parts:
        return  # letters are plain text
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", text)
    for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.DOTALL):
        assert not body.strip() or "application/ld+json" in attributes, (
            "a script of ours has a file of its own"
        )


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_pages_ask_no_third_party(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"""(src|srcset|action|<link[^>]*href)=["'](https?:)?//""", text)


def command_sections() -> dict[str, str]:
    """What docs/commands.md says of each command."""
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", command_names())
def test_every_command_and_option_is_documented(name):
    assert re.fullmatch(r"[A-Z].{10,90}\.", help_line(name)), "`help` is one sentence"
    section = command_sections()[name]
    parser = load_command_class("fanthology", module_name(name)).create_parser("fanthology", name)
    options = {
        word for action in parser._actions if action.help != SUPPRESS for word in action.option_strings
    }
    missing = {word for word in options - {"-h", "--help", "--data"} if f"`{word}`" not in section}
    assert not missing


def test_every_documented_command_exists():
    assert set(command_sections()) == {*command_names(), "test", "manage"}


def test_nothing_names_a_package_index_or_a_place_of_one_machine():
    """Whoever builds this may have an index of their own, and another folder."""
    forbidden = re.compile(
        "|".join(["py" + r"pi\.org", "python" + "hosted", "registry" + r"\.npmjs", "--index" + "-url", "extra-" + "index",
                  r"(?<![\w.])/(work|home|root)" + r"/\w", r"/Users/\w"]),
    )  # fmt: skip
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        assert not (found := forbidden.search(text)), f"{path.relative_to(ROOT)}: {found[0]}"


def test_text_works_without_django():
    modules = [
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        for path in sorted((SOURCE / "text").rglob("*.py"))
        if path.name != "__init__.py"
    ]
    assert modules
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.modules['django'] = None; import {', '.join(modules)}"],
        env=bare_environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_same_packages_are_pinned_for_running_and_for_testing():
    """So that `test` completes the environment of a running server without changing it."""
    run, test = (pins(kind) for kind in ("run", "test"))
    assert run.items() <= test.items()
    assert {"django", "granian", "tzdata"} <= run.keys()


def pins(kind: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", text, re.MULTILINE))


def test_every_pin_has_its_hashes():
    for kind in ("run", "test", "uv"):
        text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
        for block in re.split(r"\n(?=\S)", text.strip()):
            assert "--hash=sha256:" in block, block
