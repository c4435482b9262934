"""`./fanthology` in a checkout: it builds its environment once, from pinned packages, and hands over."""

import ast
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.tools import ROOT, bare_environment, served

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("launcher")]
BUILD_SECONDS = 300  # a slow network may take its time
SIMULATED = """
import runpy, sys
sys.version_info = (3, 8, 19, "final", 0)
sys.argv = [{path!r}, "run"]
runpy.run_path({path!r}, run_name="__main__")
"""


def person(**extra: str) -> dict[str, str]:
    """The environment of somebody at a terminal: nothing of these tests."""
    env = bare_environment(**extra)
    return {name: value for name, value in env.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}} | extra


def start(
    launcher: Path, *words: str, cwd: Path | None = None, **extra: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(launcher), *words],
        cwd=cwd, env=person(**extra), capture_output=True, text=True, timeout=BUILD_SECONDS, check=False,
    )  # fmt: skip


def copy_checkout(folder: Path) -> Path:
    """What a clone holds, as far as the launcher is concerned; gives the launcher."""
    folder.mkdir(parents=True)
    for name in ("src", "requirements"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return Path(shutil.copy2(ROOT / "fanthology", folder))


@pytest.fixture(scope="session")
def bare(tmp_path_factory):
    """A checkout nobody has started yet, in a folder with a space in its name."""
    return copy_checkout(tmp_path_factory.mktemp("bare") / "my archive")


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A checkout that was started twice at once, after a first start that broke off halfway."""
    launcher = copy_checkout(tmp_path_factory.mktemp("built") / "my archive")
    half_made = launcher.parent / ".venv"
    half_made.mkdir()
    (half_made / "fanthology-built").write_text("")
    (half_made / "half").write_text("left by the first start")
    starts = [
        subprocess.Popen(
            [sys.executable, str(launcher), "manage", "version"],
            env=person(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    said = [process.communicate(timeout=BUILD_SECONDS) for process in starts]
    assert [process.returncode for process in starts] == [0, 0], said
    return launcher, said


def test_it_can_be_read_by_an_old_python():
    ast.parse((ROOT / "fanthology").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_what_is_missing(bare, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SIMULATED.format(path=str(bare))],
        env=person(PATH=str(tmp_path)), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("Fanthology needs Python 3.11 or newer; this is ")
    assert len(done.stderr.splitlines()) == 1


def test_an_old_python_goes_on_with_a_newer_one_beside_it(bare, tmp_path):
    newer = tmp_path / "python3.11"
    newer.symlink_to(sys.executable)
    code = SIMULATED.replace('"run"', '"--version"').format(path=str(bare))
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=person(PATH=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("Fanthology ")


@pytest.mark.parametrize("words", [(), ("--help",), ("help",)])
def test_help_needs_no_environment(bare, words):
    done = start(bare, *words)
    assert done.returncode == 0
    assert "  run  " in done.stdout
    assert "  test  " in done.stdout
    assert not (bare.parent / ".venv").exists()


def test_a_misspelt_command_builds_nothing(bare):
    done = start(bare, "rnu")
    assert (done.returncode, done.stderr) == (2, "There is no command “rnu”; did you mean “run”?\n")
    assert not (bare.parent / ".venv").exists()


def test_a_folder_of_somebody_else_is_left_alone(bare, tmp_path):
    (tmp_path / "mine").write_text("precious")
    done = start(bare, "manage", "version", FANTHOLOGY_VENV=str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path} was not made by Fanthology" in done.stderr
    assert (tmp_path / "mine").read_text() == "precious"


def test_a_python_without_venv_is_told_which_package_to_install(bare, tmp_path):
    (tmp_path / "ensurepip.py").write_text("raise ImportError")
    done = start(bare, "manage", "version", PYTHONPATH=str(tmp_path), FANTHOLOGY_VENV=str(tmp_path / "venv"))
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_starts_at_once_build_one_environment(built):
    launcher, said = built
    builds = [errors for _, errors in said if "… done in " in errors]
    assert len(builds) == 1, said
    assert not (launcher.parent / ".venv" / "half").exists(), "the broken build was taken over"
    assert all(out.startswith("5.2") for out, _ in said)


def test_a_later_start_says_nothing_and_changes_nothing(built):
    launcher, _ = built
    note = launcher.parent / ".venv" / "fanthology-built"
    before = note.stat().st_mtime_ns
    done = start(launcher, "manage", "version")
    assert (done.returncode, done.stderr) == (0, "")
    assert note.stat().st_mtime_ns == before


def test_it_starts_from_anywhere_and_through_a_link(built, tmp_path):
    launcher, _ = built
    link = tmp_path / "archive"
    link.symlink_to(launcher)
    (tmp_path / "django.py").write_text("raise ImportError('the folder one stands in must not matter')")
    done = start(link, "manage", "version", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_changed_requirements_are_installed(built):
    launcher, _ = built
    pinned = launcher.parent / "requirements" / "run.txt"
    pinned.write_text(pinned.read_text() + "# changed\n")
    assert "… done in " in start(launcher, "manage", "version").stderr
    assert start(launcher, "manage", "version").stderr == ""


def test_where_uv_does_not_work_pip_does(bare, tmp_path):
    few = bare.parent / "requirements" / "run.txt"
    whole = few.read_text()
    few.write_text(whole[whole.index("filetype==") : whole.index("granian==")])
    try:
        done = start(
            bare, "manage", FANTHOLOGY_VENV=str(tmp_path / "venv"), UV_DEFAULT_INDEX="http://127.0.0.1:9/"
        )
    finally:
        few.write_text(whole)
    assert "… uv did not manage; trying pip" in done.stderr
    assert "… done in " in done.stderr
    assert list((tmp_path / "venv").glob("lib/*/site-packages/filetype"))


def test_a_wrong_hash_stops_the_build(bare, tmp_path):
    pinned = bare.parent / "requirements" / "run.txt"
    whole = pinned.read_text()
    pinned.write_text("filetype==1.2.0 --hash=sha256:" + "0" * 64 + "\n")
    try:
        done = start(bare, "manage", "version", FANTHOLOGY_VENV=str(tmp_path / "venv"))
    finally:
        pinned.write_text(whole)
    assert done.returncode == 1
    assert "The packages could not be installed" in done.stderr
    assert (tmp_path / "venv" / "fanthology-built").read_text() == "", "the next start begins anew"


def test_run_serves_the_archive(built, tmp_path):
    launcher, _ = built
    with served(data=tmp_path / "data", command=[sys.executable, str(launcher)]) as archive:
        with urllib.request.urlopen(f"{archive.url}/health") as answer:
            assert answer.status == 200
        assert archive.told[-1] == "Ctrl-C stops it."
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
