"""The one process that works beside the server: it keeps the index, and does in small pieces what takes long.

`run` starts a keeper, which starts the process itself and starts it again where it was killed. Whatever it is stopped at,
nothing is lost: what is to be done stands in the database (the outbox, wranglers' steps), and is done again where it was
not kept. Only one process writes an index (`folders.held`); a second one waits for its turn.
"""

import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import FrameType

from django.db import close_old_connections
from django.utils import timezone

from fanthology.finding import outbox
from fanthology.finding.index import folders, searching
from fanthology.finding.index.checking import differences
from fanthology.finding.index.writing import Writer, catch_up, rebuild, writing
from fanthology.finding.jobs import refresh_pairs
from fanthology.finding.models import Change
from fanthology.stories.jobs import carry_on_tag_steps

log = logging.getLogger(__name__)
PAUSE = 0.4
"""Seconds between two looks at the outbox: a change is findable in about one."""
AGAIN = 1.0
"""Seconds before a process that has ended is started again."""
TROUBLE = 5.0
"""Seconds after an error before the next try."""
FIRST = 5.0
"""Seconds for which the first start waits for its index before it tells its address."""
HOUR = 60.0 * 60
DAY = 24 * HOUR


def start() -> int:
    """Fork the keeper of the background process; gives its number. Call it before any thread is started."""
    pid = os.fork()
    if pid:
        return pid
    try:
        _keep(os.getppid())
    finally:
        os._exit(0)


def stop(pid: int) -> None:
    """End the keeper and what it keeps."""
    try:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        return


def _keep(parent: int) -> None:
    """Start the process again whenever it ends, for as long as the parent lives."""
    os.setpgid(0, 0)  # so that Ctrl-C reaches the server alone, which then stops us
    told = _told_to_stop()
    while os.getppid() == parent and not told.stop:
        child = os.fork()
        if not child:
            try:
                Work(os.getppid()).go_on()
            finally:
                os._exit(0)
        while os.waitpid(child, os.WNOHANG) == (0, 0):
            if told.stop or os.getppid() != parent:
                os.kill(child, signal.SIGTERM)
                os.waitpid(child, 0)
                return
            time.sleep(PAUSE / 2)
        time.sleep(AGAIN)


@dataclass(slots=True)
class Told:
    """Whether the process was asked to end."""

    stop: bool = False


def _told_to_stop() -> Told:
    told = Told()

    def hear(_number: int, _frame: FrameType | None) -> None:
        told.stop = True

    signal.signal(signal.SIGTERM, hear)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    return told


@dataclass(slots=True)
class Work:
    """The background process: its duties, and when each was last done (seconds of the monotonic clock)."""

    parent: int
    told: Told = field(default_factory=_told_to_stop)
    calmed: float = 0.0
    swept: float = 0.0
    checked: float = field(default_factory=time.monotonic)

    def go_on(self) -> None:
        """Work until told to stop, or until the parent has gone. An error is told in a line, and is no end."""
        while not self.over():
            try:
                self.index()
            except folders.Busy:
                self.rest(TROUBLE)
            except Exception as problem:
                log.warning("The background process met trouble, and tries again: %r", problem)
                close_old_connections()
                self.rest(TROUBLE)

    def over(self) -> bool:
        """Whether it is time to end."""
        return self.told.stop or os.getppid() != self.parent

    def rest(self, seconds: float) -> None:
        """Wait, but not for longer than there is something to wait for."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.over():
            time.sleep(min(PAUSE, seconds))

    def index(self) -> None:
        """Hold the index in use and keep it up to date, until another takes its place."""
        folder = usable_index()
        with writing(folder) as writer:
            kept = folders.read_mark(folder)
            mark = kept.mark if kept else 0
            writer.calm = calm_lately()
            while not self.over() and folders.current() == folder:
                mark, more = catch_up(writer, mark, calm=self.is_time("calmed", outbox.CALM.total_seconds()))
                more |= carry_on_tag_steps()
                more |= refresh_pairs()
                self.now_and_then(writer, mark)
                if not more:
                    self.rest(PAUSE)

    def now_and_then(self, writer: Writer, mark: int) -> None:
        """What is done once an hour or once a day."""
        if self.is_time("swept", HOUR):
            outbox.sweep()
            folders.sweep()
            folders.write_mark(writer.folder, mark)
        if self.is_time("checked", DAY) and repair(writer, mark):
            log.warning("The index differed from the database, and was mended.")

    def is_time(self, what: str, every: float) -> bool:
        """Whether something has not been done for `every` seconds; if so, it counts as done now."""
        now = time.monotonic()
        if now - getattr(self, what) < every:
            return False
        setattr(self, what, now)
        return True


def usable_index() -> Path:
    """The folder of the index in use, made anew where there is none, it cannot be opened, or it has slept too long."""
    folder = folders.current()
    mark = folders.read_mark(folder) if folder else None
    if folder is None or mark is None or timezone.now() - mark.at > outbox.KEPT - timedelta(days=1):
        return rebuild()
    try:
        searching.open_reader(folder)
    except (OSError, ValueError):
        log.warning("The index cannot be read, and is made anew.")
        return rebuild()
    return folder


def calm_lately() -> set[int]:
    """Stories whose numbers may not have been told before the last process ended."""
    lately = Change.objects.filter(calm=True, made__gt=timezone.now() - 3 * outbox.CALM)
    return set(lately.values_list("subject_id", flat=True))


def repair(writer: Writer, mark: int) -> int:
    """Compare the index with the database, and write again what differs. Gives the number of stories."""
    mended = 0
    for ids in differences(searching.open_reader(writer.folder)):
        writer.write_stories(sorted(ids))
        mended += len(ids)
    if mended:
        writer.commit(mark)
    return mended


def wait_for_index(seconds: float = FIRST) -> None:
    """Wait until there is an index, so that the first reader finds what there is; a large archive's takes longer."""
    until = time.monotonic() + seconds
    while folders.current() is None and time.monotonic() < until:
        time.sleep(0.02)


def run_beside(serve: Callable[[], None]) -> None:
    """Serve, with the background process beside it."""
    sys.stdout.flush()
    keeper = start()
    try:
        serve()
    finally:
        stop(keeper)
