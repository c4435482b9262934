"""What several tests need: a real archive in a process of its own, counted queries, a post office, axe."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test.utils import CaptureQueriesContext

ROOT = Path(__file__).parents[1]
START_SECONDS = 60
STOP_SECONDS = 15


def free_port() -> int:
    """A port of the loopback address that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def bare_environment(**extra: str) -> dict[str, str]:
    """The environment of a person who has set nothing for Fanthology, plus `extra`."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("FANTHOLOGY_", "DJANGO_"))
    }
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **extra}


def fanthology(*words: str | Path, data: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end, on the archive in `data`."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "fanthology", "--data", str(data), *map(str, words)],
        env=bare_environment(**extra),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


@dataclass
class Archive:
    """An archive that is being served. `told` is what its process has printed."""

    url: str
    data: Path
    process: subprocess.Popen[str]
    told: list[str] = field(default_factory=list)

    @property
    def owner_link(self) -> str:
        """The one-time link it printed, empty where it has an owner."""
        found = re.search(r"https?://\S+", next((line for line in self.told if "owner" in line), ""))
        return found[0] if found else ""

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop it, and give its exit status."""
        self.process.send_signal(how)
        return self.process.wait(STOP_SECONDS)


@contextmanager
def served(*words: str, data: Path, command: list[str] | None = None, **extra: str):
    """Serve the archive in `data` on a free port until the block ends; a server that stays behind is a failure."""
    port = free_port()
    command = command or [sys.executable, "-P", "-m", "fanthology"]
    process = subprocess.Popen(
        [*command, "run", "--port", str(port), "--data", str(data), *words],
        env=bare_environment(**extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    archive = Archive(url=f"http://127.0.0.1:{port}", data=data, process=process)
    listener = threading.Thread(target=listen, args=(archive, there := threading.Event()), daemon=True)
    listener.start()
    try:
        assert there.wait(START_SECONDS), "\n".join(archive.told[-12:])
        assert process.poll() is None, "\n".join(archive.told[-12:])
        yield archive
        if process.poll() is None:
            assert archive.stop() == 0, archive.told
    finally:
        for left in processes_of(process.pid):
            os.kill(left, signal.SIGKILL)
        process.wait(STOP_SECONDS)
        listener.join(STOP_SECONDS)
        process.stdout.close()


def processes_of(session: int) -> list[int]:
    """The living processes of a session, so that none outlives a test (Linux tells; elsewhere the first must do)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, _group, of = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue  # it has ended meanwhile
        if int(of) == session and state != "Z":
            found.append(int(path.parent.name))
    return found


def parent_of(pid: int) -> int:
    """Who has started a process; 0 where it has ended meanwhile."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def listen(archive: Archive, there: threading.Event) -> None:
    """Keep what the archive prints; `there` is set once it says that it answers, or has ended."""
    for line in archive.process.stdout:
        archive.told.append(line.rstrip("\n"))
        if line.startswith("Ctrl-C"):
            there.set()
    there.set()


@dataclass
class Counted:
    """The queries of a block, once it has ended."""

    sql: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.sql)


@contextmanager
def count_queries():
    """Count the database's queries in a block: `len(counted)`; `counted.sql` tells which."""
    counted = Counted()
    with CaptureQueriesContext(connection) as captured:
        yield counted
    counted.sql.extend(query["sql"] for query in captured.captured_queries)


def assert_accessible(page, *, except_for: tuple[str, ...] = ()) -> None:
    """The page has no violation that axe can find. `except_for` names rules, each with its reason beside the call."""
    options = {"rules": {rule: {"enabled": False} for rule in except_for}} if except_for else None
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


class PostOffice:
    """A mail server on the loopback address that keeps every letter."""

    def __init__(self) -> None:
        self.port = free_port()
        self.letters: list[EmailMessage] = []
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, _server, _session, envelope) -> str:
        """Take a letter."""
        from email import message_from_bytes, policy

        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Kept"

    @property
    def settings(self) -> dict[str, str]:
        """The environment that makes an archive use it."""
        return {
            "FANTHOLOGY_SMTP_HOST": "127.0.0.1",
            "FANTHOLOGY_SMTP_PORT": str(self.port),
            "FANTHOLOGY_SMTP_SECURITY": "none",
        }
