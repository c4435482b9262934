"""How far a long command is."""

import sys
import time

BAR = 30  # signs


class Line:
    """Progress on standard error: a bar where it is a terminal, else a line every few seconds."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._last = 0.0
        self._said = ""

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_problem: object) -> None:
        if self._terminal and self._said:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    def tell(self, what: str, done: int, of: int) -> None:
        """Say how far it is, but not too often."""
        now = time.monotonic()
        if what == self._said and now - self._last < (0.1 if self._terminal else 5):
            return
        self._said, self._last = what, now
        share = f" {done:,} of {of:,}" if done else ""
        if self._terminal:
            full = BAR * done // of
            bar = f" [{'#' * full}{'.' * (BAR - full)}]" if done else " …"
            sys.stderr.write(f"\r\033[K{what}{bar}{share}")
        else:
            sys.stderr.write(f"{what}{share} …\n")
        sys.stderr.flush()
