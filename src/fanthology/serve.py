"""The production server behind `fanthology run`: granian, told to be quiet, quick to start and clean to stop.

The parent process loads Django once and forks the workers, so that they answer at once and share its memory
(`docs/decisions/0002-server.md` has the numbers). Importing this module needs no Django.
"""

import argparse
import errno
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from fanthology.cli import misuse
from fanthology.config import PREFIX, Config, ConfigError, load

STOP_SECONDS = 5  # how long a request may still run after Ctrl-C or SIGTERM
START_SECONDS = 30  # how long the workers may take to answer
ORPHAN_SECONDS = 1.0  # how often a worker looks whether its parent still lives


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `run` that decide where it listens."""
    parser.add_argument(
        "--host", metavar="ADDRESS", help="where to listen (default: 127.0.0.1; 0.0.0.0 means everywhere)"
    )
    parser.add_argument("--port", metavar="NUMBER", help="the port to listen on (default: 8000)")


def claim(data: Path, arguments: Sequence[str]) -> None:
    """Before anything is made or loaded: put `--host` and `--port` into the environment, and see that they are free."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until the server has its own way to stop
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    add_options(parser)
    parser.error = partial(misuse, "run")  # type: ignore[method-assign]
    known, _ = parser.parse_known_args(list(arguments))
    given = {name: value for name, value in vars(known).items() if value is not None}
    os.environ.update({PREFIX + name.upper(): value for name, value in given.items()})
    try:
        config = load(data, os.environ)
    except ConfigError as problem:
        text = str(problem)
        for name in given:
            text = text.replace(PREFIX + name.upper(), f"--{name}")
        raise ConfigError(text) from problem
    os.environ[f"{PREFIX}HOST"] = resolve(config)
    see_that_it_is_free(config)


def resolve(config: Config) -> str:
    """The number behind a host name such as `localhost`, since the server listens on numbers."""
    try:
        found = socket.getaddrinfo(
            config.host.strip("[]"), config.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except OSError:
        raise ConfigError(f"There is no address “{config.host}” to listen on.") from None
    numbers = [str(address[0]) for *_, address in found]
    return next((number for number in numbers if ":" not in number), numbers[0])


def see_that_it_is_free(config: Config) -> None:
    """Say kindly why the address cannot be listened on; the server itself would share a port without a word."""
    host = resolve(config)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, config.port))
            probe.listen(1)
        except OSError as problem:
            raise ConfigError(why_not(problem, host, config.port)) from None


def why_not(problem: OSError, host: str, port: int) -> str:
    """The sentence for an address that cannot be listened on."""
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} is already in use; stop what uses it, or choose another with --port."
    if problem.errno == errno.EACCES:
        return f"Port {port} may be used only by the administrator; choose one above 1023 with --port."
    if problem.errno == errno.EADDRNOTAVAIL:
        return f"This machine has no address {host} to listen on."
    return f"The server cannot listen on {host}, port {port}: {problem.strerror}."


def serve(config: Config, *, ready: Callable[[], None]) -> None:
    """Answer requests until Ctrl-C or SIGTERM; `ready` is called once the address answers."""
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415 (a start that fails early need not load it)
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    class ArchiveServer(Server):  # type: ignore[misc, valid-type]
        """Granian's server, which also says when it is there."""

        def startup(self, *arguments: Any) -> None:
            """Start the workers, wait for the first to answer, and tell."""
            super().startup(*arguments)
            stop_on_hangup(self.signal_handler_interrupt)
            if answers(config, lambda: bool(self.interrupt_signal or self.interrupt_children)):
                ready()

    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)  # the parent has no threads yet
    server = ArchiveServer(
        target="fanthology.wsgi:application",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=config.workers,
        blocking_threads=config.threads,
        blocking_threads_idle_timeout=600,  # seconds; a thread keeps its database connection
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
        log_dictconfig={"handlers": QUIET_HANDLERS},
    )
    server.serve(target_loader=Loader(os.getpid()), wrap_loader=False)


QUIET_HANDLERS = {
    name: {"class": "logging.StreamHandler", "formatter": "generic", "stream": "ext://sys.stderr"}
    for name in ("console", "access")
}


class Loader:
    """Called in each worker: leave the parent's terminal, watch the parent, and give the application."""

    def __init__(self, parent: int) -> None:
        self.parent = parent

    def __call__(self) -> Any:
        """The WSGI application, which a forked worker finds already loaded."""
        if os.getpid() != self.parent:
            os.setpgid(0, 0)  # so that Ctrl-C reaches the parent alone, which then stops its workers
            threading.Thread(target=self.watch, daemon=True).start()
        from fanthology.wsgi import application  # noqa: PLC0415 (loads Django, in the worker where it was not forked)

        return application

    def watch(self) -> None:
        """End with the parent, even where it was killed and could tell nobody: an orphan would hold the port."""
        while os.getppid() == self.parent:
            time.sleep(ORPHAN_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)


def stop_on_hangup(handler: Callable[..., None]) -> None:
    """A closed terminal stops the server like Ctrl-C (granian would restart the workers), unless under `nohup`."""
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, handler)


def answers(config: Config, given_up: Callable[[], bool]) -> bool:
    """Wait until a worker takes connections."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.host, config.host)  # noqa: S104 (compared with, not bound to)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and not given_up():
        try:
            socket.create_connection((host, config.port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return True
    return False
