"""`pip install .`: the wheel holds everything, and works without the checkout."""

import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser

import pytest

from tests.test_house import tracked_files
from tests.tools import ROOT, bare_environment

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("package")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def own(wheel, name: str) -> str:
    """A file of the wheel's own description."""
    (found,) = (path for path in wheel.namelist() if path.endswith(f".dist-info/{name}"))
    return wheel.read(found).decode()


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The unpacked wheel: what an installer would put into site-packages."""
    folder = tmp_path_factory.mktemp("installed")
    wheel.extractall(folder)
    return folder


def test_every_file_of_the_source_is_inside(wheel):
    source = ROOT / "src"
    wanted = {str(path.relative_to(source)) for path in tracked_files() if path.is_relative_to(source)}
    assert wanted - set(wheel.namelist()) == set()
    for needed in ("base.html", ".css", ".webp", "0001_initial.py", "samples/people.toml"):
        assert any(name.endswith(needed) for name in wheel.namelist()), needed


def test_nothing_else_is_inside(wheel):
    assert {name.split("/")[0].partition("-")[0] for name in wheel.namelist()} == {"fanthology"}
    assert not any("__pycache__" in name or "/data/" in name for name in wheel.namelist())


def test_it_says_what_it_is_and_needs(wheel):
    facts = Parser().parsestr(own(wheel, "METADATA"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert facts["License-Expression"] == "AGPL-3.0-or-later"
    assert facts["Requires-Python"] == ">=3.11"
    assert len(facts.get_all("Requires-Dist")) == len(project["dependencies"])
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in own(wheel, "licenses/LICENSE")
    assert "fanthology = fanthology.cli:main" in own(wheel, "entry_points.txt")


def run(installed, *words: str) -> subprocess.CompletedProcess[str]:
    """What the installed command does: call `main` and leave with what it gives."""
    code = "import sys; from fanthology.cli import main; sys.argv[0] = 'fanthology'; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-P", "-c", code, *words],
        env=bare_environment(PYTHONPATH=str(installed)),
        cwd=installed.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_its_command_lists_the_commands(installed):
    done = run(installed, "--help")
    assert done.returncode == 0
    assert "  run  " in done.stdout
    assert "  test  " not in done.stdout, "the tests are only in a checkout"


def test_it_makes_an_archive(installed, tmp_path):
    done = run(installed, "reclean", "--data", str(tmp_path / "data"))
    assert (done.returncode, done.stderr) == (0, "Making the archive's database …\n")
