"""A PostgreSQL server of the tests' own: a temporary folder, a socket in it, no port, and nothing left afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER_USER = "postgres"
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
START_SECONDS = 60


def programs() -> Path | None:
    """The folder of the newest PostgreSQL server that is installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


def as_server(command: list[str]) -> list[str]:
    """PostgreSQL will not run as root; then it runs as its own user."""
    return ["runuser", "-u", SERVER_USER, "--", *command] if os.getuid() == 0 else command


def run(*command: str | Path) -> None:
    """Run one of PostgreSQL's programs; what it says is shown only where it fails."""
    done = subprocess.run(
        as_server([str(word) for word in command]),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, timeout=2 * START_SECONDS, cwd="/", check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}")


@contextmanager
def temporary_server() -> Iterator[str]:
    """Start a server, give the address of a database on it, and remove both, also where the tests are interrupted."""
    where = programs()
    if where is None:
        raise RuntimeError("PostgreSQL is not installed.")
    home = Path(tempfile.mkdtemp(prefix="fanthology-pg-", dir="/tmp"))  # the path of a socket must be short
    try:
        if os.getuid() == 0:
            os.chown(home, pwd.getpwnam(SERVER_USER).pw_uid, -1)
        cluster = home / "cluster"
        run(
            where / "initdb",
            "-D",
            cluster,
            "-U",
            SERVER_USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={home} {SPEED}"
        run(
            where / "pg_ctl",
            "-D",
            cluster,
            "-w",
            "-t",
            str(START_SECONDS),
            "-l",
            home / "log",
            "-o",
            options,
            "start",
        )
        try:
            run(where / "createdb", "-h", home, "-U", SERVER_USER, "fanthology")
            yield f"postgresql://{SERVER_USER}@/fanthology?host={home}"
        finally:
            run(where / "pg_ctl", "-D", cluster, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
