"""`./fanthology test`: everything that must hold, one part after the other, with a summary at the end.

With words behind it, only pytest runs, with these words: `./fanthology test tests/text -k names`.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests import postgres

ROOT = Path(__file__).parents[1]
PYTHON = [sys.executable, "-P", "-m"]
PYTEST = [*PYTHON, "pytest", "-n", "2", "--dist", "loadgroup", "--durations", "10"]
DEBIAN = {
    "chromium": lambda: any(
        map(shutil.which, ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"))
    ),
    "postgresql": lambda: postgres.programs() is not None,
    "default-jre-headless": lambda: bool(shutil.which("java")),
}  # package, and whether what it brings is there


def execute(*command: str, **env: str) -> bool:
    """Run a program, with all it prints; whether it was content."""
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=False).returncode == 0


def check_rooms() -> bool:
    """The import contracts; import-linter has no `python -m`."""
    return execute(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")


def check_migrations() -> bool:
    """Every change of a table has its migration."""
    return execute(*PYTHON, "fanthology", "manage", "makemigrations", "--check", "--dry-run")


def test_on_postgresql() -> bool:
    """The same tests on the other database; browsers and builds would show nothing new there."""
    with postgres.temporary_server() as address:
        return execute(*PYTEST, "-m", "not browser and not slow", FANTHOLOGY_TEST_DATABASE=address)


PARTS: dict[str, Callable[[], bool]] = {
    "style": lambda: execute(*PYTHON, "ruff", "check"),
    "format": lambda: execute(*PYTHON, "ruff", "format", "--check", "--output-format", "concise"),
    "rooms": check_rooms,
    "types": lambda: execute(*PYTHON, "mypy"),
    "migrations": check_migrations,
    "tests on SQLite": lambda: execute(*PYTEST),
    "tests on PostgreSQL": test_on_postgresql,
}


def install_what_is_missing() -> None:
    """Fetch the browser, the database server and Java where we may; say what to install where we may not."""
    missing = [package for package, is_there in DEBIAN.items() if not is_there()]
    if not missing:
        return
    if os.getuid() != 0 or not shutil.which("apt-get"):
        sys.exit(
            f"The tests also need {', '.join(missing)}; on Debian or Ubuntu: apt install {' '.join(missing)}"
        )
    tell(f"installing {' '.join(missing)}")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    if not (
        execute("apt-get", "update", "-qq")
        and execute("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing)
    ):
        sys.exit(f"These could not be installed: {', '.join(missing)}")


def tell(text: str) -> None:
    """A line between the parts."""
    print(f"\n── {text} ──", flush=True)  # noqa: T201 (a program's output)


def run_everything() -> int:
    """Run all parts, also after one has failed."""
    install_what_is_missing()
    done: dict[str, tuple[bool, float]] = {}
    for name, part in PARTS.items():
        tell(name)
        began = time.monotonic()
        content = part()
        done[name] = content, time.monotonic() - began
    tell("summary")
    for name, (content, seconds) in done.items():
        print(f"{'passed' if content else 'FAILED':<8}{seconds:7.1f} s   {name}", flush=True)  # noqa: T201 (the same)
    return 0 if all(content for content, _ in done.values()) else 1


def settle_environment(data: str) -> None:
    """Nobody's archive is touched, whatever the environment says."""
    for name in [
        name for name in os.environ if name.startswith("FANTHOLOGY_") and name != "FANTHOLOGY_TEST_DATABASE"
    ]:
        del os.environ[name]
    os.environ["FANTHOLOGY_DATA"] = data
    os.environ["PYTHONPATH"] = str(ROOT / "src")


def main() -> int:
    """Everything, or pytest with the words that were given."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped as well
    with tempfile.TemporaryDirectory(prefix="fanthology-checks-") as data:
        settle_environment(data)
        try:
            if sys.argv[1:]:
                return subprocess.run([*PYTHON, "pytest", *sys.argv[1:]], cwd=ROOT, check=False).returncode
            return run_everything()
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main())
